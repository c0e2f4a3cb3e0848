"""Offices somebody holds: whose they are, whether they may be taken, and taking them."""

from collections.abc import Collection, Mapping, Sequence

from bot.dialog.access import offices_words as words
from bot.dialog.core.request import Request, by_rank, roles_of
from bot.words.vocabulary import Vocabulary
from monitor.jobs.letters import Letter, post
from monitor.jobs.letters import Topic as LetterTopic
from storage.asked import dialog_states
from storage.asked.dialog_states import DialogState
from storage.db.database import Connection
from storage.people import offices, people
from storage.people.offices import Holding
from storage.records import Office, OfficeHolder, Person

BY_LETTER = {"a": Office.ADMINISTRATOR, "d": Office.DEPUTY, "c": Office.COORDINATOR}
LETTERS = {office: letter for letter, office in BY_LETTER.items()}
"""Offices in the arguments of buttons."""

KEEP = "x"
"""The argument of the button that lets somebody who leaves keep his office."""


async def people_of(request: Request, connection: Connection) -> dict[int, Person]:
    """Give whose the accounts of the unit are."""
    listed = {each.id: each for each in await people.persons(connection, request.unit_id)}
    bound = await people.bindings(connection, request.unit_id)
    return {each.account: listed[each.person] for each in bound if each.person in listed}


def refusal(held: Sequence[Holding], wanted: Holding) -> str:
    """Say why an office stays; empty: it may be taken."""
    if wanted.source == "config":
        return words.LISTED_THERE
    administrators = [each for each in held if each.office is Office.ADMINISTRATOR]
    return words.LAST if administrators == [wanted] else ""


async def take(request: Request, connection: Connection, wanted: Holding) -> None:
    """Take an office, with what waits for it and the codes issued by it; tell its holder."""
    holder = OfficeHolder(unit=request.unit_id, account=wanted.account, office=wanted.office)
    await offices.dismiss(connection, holder)
    await request.note(connection, "office_taken", account=wanted.account, office=wanted.office)
    await tell(request, connection, "removed", holder)


async def settle(request: Request, connection: Connection, account: int) -> None:
    """Keep where somebody is who never chose: one more office must not move what he types next."""
    state = await dialog_states.get(connection, account, request.now)
    mine = await roles_of(connection, account, request.talk.units)
    if not state.unit and mine and not state.act:
        await dialog_states.save(
            connection, DialogState(account=account, unit=by_rank(mine)[0]), request.now
        )


async def tell(
    request: Request, connection: Connection, topic: LetterTopic, holder: OfficeHolder
) -> None:
    """Post a letter about an office to its holder."""
    letter = Letter(
        topic=topic,
        unit_name=request.unit.name,
        at=request.now.astimezone(request.unit.zone),
        account=holder.account,
        office=holder.office,
        unit_kind=request.unit.kind,
    )
    await post(connection, request.unit, letter, (holder.account,), request.now)


async def held_by(
    request: Request, connection: Connection, persons: Collection[Person]
) -> tuple[Holding, ...]:
    """Give the offices that people of the unit hold in it."""
    leaving = {each.id for each in persons}
    named = await people_of(request, connection)
    accounts = {account for account, person in named.items() if person.id in leaving}
    held = await offices.of_unit(connection, request.unit_id)
    return tuple(each for each in held if each.account in accounts)


def listed(held: Collection[Holding]) -> str:
    """Write offices down for what is half finished: «a101,d102»."""
    return ",".join(f"{LETTERS[each.office]}{each.account}" for each in held)


async def take_shown(
    request: Request, connection: Connection, shown: str, gone: Collection[int]
) -> list[Holding]:
    """Take the offices that a preview showed (``listed``) of accounts that are gone; give them.

    The last administrator keeps his, and so does who is in the config.
    """
    wanted, taken = shown.split(","), []
    for each in await offices.of_unit(connection, request.unit_id):
        now = await offices.of_unit(connection, request.unit_id)
        shown_so = each.account in gone and listed([each]) in wanted
        if shown_so and not refusal(now, each):
            await take(request, connection, each)
            taken.append(each)
    return taken


def lines_of(
    held: Sequence[Holding],
    all_held: Sequence[Holding],
    named: Mapping[int, Person],
    vocabulary: Vocabulary,
) -> list[str]:
    """Say in a preview which offices go along with people, and which stay and why."""
    goes = [each for each in held if not refusal(all_held, each)]
    stays = [each for each in held if each not in goes]
    lines = []
    if goes:
        lines.append(words.goes_along(said(goes, named, vocabulary)))
    for each, who in zip(stays, said(stays, named, vocabulary), strict=True):
        lines.append(words.stays(who, refusal(all_held, each)))
    return lines


def said(held: Sequence[Holding], named: Mapping[int, Person], vocabulary: Vocabulary) -> list[str]:
    """Write who holds which office."""
    return [
        words.holder(each.account, named.get(each.account), each.office, vocabulary)
        for each in held
    ]
