"""Read digests, past weeks, and the measures that were taken."""

from datetime import datetime, time, timedelta

from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.listing import cancel, page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.week import deputy_words as words
from bot.dialog.week import week_words
from bot.dialog.week.lagging_words import LAGGING_ACT
from bot.dialog.week.week import forgotten, has_figures, is_inside, toasted, week_of
from bot.papers.period_words import on_button
from bot.vk.keyboards import Button, Rows, column
from bot.words.notices.rollup import rollup
from bot.words.notices.week import digest as digest_words
from bot.words.russian import safe, span
from monitor.jobs.asked.today import load_digest
from monitor.orders.jobs import moment_parts
from monitor.orders.model import LEVELS
from monitor.people.names.cases import bearer, surnames_in
from monitor.time.keeping import Forgotten
from monitor.time.period import BadPeriod, period_named
from monitor.time.week import Week
from storage.db.database import Connection
from storage.people import people
from storage.weeks import standings, week_notes
from storage.weeks.week_notes import WeekNote

WEEKS_ON_A_PAGE = 5
MEASURES_ON_A_PAGE = 3  # each up to a thousand characters
FINAL, SO_FAR = "final", "so far"
EVER, NEVER_YET = "0000-W00", "9999-W99"


async def seen(request: Request) -> Screen:
    """Write down that a deputy has read a digest; the digest stays as it is."""
    week = week_of(request)
    which = FINAL if request.number("f") else SO_FAR
    async with request.talk.database.writing() as connection:
        before = await _seen(request, connection, week, which)
        mine = [each.made_at for each in before if each.author == request.account]
        if mine:
            return toasted(words.already(mine[0].astimezone(request.unit.zone)))
        await week_notes.add(connection, _note(request, week, "seen", which))
        await request.note(connection, "digest_seen", week=week.name, which=which)
    return toasted(words.acknowledged(week.first, week.last))


async def _seen(request: Request, connection: Connection, week: Week, which: str) -> list[WeekNote]:
    marks = await week_notes.listed(connection, request.unit_id, "seen", week.name)
    return [each for each in marks if each.text == which]


def _note(request: Request, week: Week, kind: week_notes.Kind, text: str) -> WeekNote:
    return WeekNote(
        unit=request.unit_id,
        week=week.name,
        kind=kind,
        author=request.account,
        text=text,
        made_at=request.now,
    )


async def past(request: Request) -> Screen:
    """List the closed weeks, or show one as its digest told it."""
    if request.word("w"):
        return await _week(request, week_of(request))
    since, until = request.word("s") or EVER, request.word("e") or NEVER_YET
    async with request.talk.database.reading() as connection:
        kept = await standings.closed_between(connection, request.unit_id, since, until)
    some, paper = since != EVER, _paper(request)
    if not kept:
        text = words.NONE_THEN if some else words.NO_WEEKS
        other = Button(label=words.ALL_WEEKS, act="past") if some else _to_summary()
        return Screen(text=text, rows=stacked(paper, (other,)))
    names = [each.week for each in reversed(kept)]
    args = {"s": since, "e": until, "r": request.word("r")} if some else {}
    page = page_of(request, names, WEEKS_ON_A_PAGE, "past", args)
    buttons = []
    for _, name in page.items:
        week = request.unit.week_named(name)
        buttons.append(Button(label=span(week.first, week.last), act="past", args={"w": name}))
    rows = stacked(paper, *column(buttons), page.turn)
    return Screen(text=words.weeks(request.unit.name), rows=rows)


def _paper(request: Request) -> tuple[Button, ...]:
    """Offer the paper of the period whose weeks are listed, if it was named by one."""
    try:
        period = period_named(request.word("r"), request.unit.week_named)
    except BadPeriod:
        return ()
    label = words.paper_of(on_button(period))
    return (Button(label=label, act="papers", args={"p": period.name}, main=True),)


async def _week(request: Request, week: Week) -> Screen:
    try:
        async with request.talk.database.reading() as connection:
            digest = await load_digest(
                connection, request.unit, week, request.now, request.talk.units
            )
            read = await _seen(request, connection, week, FINAL)
            taken = await week_notes.listed(connection, request.unit_id, "measure", week.name)
    except Forgotten:
        return forgotten(week)
    level = request.unit.kind in LEVELS
    lines = [rollup(digest) if level else digest_words(digest)]
    if is_inside(request):
        zone = request.unit.zone
        if read:
            lines.append(words.seen_line([each.made_at.astimezone(zone) for each in read]))
        if taken:
            lines.append(words.measures_line(len(taken)))
    return Screen(text=safe("\n".join(lines)), rows=_ways(request, week))


def _ways(request: Request, week: Week) -> Rows:
    args = {"w": week.name}
    more = (
        Button(label=week_words.PICTURES, act="pictures", args=args),
        Button(label=week_words.WHY, act="why", args=args),
    )
    measured = Button(label=words.MEASURES, act="measures", args=args)
    paper = Button(label=week_words.PAPER, act="papers", args={"p": week.name})
    back = Button(label=words.TO_WEEKS, act="past")
    if not request.may("measures"):
        return more, (paper, back)
    behind = Button(label=LAGGING_ACT.label, act="lagging", args=args)
    shown = (behind,) if request.offers("lagging") else ()
    return more, (measured, paper), (*shown, back)


def _to_summary() -> Button:
    return Button(label=week_words.TO_SUMMARY, act="summary")


async def measures(request: Request) -> Screen:
    """List the measures taken, of one week or of all, newest first."""
    named = week_of(request) if request.word("w") else None
    async with request.talk.database.reading() as connection:
        kept = await week_notes.listed(
            connection, request.unit_id, "measure", named.name if named else None
        )
    args = {"w": named.name} if named else {}
    page = page_of(request, kept, MEASURES_ON_A_PAGE, "measures", args)
    shown = [_shown(request, taken, named) for _, taken in page.items]
    week = span(named.first, named.last) if named else ""
    text = words.measures(request.unit.name, week, shown, request.unit.zone)
    adding = Button(label=words.ADD, act="measure", args=args, main=True)
    back = Button(label=week_words.TO_WEEK, act="past", args=args) if named else _to_summary()
    return Screen(text=safe(text), rows=stacked(page.turn, (adding, back)))


def _shown(request: Request, taken: WeekNote, named: Week | None) -> tuple[str, datetime, str]:
    if named is not None:
        return "", taken.made_at, taken.text
    week = request.unit.week_named(taken.week)
    return span(week.first, week.last), taken.made_at, taken.text


async def measure(request: Request) -> Screen | Preview:
    """Ask what was done about a week, then show it before it is kept."""
    text = request.text.strip()
    if request.number("y") and request.state.act == "measure":  # its surnames are meant to stay
        text = str(request.state.args.get("d", ""))
    async with request.talk.database.looking() as connection:
        week = await _meant(request, connection)
        if not text:
            return await _asked(request, connection, week)
        if len(text) > words.LONGEST:
            return Screen(text=words.too_long(len(text)), rows=(cancel(),))
        named = () if request.number("y") else await _named(request, connection, text)
        if named:
            return await _surnames(request, connection, week, text, named)
    return Preview(
        text=words.preview(week.first, week.last, safe(text)),
        yes=Button(label=words.RECORD, main=True),
        args={"w": week.name, "t": text},
    )


async def _meant(request: Request, connection: Connection) -> Week:
    """Give the week a measure is about: the closed one, until the next digest has been told."""
    running = week_of(request)
    if request.word("w"):
        return running
    before = running.shifted(-1)
    closed = await standings.closed_between(connection, request.unit_id, before.name, running.name)
    return before if closed and request.now < _told(request, running) else running


def _told(request: Request, week: Week) -> datetime:
    """Give the moment of a week's digest; of an order that has none, the end of its fifth day."""
    schedule = request.unit.order.schedule
    told = schedule.rollup if request.unit.kind in LEVELS else schedule.digest
    weekday, clock = moment_parts(told) if told else ((week.first.weekday() + 5) % 7, time())
    day = week.first + timedelta(days=(weekday - week.first.weekday()) % 7)
    return datetime.combine(day, clock, request.unit.zone)


async def _asked(request: Request, connection: Connection, week: Week) -> Screen:
    """Ask for a measure of a week; the week that runs and the one before lead to each other."""
    await request.begin(connection, "measure", {"w": week.name})
    running = request.unit.week(request.now)
    others = {running.name: running.shifted(-1), running.shifted(-1).name: running}
    other = others.get(week.name)
    switch: tuple[Button, ...] = ()
    if other is not None:
        label = words.of_week(other.first, other.last)
        switch = (Button(label=label, act="measure", args={"w": other.name}),)
    return Screen(text=words.ask(week.first, week.last), rows=stacked(switch, cancel()))


async def _named(request: Request, connection: Connection, text: str) -> tuple[str, ...]:
    """Give the surnames of the unit's people that a text has."""
    listed = await people.persons(connection, request.unit_id)
    return surnames_in((bearer(each) for each in listed), text)


async def _surnames(
    request: Request, connection: Connection, week: Week, text: str, named: tuple[str, ...]
) -> Screen:
    """Ask whether surnames are meant to stay in a measure."""
    await request.begin(connection, "measure", {"w": week.name, "d": text})
    args = {"w": week.name}
    rows = (
        (
            Button(label=words.REWRITE, act="measure", args=args, main=True),
            Button(label=words.LEAVE_SO, act="measure", args={**args, "y": 1}),
        ),
        cancel(),
    )
    return Screen(text=safe(words.surnames(named, text)), rows=rows)


async def keep(request: Request, connection: Connection) -> Screen:
    """Keep the measure that was shown."""
    week, text = week_of(request), request.word("t")
    await week_notes.add(connection, _note(request, week, "measure", text))
    await request.note(connection, "measure_kept", week=week.name)
    to_list = Button(label=words.TO_MEASURES, act="measures", args={"w": week.name})
    said = words.recorded(week.first, week.last, safe(text), request.vocabulary)
    return Screen(text=said, rows=((to_list,),))


ACTS = (
    Act(name="seen", may=rights.DEPUTY, noted=words.SEEN_NOTED, do=seen),
    Act(
        name="past",
        may=rights.READING | rights.COORDINATOR,
        named=words.PAST_ACT,
        row=(4, 2),
        offered=has_figures,
        dated="of_time",
        instead=week_words.FIGURES_OF_ALL,
        do=past,
    ),
    Act(
        name="measures",
        may=rights.READING,
        named=words.MEASURES_ACT,
        row=(4, 1),
        dated="of_time",
        instead=week_words.FIGURES_OF_ALL,
        do=measures,
    ),
    Act(
        name="measure",
        may=rights.READING,
        noted=words.MEASURE_NOTED,
        named=words.MEASURE_ACT,
        do=measure,
        done=keep,
        retyped=True,
    ),
)
