"""Profiles in staff chats that may be somebody's: the administrator says whose they are.

Nobody is ever bound by a name alone: names suggest, people decide.
"""

from dataclasses import dataclass

from bot.dialog.binding import binding_words as words
from bot.dialog.binding.binding import back, with_back
from bot.dialog.chats.member_profiles import seen_in, staff_chats
from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.asking import already
from bot.dialog.core.issuing import unbound
from bot.dialog.core.listing import page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.vk.keyboards import Button
from monitor.jobs.binding import (
    BOUND_NOTICE,
    REFUSED_NOTICE,
    answer,
    asked_himself,
    refuse,
    refused,
)
from monitor.people.matching import Candidate, Profile
from monitor.people.matching import suggest as alike
from storage.chats import chats
from storage.db.database import Connection
from storage.people import marks, people

ON_A_PAGE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Suggestions:
    """What may be suggested, sure ones first; ``chats`` and ``hidden``: how many, and unseen."""

    waiting: int
    candidates: tuple[Candidate, ...]
    profiles: dict[int, Profile]
    chats: int
    hidden: int

    def named(self, request: Request) -> Candidate | None:
        """Give the suggestion that the arguments «i» and «a» name, if it still is one."""
        wanted = (request.number("i"), request.whose("a"))
        return next((it for it in self.candidates if (it.person.id, it.account) == wanted), None)


async def _find(request: Request) -> _Suggestions:
    """Compare those without a profile with the profiles in staff chats, as they are now."""
    unit = request.unit_id
    async with request.talk.database.reading() as connection:
        known = staff_chats(await chats.of_unit(connection, unit))
    seen = await seen_in(request.talk.vk, known)
    async with request.talk.database.reading() as connection:
        waiting = await unbound(connection, unit)
        taken = {each.account for each in await people.bindings(connection, unit)}
        not_them = await refused(connection, unit)
        gone = await marks.erased_among(connection, [each.account for each in seen.profiles])
        taken |= gone  # who had his data erased is bound by nobody but himself
    free = {each.account: each for each in seen.profiles if each.account not in taken}
    candidates = [
        each
        for each in alike(waiting, free.values())
        if not not_them.has(each.person.id, each.account)
    ]
    return _Suggestions(
        waiting=len(waiting),
        candidates=tuple(sorted(candidates, key=lambda each: each.homonym)),
        profiles=free,
        chats=len(known),
        hidden=seen.hidden,
    )


async def suggest(request: Request) -> Screen:
    """Show a page of suggestions; whoever looks is written into the journal."""
    suggestions = await _find(request)
    if not suggestions.chats:
        return with_back(words.NO_CHATS)
    if suggestions.candidates:
        async with request.talk.database.writing() as connection:
            await request.note(connection, "names_seen", screen="suggest")
    return _shown(request, suggestions)


def _shown(request: Request, suggestions: _Suggestions, toast: str = "") -> Screen:
    page = page_of(request, suggestions.candidates, ON_A_PAGE, "suggest")
    text = words.suggestions(
        request.unit.name,
        suggestions.waiting,
        len(suggestions.candidates),
        [
            (index, words.suggestion(candidate, suggestions.profiles[candidate.account]))
            for index, candidate in page.items
        ],
        suggestions.hidden,
    )
    pairs = (_pair(index, candidate, page.number) for index, candidate in page.items)
    return Screen(text=text, rows=stacked(*pairs, page.turn, [back()]), toast=toast)


def _pair(index: int, candidate: Candidate, page: int) -> tuple[Button, ...]:
    args = {"i": candidate.person.id, "a": candidate.account, "p": page}
    sure = not candidate.homonym
    return (
        Button(label=words.bind_label(index), act="bind", args=args, main=sure),
        Button(label=words.not_label(index), act="not_them", args=args),
    )


async def bind(request: Request) -> Screen | Preview:
    """Ask before a suggested profile is bound."""
    suggestions = await _find(request)
    candidate = suggestions.named(request)
    if candidate is None:
        return _shown(request, suggestions, toast=words.OLD_SUGGESTION)
    return Preview(
        text=words.bind(candidate, suggestions.profiles[candidate.account]),
        yes=Button(label=words.BIND, main=True),
        args={"i": candidate.person.id, "a": candidate.account},
    )


async def bind_go(request: Request, connection: Connection) -> Screen:
    """Bind the profile that was asked about."""
    to_suggestions = Button(label=words.TO_SUGGESTIONS, act="suggest")
    return await _bind(request, connection, (to_suggestions, back()), "administrator")


async def not_them(request: Request) -> Screen:
    """Keep that a profile is not a person's, and show the others."""
    suggestions = await _find(request)
    candidate = suggestions.named(request)
    if candidate is None:
        return _shown(request, suggestions, toast=words.OLD_SUGGESTION)
    async with request.talk.database.writing() as connection:
        await refuse(connection, candidate.person, candidate.account)
        await request.note(connection, "suggestion_refused", person=candidate.person.id)
    return _shown(request, await _find(request), toast=words.NOT_SUGGESTED)


async def ask_yes(request: Request) -> Screen:
    """Bind a profile whose owner asked for it."""
    async with request.talk.database.writing() as connection:
        return await _bind(request, connection, (back(),), "asked")


async def ask_no(request: Request) -> Screen:
    """Refuse what a profile's owner asked for; it is suggested no more."""
    account = request.whose("a")
    async with request.talk.database.writing() as connection:
        person = await request.person(connection)
        if person is None or account is None:
            return with_back(words.NOT_ON_LIST)
        not_them = await refused(connection, request.unit_id)
        if not_them.has(person.id, account) or account in await _owners(request, connection):
            return already()
        await refuse(connection, person, account)
        await answer(connection, request.unit, account, person, REFUSED_NOTICE, request.now)
        await request.note(connection, "binding_refused", person=person.id)
    return with_back(words.refused(person, account))


async def _bind(
    request: Request, connection: Connection, row: tuple[Button, ...], method: str
) -> Screen:
    """Bind account «a» to person «i», unless either has been bound since; tell its owner."""
    person, account = await request.person(connection), request.whose("a")
    if person is None or account is None:
        return Screen(text=words.NOT_ON_LIST, rows=(row,))
    owners = await _owners(request, connection)
    if owners.get(account) == person.id:
        return already()
    if account in owners:
        return Screen(text=words.ALREADY_OTHER, rows=(row,))
    if person.id in owners.values():
        return Screen(text=words.HAS_PROFILE, rows=(row,))
    if method in people.OWN:
        own = await asked_himself(connection, request.unit_id, account)
    else:
        own = not await marks.erased_among(connection, [account])
    if not own:
        return Screen(text=words.ERASED, rows=(row,))
    await people.bind(connection, request.unit_id, {account: person.id}, method, request.now)
    await answer(connection, request.unit, account, person, BOUND_NOTICE, request.now)
    await request.note(connection, "bound_by_administrator", person=person.id, account=account)
    return Screen(text=words.bound(person, account), rows=(row,))


async def _owners(request: Request, connection: Connection) -> dict[int, int]:
    """Give to which person of the unit an account belongs, by the account."""
    bindings = await people.bindings(connection, request.unit_id)
    return {each.account: each.person for each in bindings}


ACTS = (
    Act(name="suggest", may=rights.ADMINISTRATOR, named=words.SUGGEST_ACT, do=suggest),
    Act(
        name="bind",
        named=words.BIND_ACT,
        may=rights.ADMINISTRATOR,
        noted=words.BIND_NOTED,
        do=bind,
        done=bind_go,
    ),
    Act(name="not_them", may=rights.ADMINISTRATOR, noted=words.NOT_THEM_NOTED, do=not_them),
    Act(name="ask_yes", may=rights.ADMINISTRATOR, do=ask_yes),
    Act(name="ask_no", may=rights.ADMINISTRATOR, noted=words.ASK_NO_NOTED, do=ask_no),
)
