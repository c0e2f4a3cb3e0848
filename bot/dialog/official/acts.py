"""«Официальная статистика»: the table from above is shown, applied, and held against ours."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.asking import ask, asked, headed
from bot.dialog.core.request import Incoming, Request
from bot.dialog.core.screens import Screen, paged, turning
from bot.dialog.official import acts_words as words
from bot.dialog.official import reconciling
from bot.dialog.official import words as table_words
from bot.dialog.official.rows import Preview
from bot.dialog.staff import correcting_words
from bot.dialog.week.week import forgotten
from bot.sheets.untrusted.table import BadSheet
from bot.vk.keyboards import Button, Rows
from bot.vk.sender import pages
from bot.words import dialog as dialog_words
from bot.words.russian import safe
from monitor.jobs.asked.correcting import BadCorrection
from monitor.jobs.retention import Forgotten
from monitor.report.reconcile import Reconciled
from monitor.time.week import BadWeek, Week

WEEKS = 4
"""Weeks a table may be of in the dialog, the running one included; older: command line."""

ON_A_PAGE, COLUMNS_ON_A_PAGE, IN_A_ROW = 4, 5, 5

_COLUMN = "c:"  # before a heading, among the arguments kept with a table that waits


async def official(request: Request) -> Screen:
    """Hold a week against the table of it, and wait for a table."""
    week = _week(request)
    try:
        async with request.talk.database.looking() as connection:
            found = await reconciling.reconciled(
                connection, request.talk.units, request.unit_id, week.name, request.now
            )
            await request.begin(connection, "official_go", {"w": week.name})
    except Forgotten:
        return forgotten(week)
    if not found:
        text = words.nothing_kept(request.of.unit.name, week.first, week.last)
        return Screen(text=safe(text), rows=_weeks(request))
    if len(found) > 1:
        text = table_words.overview(found[0].report.window, found)
        return Screen(text=pages(safe(text))[0], rows=_weeks(request))
    return _reconciled(request, found[0], week)


def _reconciled(request: Request, found: Reconciled, week: Week) -> Screen:
    differing = table_words.differing(found)
    page, first, last = paged(len(differing), request.number("p") or 0, ON_A_PAGE)
    shown = [(at, *each) for at, each in enumerate(differing, start=1)][first:last]
    why = tuple(
        Button(label=words.why_button(at), act="why", args={"f": each.figure, "w": week.name})
        for at, each, _ in shown
        if each.title is not None
    )
    turn = turning("official", {"w": week.name}, len(differing), page, ON_A_PAGE)
    rows: Rows = (*_weeks(request), why, turn)
    text = pages(safe(words.reconciliation(found, shown)))[0]
    return Screen(text=text, rows=tuple(row for row in rows if row))


def _weeks(request: Request) -> Rows:
    """Give the weeks a table may be of, newest first."""
    running = _running(request)
    found = [running.shifted(-back) for back in range(WEEKS)]
    buttons = [
        Button(
            label=words.week_button(each.first, each.last), act="official", args={"w": each.name}
        )
        for each in found
    ]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, WEEKS, 2))


def _running(request: Request) -> Week:
    return request.of.week_at(request.now)


def _week(request: Request) -> Week:
    """Give the week that is named, if it is one of those; else the last that is over."""
    running = _running(request)
    try:
        named = request.of.week_named(request.word("w"))
    except BadWeek:
        return running.shifted(-1)
    oldest = running.first - timedelta(weeks=WEEKS - 1)
    return named if oldest <= named.first <= running.first else running.shifted(-1)


async def handed(request: Request, file: Incoming) -> Screen:
    """Show what was understood of a table."""
    given = _given(request.args)
    week = _week(request)
    try:
        shown = await _read(request, file, week, given)
    except BadSheet as error:
        text = words.bad_sheet(error, file.name)
        return Screen(text=safe(text), rows=(_cancel(),))
    args = {"w": week.name, **{f"{_COLUMN}{key}": figure for key, figure in given.items()}}
    text = pages(headed(request, safe(table_words.preview(shown))))[0]
    async with request.talk.database.looking() as connection:
        if not any(row.said for row in shown.table.rows):
            await request.begin(connection, "official_go", args, file)
            return Screen(
                text=f"{text}\n{words.NOTHING}", rows=(_changing(request, week), _cancel())
            )
        yes = Button(label=words.APPLY, main=True)
        screen = await ask(request, connection, "official_go", args, text, yes, file=file)
    return replace(screen, rows=(screen.rows[0], _changing(request, week), *screen.rows[1:]))


async def _read(request: Request, file: Incoming, week: Week, given: Mapping[str, str]) -> Preview:
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
    """Give the table that waits to be applied."""
    state = request.state
    if state.act != "official_go" or state.body is None:
        return None
    return Incoming(name=state.file_name, body=state.body)


def _expired() -> Screen:
    return Screen(text="", toast=dialog_words.EXPIRED)


async def week(request: Request) -> Screen:
    """Take the table that waits for one of another week."""
    file = _waiting(request)
    if file is None:
        return _expired()
    return await handed(replace(request, args={**request.state.args, **request.args}), file)


async def columns(request: Request) -> Screen:
    """List the columns of the table that waits."""
    file = _waiting(request)
    if file is None:
        return _expired()
    shown = await _shown(request, file)
    count = len(shown.table.columns)
    page, first, last = paged(count, request.number("p") or 0, COLUMNS_ON_A_PAGE)
    buttons = tuple(
        Button(label=str(at + 1), act="official_column", args={"i": at})
        for at in range(first, last)
    )
    rows: Rows = (
        buttons,
        turning("official_columns", {}, count, page, COLUMNS_ON_A_PAGE),
        (_to_preview(request),),
    )
    text = pages(safe(words.columns(shown, first, last)))[0]
    return Screen(text=text, rows=tuple(row for row in rows if row))


async def column(request: Request) -> Screen:
    """Ask what a column means, or take what was chosen and show the table anew."""
    file = _waiting(request)
    if file is None:
        return _expired()
    shown = await _shown(request, file)
    number = request.place("i", len(shown.table.columns))
    if number is None:
        return _expired()
    told, figures = shown.table.columns[number], list(shown.titles.items())
    chosen = request.place("f", len(figures))
    if request.number("x") or chosen is not None:
        figure = "" if chosen is None else figures[chosen][0]
        args = {**request.state.args, f"{_COLUMN}{told.key}": figure}
        return await handed(replace(request, args=args), file)
    page, first, last = paged(len(figures), request.number("p") or 0, COLUMNS_ON_A_PAGE)
    choices = tuple(
        Button(label=str(at + 1), act="official_column", args={"i": number, "f": at})
        for at in range(first, last)
    )
    titles = [(at + 1, figures[at][1]) for at in range(first, last)]
    leave = Button(label=words.LEAVE_OUT, act="official_column", args={"i": number, "x": 1})
    rows: Rows = (
        choices,
        turning("official_column", {"i": number}, len(figures), page, COLUMNS_ON_A_PAGE),
        (leave, _to_preview(request)),
    )
    text = pages(safe(words.column(told.header, titles)))[0]
    return Screen(text=text, rows=tuple(row for row in rows if row))


async def _shown(request: Request, file: Incoming) -> Preview:
    kept = replace(request, args=request.state.args)
    return await _read(request, file, _week(kept), _given(kept.args))


def _to_preview(request: Request) -> Button:
    name = _week(replace(request, args=request.state.args)).name
    return Button(label=words.TO_PREVIEW, act="official_week", args={"w": name})


async def apply(request: Request) -> Screen:
    """Take the table that is sent, or apply the one that was shown."""
    if request.file is not None:
        return await handed(replace(request, args={"w": request.word("w")}), request.file)
    file = _waiting(request)
    if file is not None:
        wanted = asked(request)
        return wanted if isinstance(wanted, Screen) else await _apply(wanted, file)
    if request.word("k"):  # the table of this button was applied, or left
        return Screen(text="", toast=dialog_words.ALREADY)
    return Screen(text=words.NO_FILE_YET, rows=(_cancel(),))


async def _apply(request: Request, file: Incoming) -> Screen:
    shown = await _shown(request, file)
    units = request.talk.units
    try:
        async with request.talk.database.writing() as connection:
            if not await request.finish(connection, "official_go"):
                return Screen(text="", toast=dialog_words.ALREADY)
            kept = await reconciling.keep(connection, units, shown, request.now, request.account)
    except BadCorrection as error:
        return Screen(text=safe(correcting_words.refused(error)))
    after = await official(replace(request, args={"w": shown.week.name}))
    applied = safe(table_words.applied(kept, shown))
    return replace(after, text=pages(f"{applied}\n{after.text}")[0])


def _cancel() -> tuple[Button, ...]:
    return (Button(label=dialog_words.CANCEL, act="cancel"),)


ACTS = (
    Act(
        name="official", may=rights.ADMINISTRATOR, named=words.OFFICIAL_ACT, row=(6, 2), do=official
    ),
    Act(name="official_week", may=rights.ADMINISTRATOR, do=week),
    Act(name="official_columns", may=rights.ADMINISTRATOR, do=columns),
    Act(name="official_column", may=rights.ADMINISTRATOR, do=column),
    Act(name="official_go", may=rights.ADMINISTRATOR, do=apply, files=True),
)
