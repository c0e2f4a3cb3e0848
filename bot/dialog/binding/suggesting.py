"""Profiles in staff chats that may be somebody's: the administrator says whose they are.

Nobody is ever bound by a name alone: names suggest, people decide.
"""

from dataclasses import dataclass

from bot.dialog.binding import binding_words as words
from bot.dialog.chats.member_profiles import seen_in, staff_chats
from bot.dialog.core.asking import ask, asked
from bot.dialog.core.issuing import unbound
from bot.dialog.core.screens import Screen, paged, turning
from bot.dialog.core.visit import Topic, Visit
from bot.vk.keyboards import Button, Rows
from bot.words import dialog as desk_words
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

    def named(self, visit: Visit) -> Candidate | None:
        """Give the suggestion that the arguments «i» and «a» name, if it still is one."""
        wanted = (visit.number("i"), visit.whose("a"))
        return next((it for it in self.candidates if (it.person.id, it.account) == wanted), None)


async def _find(visit: Visit) -> _Found:
    """Compare those without a profile with the profiles in staff chats, as they are now."""
    unit = visit.unit_id
    async with visit.talk.database.reading() as connection:
        known = staff_chats(await chats.of_unit(connection, unit))
    seen = await seen_in(visit.talk.vk, known)
    async with visit.talk.database.reading() as connection:
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


async def suggest(visit: Visit) -> Screen:
    """Show a page of suggestions; whoever looks is written into the journal."""
    found = await _find(visit)
    if not found.chats:
        return Screen(text=words.NO_CHATS, rows=((_back(),),))
    if found.candidates:
        async with visit.talk.database.writing() as connection:
            await visit.note(connection, "names_seen", screen="suggest")
    return _shown(visit, found)


def _shown(visit: Visit, found: _Found, toast: str = "") -> Screen:
    count = len(found.candidates)
    page, first, last = paged(count, visit.number("p") or 0, ON_A_PAGE)
    shown = list(enumerate(found.candidates[first:last], first + 1))
    text = words.suggestions(
        visit.of.unit.name,
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


async def bind(visit: Visit) -> Screen:
    """Ask before a suggested profile is bound."""
    found = await _find(visit)
    candidate = found.named(visit)
    if candidate is None:
        return _shown(visit, found, toast=words.OLD_SUGGESTION)
    text = words.bind(candidate, found.profiles[candidate.account])
    args = {"i": candidate.person.id, "a": candidate.account}
    async with visit.talk.database.writing() as connection:
        return await ask(
            visit, connection, "bind_go", args, text, Button(label=words.BIND, main=True)
        )


async def bind_go(visit: Visit) -> Screen:
    """Bind the profile that was asked about."""
    yes = asked(visit)
    if isinstance(yes, Screen):
        return yes
    rows: Rows = ((Button(label=words.TO_SUGGESTIONS, act="suggest"), _back()),)
    async with visit.talk.database.writing() as connection:
        if not await yes.finish(connection, "bind_go"):
            return Screen(text="", toast=desk_words.ALREADY)
        return await _bind(yes, connection, rows, "administrator")


async def not_them(visit: Visit) -> Screen:
    """Keep that a profile is not a person's, and show the others."""
    found = await _find(visit)
    candidate = found.named(visit)
    if candidate is None:
        return _shown(visit, found, toast=words.OLD_SUGGESTION)
    async with visit.talk.database.writing() as connection:
        await refuse(connection, candidate.person, candidate.account)
        await visit.note(connection, "suggestion_refused", person=candidate.person.id)
    return _shown(visit, await _find(visit), toast=words.NOT_SUGGESTED)


async def ask_yes(visit: Visit) -> Screen:
    """Bind a profile whose owner asked for it."""
    async with visit.talk.database.writing() as connection:
        return await _bind(visit, connection, ((_back(),),), "asked")


async def ask_no(visit: Visit) -> Screen:
    """Refuse what a profile's owner asked for; it is suggested no more."""
    account = visit.whose("a")
    async with visit.talk.database.writing() as connection:
        person = await visit.person(connection)
        if person is None or account is None:
            return Screen(text=words.NOT_ON_LIST, rows=((_back(),),))
        not_them = await refused(connection, visit.unit_id)
        if not_them.has(person.id, account) or await _owner(visit, connection, account):
            return Screen(text="", toast=desk_words.ALREADY)
        await refuse(connection, person, account)
        await answer(connection, visit.of, account, person, REFUSED_NOTICE, visit.now)
        await visit.note(connection, "binding_refused", person=person.id)
    return Screen(text=words.refused(person, account), rows=((_back(),),))


async def _bind(visit: Visit, connection: Connection, rows: Rows, method: str) -> Screen:
    """Bind account «a» to person «i», unless either has been bound since; tell its owner."""
    person, account = await visit.person(connection), visit.whose("a")
    if person is None or account is None:
        return Screen(text=words.NOT_ON_LIST, rows=rows)
    owner = await _owner(visit, connection, account)
    if owner == person.id:
        return Screen(text="", toast=desk_words.ALREADY)
    if owner is not None:
        return Screen(text=words.ALREADY_OTHER, rows=rows)
    if await _has_profile(visit, connection, person):
        return Screen(text=words.HAS_PROFILE, rows=rows)
    if method in people.OWN:
        own = await asked_himself(connection, visit.unit_id, account)
    else:
        own = not await marks.erased_among(connection, [account])
    if not own:
        return Screen(text=words.ERASED, rows=rows)
    await people.bind(connection, visit.unit_id, {account: person.id}, method, visit.now)
    await answer(connection, visit.of, account, person, BOUND_NOTICE, visit.now)
    await visit.note(connection, "bound_by_administrator", person=person.id, account=account)
    return Screen(text=words.bound(person, account), rows=rows)


async def _owner(visit: Visit, connection: Connection, account: int) -> int | None:
    """Give the person of the unit an account belongs to."""
    bindings = await people.bindings(connection, visit.unit_id)
    return next((each.person for each in bindings if each.account == account), None)


async def _has_profile(visit: Visit, connection: Connection, person: Person) -> bool:
    bindings = await people.bindings(connection, visit.unit_id)
    return any(each.person == person.id for each in bindings)


def _back() -> Button:
    return Button(label=words.BACK, act="binding")


TOPICS = (
    Topic(act="suggest", do=suggest),
    Topic(act="bind", do=bind),
    Topic(act="bind_go", do=bind_go),
    Topic(act="not_them", do=not_them),
    Topic(act="ask_yes", do=ask_yes),
    Topic(act="ask_no", do=ask_no),
)
