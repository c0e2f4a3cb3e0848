"""«Официальная статистика»: the table from above is shown, applied, and held against ours."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.asking import SPENT, already, expired, headed
from bot.dialog.core.listing import cancel, in_rows, page_of, stacked
from bot.dialog.core.request import Incoming, Request
from bot.dialog.core.screens import Screen
from bot.dialog.official import acts_words as words
from bot.dialog.official import reconciling
from bot.dialog.official import words as table_words
from bot.dialog.official.rows import TablePreview
from bot.dialog.staff import correcting_words
from bot.dialog.week.week import forgotten
from bot.sheets.untrusted.table import BadSheet
from bot.vk.keyboards import Button, Rows
from bot.vk.sender import pages
from bot.words.russian import safe
from monitor.explain.order_points import figure_concerns
from monitor.jobs.asked.correcting import BadCorrection
from monitor.report.reconcile import Reconciled
from monitor.time.keeping import Forgotten
from monitor.time.week import BadWeek, Week

WEEKS = 4
"""Weeks a table may be of in the dialog, the running one included; older: command line."""

ON_A_PAGE, COLUMNS_ON_A_PAGE, WEEKS_IN_A_ROW = 4, 5, 2

_COLUMN = "c:"  # before a heading, among the arguments kept with a table that waits


def has_figures(request: Request) -> bool:
    """Tell whether the order asks for any figure a table could be held against."""
    asked = request.unit.order.indicator
    return any(figure_concerns(spec, request.unit.kind) for spec in asked)


async def official(request: Request) -> Screen | Preview:
    """Hold a week against the table of it, and wait for a table; or show what one says."""
    if request.file is not None:
        return await handed(replace(request, args={"w": request.word("w")}), request.file)
    if request.written:
        return Screen(text=words.NO_FILE_YET, rows=(cancel(),))
    return await _held(request)


async def _held(request: Request) -> Screen:
    """Hold a week against the table of it, and wait for a table."""
    week = _week(request)
    try:
        async with request.talk.database.looking() as connection:
            tables = await reconciling.reconciled(
                connection, request.talk.units, request.unit_id, week.name, request.now
            )
            waiting = {"w": week.name, SPENT: request.word("k")}
            await request.begin(connection, "official", waiting)
    except Forgotten:
        return forgotten(week)
    if not tables:
        text = words.nothing_kept(request.unit.name, week.first, week.last)
        return Screen(text=safe(text), rows=_weeks(request))
    if len(tables) > 1:
        text = table_words.overview(tables[0].report.window, tables)
        return Screen(text=pages(safe(text))[0], rows=_weeks(request))
    return _reconciled(request, tables[0], week)


def _reconciled(request: Request, table: Reconciled, week: Week) -> Screen:
    args = {"w": week.name}
    page = page_of(request, table_words.differing(table), ON_A_PAGE, "official", args)
    why = (
        Button(label=words.why_button(at), act="why", args={**args, "f": each.figure})
        for at, (each, _) in page.items
        if each.title is not None
    )
    text = pages(safe(words.reconciliation(table, page.items)))[0]
    return Screen(text=text, rows=stacked(*_weeks(request), why, page.turn))


def _weeks(request: Request) -> Rows:
    """Give the weeks a table may be of, newest first."""
    running = _running(request)
    buttons = [
        Button(
            label=words.week_button(week.first, week.last), act="official", args={"w": week.name}
        )
        for week in (running.shifted(-back) for back in range(WEEKS))
    ]
    return in_rows(buttons, WEEKS_IN_A_ROW)


def _running(request: Request) -> Week:
    return request.unit.week(request.now)


def _week(request: Request) -> Week:
    """Give the week that is named, if it is one of those; else the last that is over."""
    running = _running(request)
    try:
        named = request.unit.week_named(request.word("w"))
    except BadWeek:
        return running.shifted(-1)
    oldest = running.first - timedelta(weeks=WEEKS - 1)
    return named if oldest <= named.first <= running.first else running.shifted(-1)


async def handed(request: Request, file: Incoming) -> Screen | Preview:
    """Show what was understood of a table."""
    given = _given(request.args)
    week = _week(request)
    try:
        shown = await _read(request, file, week, given)
    except BadSheet as error:
        text = words.bad_sheet(error, file.name)
        return Screen(text=safe(text), rows=(cancel(),))
    args = {"w": week.name, **{f"{_COLUMN}{key}": figure for key, figure in given.items()}}
    text = pages(headed(request, safe(table_words.preview(shown))))[0]
    changing = _changing(request, week)
    if any(row.said for row in shown.table.rows):
        yes = Button(label=words.APPLY, main=True)
        return Preview(act="official", text=text, yes=yes, args=args, file=file, more=(changing,))
    async with request.talk.database.looking() as connection:
        await request.begin(connection, "official", args, file)
    return Screen(text=f"{text}\n{words.NOTHING}", rows=(changing, cancel()))


async def _read(
    request: Request, file: Incoming, week: Week, given: Mapping[str, str]
) -> TablePreview:
    talk = request.talk
    book = await talk.gate.read(file.table, file.name)
    return await reconciling.preview(
        talk.database, talk.units, request.unit_id, week.name, book, file.name, given, request.now
    )


def _changing(request: Request, week: Week) -> tuple[Button, ...]:
    """Give what may be put right before a table is applied: the columns, the week."""
    found = [Button(label=words.COLUMNS, act="official_columns")]
    for label, back in ((words.EARLIER_WEEK, -1), (words.LATER_WEEK, 1)):
        other = week.shifted(back)
        if _week(replace(request, args={"w": other.name})) == other:
            found.append(Button(label=label, act="official_week", args={"w": other.name}))
    return tuple(found)


def _given(args: Mapping[str, str | int]) -> dict[str, str]:
    """Give the columns that were told by hand: the figure by its heading."""
    return {
        name.removeprefix(_COLUMN): str(figure)
        for name, figure in args.items()
        if name.startswith(_COLUMN)
    }


def _waiting(request: Request) -> Incoming | None:
    """Give the table that waits, shown to be applied or to be put right first."""
    state = request.state
    if state.act not in ("official", "official_go") or state.body is None:
        return None
    return Incoming(name=state.file_name, body=state.body)


async def week(request: Request) -> Screen | Preview:
    """Take the table that waits for one of another week, or with a column told by hand."""
    file = _waiting(request)
    if file is None:
        return expired()
    return await handed(replace(request, args={**request.state.args, **request.args}), file)


async def columns(request: Request) -> Screen:
    """List the columns of the table that waits."""
    shown = await _shown(request)
    if isinstance(shown, Screen):
        return shown
    rows = table_words.column_rows(shown)
    page = page_of(request, rows, COLUMNS_ON_A_PAGE, "official_columns")
    buttons = [
        Button(label=str(at), act="official_column", args={"i": at - 1}) for at, _ in page.items
    ]
    text = pages(safe(words.columns(page.items)))[0]
    return Screen(text=text, rows=stacked(buttons, page.turn, (_to_preview(request),)))


async def column(request: Request) -> Screen | Preview:
    """Ask what a column means, or take what was chosen and show the table anew."""
    shown = await _shown(request)
    if isinstance(shown, Screen):
        return shown
    number = request.place("i", len(shown.table.columns))
    if number is None:
        return expired()
    chosen, figures = shown.table.columns[number], list(shown.titles.items())
    meaning = request.place("f", len(figures))
    if request.number("x") or meaning is not None:
        figure = "" if meaning is None else figures[meaning][0]
        return await week(replace(request, args={f"{_COLUMN}{chosen.key}": figure}))
    args = {"i": number}
    page = page_of(request, figures, COLUMNS_ON_A_PAGE, "official_column", args)
    choices = [
        Button(label=str(at), act="official_column", args={**args, "f": at - 1})
        for at, _ in page.items
    ]
    leave = Button(label=words.LEAVE_OUT, act="official_column", args={**args, "x": 1})
    titles = [(at, title) for at, (_, title) in page.items]
    text = pages(safe(words.column(chosen.header, titles)))[0]
    return Screen(text=text, rows=stacked(choices, page.turn, (leave, _to_preview(request))))


async def _shown(request: Request) -> TablePreview | Screen:
    """Read the table that waits as it was shown; or say why there is none to be read."""
    file = _waiting(request)
    if file is None:
        return expired()
    kept = replace(request, args=request.state.args)
    try:
        return await _read(request, file, _week(kept), _given(kept.args))
    except BadSheet as error:  # it was read before: this time the machine would not
        return Screen(text=safe(words.bad_sheet(error, file.name)))


def _to_preview(request: Request) -> Button:
    name = _week(replace(request, args=request.state.args)).name
    return Button(label=words.TO_PREVIEW, act="official_week", args={"w": name})


async def apply(request: Request) -> Screen:
    """Apply the table that was shown."""
    shown = await _shown(request)
    if isinstance(shown, Screen):
        return shown
    units = request.talk.units
    try:
        async with request.talk.database.writing() as connection:
            if not await request.finish(connection, request.act):
                return already()
            kept = await reconciling.keep(connection, units, shown, request.now, request.account)
    except BadCorrection as error:
        return Screen(text=safe(correcting_words.refused(error)))
    after = await _held(replace(request, args={"w": shown.week.name, "k": request.word("k")}))
    applied = safe(table_words.applied(kept, shown))
    return replace(after, text=pages(f"{applied}\n{after.text}")[0])


ACTS = (
    Act(
        name="official",
        may=rights.ADMINISTRATOR,
        named=words.OFFICIAL_ACT,
        row=(8, 2),
        rare=True,
        offered=has_figures,
        do=official,
        asks=apply,
        files=True,
    ),
    Act(name="official_week", may=rights.ADMINISTRATOR, do=week),
    Act(name="official_columns", may=rights.ADMINISTRATOR, do=columns),
    Act(name="official_column", may=rights.ADMINISTRATOR, do=column),
)
