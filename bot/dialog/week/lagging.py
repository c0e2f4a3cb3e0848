"""Who is behind in the running week, and reminding one, several or all of them."""

from collections.abc import Collection, Mapping, Sequence

from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.asking import already
from bot.dialog.core.listing import in_rows, page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.week import lagging_words as words
from bot.dialog.week.week import forgotten, toasted, week_of
from bot.dialog.week.week_words import FIGURES_OF_ALL, TO_SUMMARY, TO_WEEK
from bot.vk.keyboards import Button
from bot.words.russian import safe, short_name
from monitor.explain.order_points import figure_concerns
from monitor.jobs.asked.correcting import matching
from monitor.jobs.asked.reminding import Behind, load_behind, look
from monitor.jobs.asked.reminding import remind as plan
from monitor.time.keeping import Forgotten
from storage.db.database import Connection

ON_A_PAGE = 10
NAMES_ON_A_PAGE = 6
NAMES_IN_A_ROW = 2


def is_asked(request: Request) -> bool:
    """Tell whether the order asks anything of each person: else nobody can be behind."""
    kind = request.unit.kind
    return any(figure_concerns(spec, kind) for spec in request.unit.order.personal)


async def lagging(request: Request) -> Screen:
    """List those behind, now or in an earlier week; who looks is written into the journal."""
    week, now = week_of(request), request.unit.week(request.now)
    earlier = {"w": week.name} if week.name != now.name else {}
    if not is_asked(request):
        text = safe(words.not_asked(request.unit.name))
        return Screen(text=text, rows=((Button(label=TO_SUMMARY, act="summary"),),))
    try:
        async with request.talk.database.looking() as connection:
            report, behind = await load_behind(connection, request.unit, request.now, week)
            if behind:
                await request.note(connection, "names_seen", screen="lagging", **earlier)
    except Forgotten:
        return forgotten(week)
    page = page_of(request, behind, ON_A_PAGE, "lagging", earlier)
    doing = (
        Button(label=words.REMIND_ALL, act="remind", main=True),
        Button(label=words.CHOOSE, act="choose", args={"n": 1}),
    )
    rows = stacked(
        page.turn,
        doing if behind and not earlier and request.may("remind") else (),
        (_to_week(earlier),),
    )
    return Screen(text=safe(words.lagging(report, page.items, len(behind))), rows=rows)


def _to_week(earlier: Mapping[str, str]) -> Button:
    if earlier:
        return Button(label=TO_WEEK, act="past", args=earlier)
    return Button(label=TO_SUMMARY, act="summary")


async def choose(request: Request) -> Screen:
    """Choose people by pressing their names; who is chosen is kept between presses."""
    async with request.talk.database.looking() as connection:
        _, behind = await load_behind(connection, request.unit, request.now)
        known = {each.person.id for each in behind}
        chosen = set() if request.number("n") else _kept(request, "choose") & known
        chosen ^= known & {request.number("i")}
        await request.begin(connection, "choose", {"ids": _joined(chosen)})
        await request.note(connection, "names_seen", screen="choose")
    return _choosing(request, behind, chosen)


def _choosing(request: Request, behind: Sequence[Behind], chosen: Collection[int]) -> Screen:
    page = page_of(request, behind, NAMES_ON_A_PAGE, "choose")
    names = [
        Button(
            label=f"{'✅ ' if each.person.id in chosen else ''}{short_name(each.person.name)}",
            act="choose",
            args={"i": each.person.id, "p": page.number},
        )
        for _, each in page.items
    ]
    doing = (
        Button(label=words.remind_button(len(chosen)), act="remind", args={"c": 1}, main=True),
        _back(),
    )
    rows = stacked(*in_rows(names, NAMES_IN_A_ROW), page.turn, doing)
    return Screen(text=words.choosing(len(chosen)), rows=rows)


async def remind(request: Request) -> Screen | Preview:
    """Show who would be reminded and when: one, those chosen, or all."""
    async with request.talk.database.looking() as connection:
        if request.act != "remind":  # something was written instead of a yes: the same is shown
            return await _offer(request, connection, _kept(request, request.act))
        if request.text:
            return await _named(request, connection)
        one = request.number("i")
        wanted: Collection[int] | None = None if one is None else {one}
        if request.number("c"):
            wanted = _kept(request, "choose")
            if not wanted:
                return toasted(words.NOBODY_CHOSEN)
        return await _offer(request, connection, wanted)


async def _named(request: Request, connection: Connection) -> Screen | Preview:
    """Find whom a typed name means among those behind."""
    _, behind = await load_behind(connection, request.unit, request.now)
    found = matching([each.person for each in behind], request.text)
    if len(found) == 1:
        return await _offer(request, connection, {found[0].id})
    if not found:
        return Screen(text=words.REMIND_WHOM, rows=((_back(),),))
    await request.note(connection, "names_seen", screen="remind")
    return Screen(text=safe(words.several([each.name for each in found])), rows=((_back(),),))


async def _offer(
    request: Request, connection: Connection, wanted: Collection[int] | None
) -> Screen | Preview:
    """Show what a reminder would do."""
    reminding = await look(connection, request.unit, request.now, wanted)
    text = words.preview(reminding, request.now, request.unit.zone)
    if not reminding.count("ready") or not reminding.in_time:
        return Screen(text=text, rows=((_back(),),))
    return Preview(
        text=text,
        yes=Button(label=words.SEND, main=True),
        args={"ids": _joined(reminding.people["ready"])},
        more=((_back(),),),
    )


async def send(request: Request) -> Screen:
    """Plan the reminders that were shown, looked at anew: reading who is behind takes a while."""
    unit = request.unit
    async with request.talk.database.reading() as connection:
        reminding = await look(connection, unit, request.now, _kept(request, request.act))
    async with request.talk.database.writing() as connection:
        if not await request.finish(connection, request.act):
            return already()
        planned = await plan(connection, unit, reminding)
        if planned:
            people = list(reminding.people["ready"])
            await request.note(connection, "reminded", count=planned, persons=people)
    text = words.preview(reminding, request.now, unit.zone)
    if planned:
        text = words.done(planned, reminding.due_at, request.now, unit.zone)
    return Screen(text=text, rows=((_back(),),))


def _kept(request: Request, act: str) -> set[int]:
    """Give the people chosen in what is half finished."""
    if request.state.act != act:
        return set()
    return {int(each) for each in str(request.state.args.get("ids", "")).split(",") if each}


def _joined(people: Collection[int]) -> str:
    return ",".join(str(each) for each in sorted(people))


def _back() -> Button:
    return Button(label=words.TO_LIST, act="lagging")


ACTS = (
    Act(
        name="lagging",
        may=rights.READING,
        named=words.LAGGING_ACT,
        row=(1, 2),
        offered=is_asked,
        dated="of_time",
        instead=FIGURES_OF_ALL,
        do=lagging,
    ),
    Act(
        name="choose",
        may=rights.ADMINISTRATOR,
        do=choose,
        awaits=lambda _text: False,
        yields=True,
    ),
    Act(
        name="remind",
        may=rights.ADMINISTRATOR,
        noted=words.REMIND_NOTED,
        named=words.REMIND_ACT,
        do=remind,
        asks=send,
        greedy=True,
        retyped=True,
    ),
)
