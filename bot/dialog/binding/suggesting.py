"""Profiles in staff chats that may be somebody's: the administrator says whose they are.

Nobody is ever bound by a name alone: names suggest, people decide.
"""

from dataclasses import dataclass

from bot.dialog.binding import binding_words as words
from bot.dialog.chats.member_profiles import seen_in, staff_chats
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.asking import ask, asked
from bot.dialog.core.issuing import unbound
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen, paged, turning
from bot.vk.keyboards import Button, Rows
from bot.words import dialog as dialog_words
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
from storage.records import Person

ON_A_PAGE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
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


async def _find(request: Request) -> _Found:
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
    return _Found(
        waiting=len(waiting),
        candidates=tuple(sorted(candidates, key=lambda each: each.homonym)),
        profiles=free,
        chats=len(known),
        hidden=seen.hidden,
    )


async def suggest(request: Request) -> Screen:
    """Show a page of suggestions; whoever looks is written into the journal."""
    found = await _find(request)
    if not found.chats:
        return Screen(text=words.NO_CHATS, rows=((_back(),),))
    if found.candidates:
        async with request.talk.database.writing() as connection:
            await request.note(connection, "names_seen", screen="suggest")
    return _shown(request, found)


def _shown(request: Request, found: _Found, toast: str = "") -> Screen:
    count = len(found.candidates)
    page, first, last = paged(count, request.number("p") or 0, ON_A_PAGE)
    shown = list(enumerate(found.candidates[first:last], first + 1))
    text = words.suggestions(
        request.of.unit.name,
        found.waiting,
        count,
        [(index, words.suggestion(it, found.profiles[it.account])) for index, it in shown],
        found.hidden,
    )
    rows: Rows = (
        *(_pair(index, each, page) for index, each in shown),
        turning("suggest", {}, count, page, ON_A_PAGE),
        (_back(),),
    )
    return Screen(text=text, rows=tuple(row for row in rows if row), toast=toast)


def _pair(index: int, candidate: Candidate, page: int) -> tuple[Button, ...]:
    args = {"i": candidate.person.id, "a": candidate.account, "p": page}
    sure = not candidate.homonym
    return (
        Button(label=words.bind_label(index), act="bind", args=args, main=sure),
        Button(label=words.not_label(index), act="not_them", args=args),
    )


async def bind(request: Request) -> Screen:
    """Ask before a suggested profile is bound."""
    found = await _find(request)
    candidate = found.named(request)
    if candidate is None:
        return _shown(request, found, toast=words.OLD_SUGGESTION)
    text = words.bind(candidate, found.profiles[candidate.account])
    args = {"i": candidate.person.id, "a": candidate.account}
    async with request.talk.database.writing() as connection:
        return await ask(
            request, connection, "bind_go", args, text, Button(label=words.BIND, main=True)
        )


async def bind_go(request: Request) -> Screen:
    """Bind the profile that was asked about."""
    yes = asked(request)
    if isinstance(yes, Screen):
        return yes
    rows: Rows = ((Button(label=words.TO_SUGGESTIONS, act="suggest"), _back()),)
    async with request.talk.database.writing() as connection:
        if not await yes.finish(connection, "bind_go"):
            return Screen(text="", toast=dialog_words.ALREADY)
        return await _bind(yes, connection, rows, "administrator")


async def not_them(request: Request) -> Screen:
    """Keep that a profile is not a person's, and show the others."""
    found = await _find(request)
    candidate = found.named(request)
    if candidate is None:
        return _shown(request, found, toast=words.OLD_SUGGESTION)
    async with request.talk.database.writing() as connection:
        await refuse(connection, candidate.person, candidate.account)
        await request.note(connection, "suggestion_refused", person=candidate.person.id)
    return _shown(request, await _find(request), toast=words.NOT_SUGGESTED)


async def ask_yes(request: Request) -> Screen:
    """Bind a profile whose owner asked for it."""
    async with request.talk.database.writing() as connection:
        return await _bind(request, connection, ((_back(),),), "asked")


async def ask_no(request: Request) -> Screen:
    """Refuse what a profile's owner asked for; it is suggested no more."""
    account = request.whose("a")
    async with request.talk.database.writing() as connection:
        person = await request.person(connection)
        if person is None or account is None:
            return Screen(text=words.NOT_ON_LIST, rows=((_back(),),))
        not_them = await refused(connection, request.unit_id)
        if not_them.has(person.id, account) or await _owner(request, connection, account):
            return Screen(text="", toast=dialog_words.ALREADY)
        await refuse(connection, person, account)
        await answer(connection, request.of, account, person, REFUSED_NOTICE, request.now)
        await request.note(connection, "binding_refused", person=person.id)
    return Screen(text=words.refused(person, account), rows=((_back(),),))


async def _bind(request: Request, connection: Connection, rows: Rows, method: str) -> Screen:
    """Bind account «a» to person «i», unless either has been bound since; tell its owner."""
    person, account = await request.person(connection), request.whose("a")
    if person is None or account is None:
        return Screen(text=words.NOT_ON_LIST, rows=rows)
    owner = await _owner(request, connection, account)
    if owner == person.id:
        return Screen(text="", toast=dialog_words.ALREADY)
    if owner is not None:
        return Screen(text=words.ALREADY_OTHER, rows=rows)
    if await _has_profile(request, connection, person):
        return Screen(text=words.HAS_PROFILE, rows=rows)
    if method in people.OWN:
        own = await asked_himself(connection, request.unit_id, account)
    else:
        own = not await marks.erased_among(connection, [account])
    if not own:
        return Screen(text=words.ERASED, rows=rows)
    await people.bind(connection, request.unit_id, {account: person.id}, method, request.now)
    await answer(connection, request.of, account, person, BOUND_NOTICE, request.now)
    await request.note(connection, "bound_by_administrator", person=person.id, account=account)
    return Screen(text=words.bound(person, account), rows=rows)


async def _owner(request: Request, connection: Connection, account: int) -> int | None:
    """Give the person of the unit an account belongs to."""
    bindings = await people.bindings(connection, request.unit_id)
    return next((each.person for each in bindings if each.account == account), None)


async def _has_profile(request: Request, connection: Connection, person: Person) -> bool:
    bindings = await people.bindings(connection, request.unit_id)
    return any(each.person == person.id for each in bindings)


def _back() -> Button:
    return Button(label=words.BACK, act="binding")


ACTS = (
    Act(name="suggest", may=rights.ADMINISTRATOR, named=words.SUGGEST_ACT, do=suggest),
    Act(name="bind", may=rights.ADMINISTRATOR, do=bind),
    Act(name="bind_go", may=rights.ADMINISTRATOR, do=bind_go),
    Act(name="not_them", may=rights.ADMINISTRATOR, do=not_them),
    Act(name="ask_yes", may=rights.ADMINISTRATOR, do=ask_yes),
    Act(name="ask_no", may=rights.ADMINISTRATOR, do=ask_no),
)
