"""Who is behind in the running week, and reminding one, several or all of them."""

from collections.abc import Collection, Sequence
from zlib import crc32

from bot.dialog.core.asking import headed
from bot.dialog.core.rights import may
from bot.dialog.core.screens import Screen, paged, turning
from bot.dialog.core.visit import Topic, Visit
from bot.dialog.week import lagging_words as words
from bot.dialog.week.week import toasted
from bot.dialog.week.week_words import TO_SUMMARY
from bot.vk.keyboards import Button, Rows
from bot.words import dialog as desk_words
from bot.words.russian import safe, short_name
from bot.words.typed import plain
from monitor.jobs.asked.correcting import matching
from monitor.jobs.asked.reminding import Behind, load_behind, look
from monitor.jobs.asked.reminding import remind as plan
from storage.db.database import Connection

ON_A_PAGE = 10
NAMES_ON_A_PAGE = 6
NAMES_IN_A_ROW = 2


async def lagging(visit: Visit) -> Screen:
    """List those behind; whoever looks is written into the journal."""
    async with visit.talk.database.reading() as connection:
        report, behind = await load_behind(connection, visit.of, visit.now)
    if behind:
        async with visit.talk.database.writing() as connection:
            await visit.note(connection, "names_seen", screen="lagging")
    page, first, last = paged(len(behind), visit.number("p") or 0, ON_A_PAGE)
    shown = [(first + index + 1, each) for index, each in enumerate(behind[first:last])]
    doing = (
        Button(label=words.REMIND_ALL, act="remind", main=True),
        Button(label=words.CHOOSE, act="choose", args={"n": 1}),
    )
    rows: Rows = (
        turning("lagging", {}, len(behind), page, ON_A_PAGE),
        doing if behind and may(visit.parts, "remind") else (),
        (Button(label=TO_SUMMARY, act="summary"),),
    )
    return Screen(
        text=safe(words.lagging(report, shown, len(behind))),
        rows=tuple(row for row in rows if row),
    )


async def choose(visit: Visit) -> Screen:
    """Choose people by pressing their names; who is chosen is kept between presses."""
    async with visit.talk.database.reading() as connection:
        _, behind = await load_behind(connection, visit.of, visit.now)
    known = {each.person.id for each in behind}
    chosen = set() if visit.number("n") else _kept(visit, "choose") & known
    chosen ^= known & {visit.number("i")}
    async with visit.talk.database.writing() as connection:
        await visit.begin(connection, "choose", {"ids": _joined(chosen)})
        await visit.note(connection, "names_seen", screen="choose")
    return _choosing(visit, behind, chosen)


def _choosing(visit: Visit, behind: Sequence[Behind], chosen: Collection[int]) -> Screen:
    page, first, last = paged(len(behind), visit.number("p") or 0, NAMES_ON_A_PAGE)
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


async def remind(visit: Visit) -> Screen:
    """Show who would be reminded and when: one, those chosen, or all."""
    async with visit.talk.database.looking() as connection:
        if visit.text:
            return await _named(visit, connection)
        one = visit.number("i")
        wanted: Collection[int] | None = None if one is None else {one}
        if visit.number("c"):
            wanted = _kept(visit, "choose")
            if not wanted:
                return toasted(words.NOBODY_CHOSEN)
        return await _offer(visit, connection, wanted)


async def _named(visit: Visit, connection: Connection) -> Screen:
    """Find whom a typed name means among those behind."""
    _, behind = await load_behind(connection, visit.of, visit.now)
    found = matching([each.person for each in behind], visit.text)
    if len(found) == 1:
        return await _offer(visit, connection, {found[0].id})
    if not found:
        return Screen(text=words.REMIND_WHOM, rows=((_back(),),))
    await visit.note(connection, "names_seen", screen="remind")
    return Screen(text=safe(words.several([each.name for each in found])), rows=((_back(),),))


async def _offer(visit: Visit, connection: Connection, wanted: Collection[int] | None) -> Screen:
    """Show what a reminder would do, and wait for the yes."""
    reminding = await look(connection, visit.of, visit.now, wanted)
    text = words.preview(reminding, visit.now, visit.of.zone)
    if not reminding.count("ready") or not reminding.in_time:
        return Screen(text=text, rows=((_back(),),))
    ids = _joined(reminding.people["ready"])
    await visit.begin(connection, "remind_go", {"ids": ids})
    send = Button(label=words.SEND, act="remind_go", args={"m": _mark(ids)}, main=True)
    cancel = Button(label=desk_words.CANCEL, act="cancel")
    return Screen(text=headed(visit, text), rows=((send, cancel), (_back(),)))


async def remind_go(visit: Visit) -> Screen:
    """Plan the reminders that were shown; of two presses only one does."""
    kept = _kept(visit, "remind_go")
    typed = bool(visit.text) or visit.file is not None
    of = visit.of
    async with visit.talk.database.looking() as connection:
        if typed and plain(visit.text) != plain(desk_words.YES):
            return await _offer(visit, connection, kept)
        if not typed and kept and visit.number("m") != _mark(_joined(kept)):
            return toasted(desk_words.EXPIRED)
        reminding = await look(connection, of, visit.now, kept)
    async with visit.talk.database.writing() as connection:
        if not await visit.finish(connection, "remind_go"):
            return toasted(desk_words.ALREADY)
        planned = await plan(connection, of, reminding)
        if planned:
            people = list(reminding.people["ready"])
            await visit.note(connection, "reminded", count=planned, persons=people)
    if not planned:
        return Screen(text=words.preview(reminding, visit.now, of.zone), rows=((_back(),),))
    text = words.done(planned, reminding.due_at, visit.now, of.zone)
    return Screen(text=text, rows=((_back(),),))


def _kept(visit: Visit, act: str) -> set[int]:
    """Give the people chosen in what is half finished."""
    if visit.talker.act != act:
        return set()
    return {int(each) for each in str(visit.talker.args.get("ids", "")).split(",") if each}


def _joined(people: Collection[int]) -> str:
    return ",".join(str(each) for each in sorted(people))


def _mark(ids: str) -> int:
    """Tell one choice from another: a button of an older preview does not send a newer one."""
    return crc32(ids.encode())


def _back() -> Button:
    return Button(label=words.TO_LIST, act="lagging")


TOPICS = (
    Topic(act="lagging", do=lagging),
    Topic(act="choose", do=choose),
    Topic(act="remind", do=remind, greedy=True),
    Topic(act="remind_go", do=remind_go),
)
