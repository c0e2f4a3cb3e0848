"""Who is in no row of a roster's file: named, asked about, and only then taken off the list."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from bot.dialog.access.holding import people_of
from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.asking import expired
from bot.dialog.core.listing import cancel, in_rows, page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.staff.leaving import going, keeping, taken_along
from bot.dialog.staff.roster import missing_words as words
from bot.dialog.staff.roster.rostering import dismiss
from bot.dialog.staff.staff import to_staff
from bot.vk.keyboards import Button, Rows
from storage.db.database import Connection
from storage.people import people
from storage.records import Person

ON_A_PAGE = 5

_STEPS = ("missing", "missing_go", "missing_sure", "missing_sure_go")


def many(count: int, known: int) -> bool:
    """Whether so many of a list are missing that it is asked twice: more than a tenth."""
    return 10 * count > known


async def begin(request: Request, connection: Connection, persons: Collection[Person]) -> Button:
    """Keep who is missing for the next step; give the button that leads there."""
    await request.begin(connection, "missing", {"m": _written(each.id for each in persons)})
    return Button(label=words.who(len(persons)), act="missing")


async def missing(request: Request) -> Screen | Preview:
    """Name who is missing, and ask whether they have left."""
    async with request.talk.database.looking() as connection:
        gone, known = await _persons(request, connection)
        await request.note(connection, "names_seen", screen="roster_missing")
    if not gone:
        return expired() if request.state.act not in _STEPS else _nobody()
    args = {"m": _written(each.id for each in gone)}
    page = page_of(request, gone, ON_A_PAGE, "missing")
    stays = [
        Button(label=words.stays(at), act="missing_stays", args={"i": each.id, "p": page.number})
        for at, each in page.items
    ]
    more = stacked(*in_rows(stays, ON_A_PAGE), page.turn)
    text = words.missing(page.items, len(gone), known)
    if not many(len(gone), known):
        return await _preview(request, gone, text, args, more)
    async with request.talk.database.looking() as connection:
        await request.begin(connection, "missing", args)
    sure = Button(label=words.take_off(len(gone)), act="missing_sure", risky=True)
    return Screen(text=text, rows=((sure,), *more, cancel()))


async def sure(request: Request) -> Screen | Preview:
    """Ask a second time: it is more than a tenth of the list."""
    async with request.talk.database.looking() as connection:
        gone, known = await _persons(request, connection)
    if not gone:
        return expired()
    args = {"m": _written(each.id for each in gone)}
    text = words.sure(len(gone), known)
    return replace(await _preview(request, gone, text, args), act="missing_sure")


async def _preview(
    request: Request,
    gone: Sequence[Person],
    text: str,
    args: dict[str, str],
    more: Rows = (),
) -> Preview:
    async with request.talk.database.looking() as connection:
        goes, told = await going(request, connection, gone)
    count = len(gone)
    return Preview(
        text="\n".join((text, *told)),
        yes=Button(label=words.TAKE_BOTH if goes else words.take_off(count), risky=True),
        other=keeping(words.TAKE_ONLY, risky=True) if goes else None,
        args={**args, "o": goes},
        more=more,
    )


async def stays(request: Request) -> Screen | Preview:
    """Leave one of them on the list."""
    if request.state.act not in _STEPS:
        return expired()
    kept = request.number("i")
    left = [each for each in _numbers(request) if each != kept]
    state = replace(request.state, args={**request.state.args, "m": _written(left)})
    return await missing(replace(request, state=state))


async def take_off(request: Request, connection: Connection) -> Screen:
    """Take off the list whom the step named."""
    gone, _ = await _persons(request, connection)
    numbers = [each.id for each in gone]
    named = await people_of(request, connection)
    await dismiss(connection, request.unit_id, numbers, request.now, request.account)
    taken = await taken_along(request, connection, named, numbers)
    return Screen(text="\n".join((words.taken_off(len(numbers)), *taken)), rows=(to_staff(),))


def _nobody() -> Screen:
    return Screen(text=words.NOBODY, rows=(to_staff(),))


async def _persons(request: Request, connection: Connection) -> tuple[tuple[Person, ...], int]:
    """Give whom the step is about, of those still on the list, and how many the list has."""
    wanted = set(_numbers(request))
    listed = await people.persons(connection, request.unit_id)
    return tuple(each for each in listed if each.id in wanted), len(listed)


def _numbers(request: Request) -> list[int]:
    if request.state.act not in _STEPS:
        return []
    written = str(request.state.args.get("m", "")).split(",")
    return [int(each) for each in written if each.isdecimal()]


def _written(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


ACTS = (
    Act(
        name="missing",
        may=rights.ADMINISTRATOR,
        noted=words.NOTED,
        do=missing,
        done=take_off,
    ),
    Act(name="missing_sure", may=rights.ADMINISTRATOR, do=sure, done=take_off),
    Act(name="missing_stays", may=rights.ADMINISTRATOR, do=stays),
)
