"""Who is behind in the running week, and reminding one, several or all of them."""

from collections.abc import Collection, Sequence
from zlib import crc32

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.asking import headed
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen, paged, turning
from bot.dialog.week import lagging_words as words
from bot.dialog.week.week import toasted
from bot.dialog.week.week_words import TO_SUMMARY
from bot.vk.keyboards import Button, Rows
from bot.words import dialog as dialog_words
from bot.words.russian import safe, short_name
from bot.words.typed import plain
from monitor.jobs.asked.correcting import matching
from monitor.jobs.asked.reminding import Behind, load_behind, look
from monitor.jobs.asked.reminding import remind as plan
from storage.db.database import Connection

ON_A_PAGE = 10
NAMES_ON_A_PAGE = 6
NAMES_IN_A_ROW = 2


async def lagging(request: Request) -> Screen:
    """List those behind; whoever looks is written into the journal."""
    async with request.talk.database.reading() as connection:
        report, behind = await load_behind(connection, request.of, request.now)
    if behind:
        async with request.talk.database.writing() as connection:
            await request.note(connection, "names_seen", screen="lagging")
    page, first, last = paged(len(behind), request.number("p") or 0, ON_A_PAGE)
    shown = [(first + index + 1, each) for index, each in enumerate(behind[first:last])]
    doing = (
        Button(label=words.REMIND_ALL, act="remind", main=True),
        Button(label=words.CHOOSE, act="choose", args={"n": 1}),
    )
    rows: Rows = (
        turning("lagging", {}, len(behind), page, ON_A_PAGE),
        doing if behind and request.may("remind") else (),
        (Button(label=TO_SUMMARY, act="summary"),),
    )
    return Screen(
        text=safe(words.lagging(report, shown, len(behind))),
        rows=tuple(row for row in rows if row),
    )


async def choose(request: Request) -> Screen:
    """Choose people by pressing their names; who is chosen is kept between presses."""
    async with request.talk.database.reading() as connection:
        _, behind = await load_behind(connection, request.of, request.now)
    known = {each.person.id for each in behind}
    chosen = set() if request.number("n") else _kept(request, "choose") & known
    chosen ^= known & {request.number("i")}
    async with request.talk.database.writing() as connection:
        await request.begin(connection, "choose", {"ids": _joined(chosen)})
        await request.note(connection, "names_seen", screen="choose")
    return _choosing(request, behind, chosen)


def _choosing(request: Request, behind: Sequence[Behind], chosen: Collection[int]) -> Screen:
    page, first, last = paged(len(behind), request.number("p") or 0, NAMES_ON_A_PAGE)
    names = [
        Button(
            label=f"{'✅ ' if each.person.id in chosen else ''}{short_name(each.person.name)}",
            act="choose",
            args={"i": each.person.id, "p": page},
        )
        for each in behind[first:last]
    ]
    rows: Rows = (
        *(tuple(names[at : at + NAMES_IN_A_ROW]) for at in range(0, len(names), NAMES_IN_A_ROW)),
        turning("choose", {}, len(behind), page, NAMES_ON_A_PAGE),
        (
            Button(label=words.remind_button(len(chosen)), act="remind", args={"c": 1}, main=True),
            Button(label=words.TO_LIST, act="lagging"),
        ),
    )
    return Screen(text=words.choosing(len(chosen)), rows=tuple(row for row in rows if row))


async def remind(request: Request) -> Screen:
    """Show who would be reminded and when: one, those chosen, or all."""
    async with request.talk.database.looking() as connection:
        if request.text:
            return await _named(request, connection)
        one = request.number("i")
        wanted: Collection[int] | None = None if one is None else {one}
        if request.number("c"):
            wanted = _kept(request, "choose")
            if not wanted:
                return toasted(words.NOBODY_CHOSEN)
        return await _offer(request, connection, wanted)


async def _named(request: Request, connection: Connection) -> Screen:
    """Find whom a typed name means among those behind."""
    _, behind = await load_behind(connection, request.of, request.now)
    found = matching([each.person for each in behind], request.text)
    if len(found) == 1:
        return await _offer(request, connection, {found[0].id})
    if not found:
        return Screen(text=words.REMIND_WHOM, rows=((_back(),),))
    await request.note(connection, "names_seen", screen="remind")
    return Screen(text=safe(words.several([each.name for each in found])), rows=((_back(),),))


async def _offer(
    request: Request, connection: Connection, wanted: Collection[int] | None
) -> Screen:
    """Show what a reminder would do, and wait for the yes."""
    reminding = await look(connection, request.of, request.now, wanted)
    text = words.preview(reminding, request.now, request.of.zone)
    if not reminding.count("ready") or not reminding.in_time:
        return Screen(text=text, rows=((_back(),),))
    ids = _joined(reminding.people["ready"])
    await request.begin(connection, "remind_go", {"ids": ids})
    send = Button(label=words.SEND, act="remind_go", args={"m": _mark(ids)}, main=True)
    cancel = Button(label=dialog_words.CANCEL, act="cancel")
    return Screen(text=headed(request, text), rows=((send, cancel), (_back(),)))


async def remind_go(request: Request) -> Screen:
    """Plan the reminders that were shown; of two presses only one does."""
    kept = _kept(request, "remind_go")
    typed = bool(request.text) or request.file is not None
    of = request.of
    async with request.talk.database.looking() as connection:
        if typed and plain(request.text) != plain(dialog_words.YES):
            return await _offer(request, connection, kept)
        if not typed and kept and request.number("m") != _mark(_joined(kept)):
            return toasted(dialog_words.EXPIRED)
        reminding = await look(connection, of, request.now, kept)
    async with request.talk.database.writing() as connection:
        if not await request.finish(connection, "remind_go"):
            return toasted(dialog_words.ALREADY)
        planned = await plan(connection, of, reminding)
        if planned:
            people = list(reminding.people["ready"])
            await request.note(connection, "reminded", count=planned, persons=people)
    if not planned:
        return Screen(text=words.preview(reminding, request.now, of.zone), rows=((_back(),),))
    text = words.done(planned, reminding.due_at, request.now, of.zone)
    return Screen(text=text, rows=((_back(),),))


def _kept(request: Request, act: str) -> set[int]:
    """Give the people chosen in what is half finished."""
    if request.state.act != act:
        return set()
    return {int(each) for each in str(request.state.args.get("ids", "")).split(",") if each}


def _joined(people: Collection[int]) -> str:
    return ",".join(str(each) for each in sorted(people))


def _mark(ids: str) -> int:
    """Tell one choice from another: a button of an older preview does not send a newer one."""
    return crc32(ids.encode())


def _back() -> Button:
    return Button(label=words.TO_LIST, act="lagging")


ACTS = (
    Act(name="lagging", may=rights.READING, named=words.LAGGING_ACT, row=(1, 2), do=lagging),
    Act(name="choose", may=rights.ADMINISTRATOR, do=choose),
    Act(name="remind", may=rights.ADMINISTRATOR, named=words.REMIND_ACT, do=remind, greedy=True),
    Act(name="remind_go", may=rights.ADMINISTRATOR, do=remind_go),
)
