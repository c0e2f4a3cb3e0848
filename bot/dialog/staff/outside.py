"""«Показатели вне чатов»: what only people confirm, by week, with its ground."""

from dataclasses import replace

from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.listing import page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.staff import confirming_words as words
from bot.dialog.staff import correcting_words as result_words
from bot.dialog.staff.confirming import chosen_week, correction, other_week
from bot.dialog.staff.staff import to_staff
from bot.vk.keyboards import Button, Rows, column
from monitor.facts.values import Figure, Report
from monitor.indicators import BY_NAME
from monitor.jobs.asked.correcting import BadCorrection, check, correct
from monitor.jobs.loading.week import load_report
from monitor.time.keeping import Forgotten
from storage.db.database import Connection
from storage.records import Correction

ON_A_PAGE = 4


async def outside(request: Request) -> Screen:
    """List the figures of a week that only people confirm."""
    week = chosen_week(request)
    back = to_staff()
    try:
        async with request.talk.database.reading() as connection:
            report = await load_report(connection, request.unit, week, request.now)
    except Forgotten:
        return Screen(text=words.FORGOTTEN, rows=(back,))
    figures = _open(request, report)
    if not figures:
        return Screen(text=words.NONE, rows=(back,))
    args = {"w": request.number("w") or 0}
    page = page_of(request, figures, ON_A_PAGE, "outside", args)
    buttons = [
        Button(
            label=words.figure_label(at, figure), act="outside_set", args={**args, "f": figure.id}
        )
        for at, figure in page.items
    ]
    rows = stacked(*column(buttons), page.turn, (other_week(request, "outside"), *back))
    return Screen(text=words.figures(request.unit.name, week, page.items), rows=rows)


def _open(request: Request, report: Report) -> list[Figure]:
    asked = request.unit.order.indicator
    named = [spec.id for spec in asked if BY_NAME[spec.family].confirmed]
    figures = [report.figure(name) for name in named]
    return [figure for figure in figures if figure is not None]


async def outside_set(request: Request) -> Screen | Preview:
    """Take a figure's value, then its ground; show what would be written down."""
    async with request.talk.database.looking() as connection:
        try:
            return await _set(request, connection)
        except (BadCorrection, Forgotten) as error:
            return Screen(text=words.refused(error), rows=_back(request))


async def _set(request: Request, connection: Connection) -> Screen | Preview:
    week = chosen_week(request)
    report = await load_report(connection, request.unit, week, request.now)
    figure = next((each for each in _open(request, report) if each.id == request.word("f")), None)
    if figure is None:
        return Screen(text=words.NONE, rows=_back(request))
    args: dict[str, str | int] = {"w": request.number("w") or 0, "f": figure.id}
    value, base, comment = request.number("v"), request.number("n"), ""
    if request.text and value is not None:
        comment = " ".join(request.text.split())
    elif request.text:
        typed = words.figure_typed(request.text)
        if typed is None:
            return Screen(text=words.VALUE_NOT_UNDERSTOOD, rows=_back(request))
        value, base, comment = typed
    if value is None:
        await request.begin(connection, "outside_set", args)
        return Screen(text=words.ask_figure(figure, week), rows=_back(request))
    args |= {"v": value} if base is None else {"v": value, "n": base}
    if not comment or words.about_absence(comment):
        await request.begin(connection, "outside_set", args)
        wanted = words.ask_comment(words.value_words(value, base))
        return Screen(text=words.ABOUT_ABSENCE if comment else wanted, rows=_back(request))
    args["t"] = comment
    await check(connection, request.unit, week, _valued(replace(request, args=args)))
    return Preview(
        text=words.preview_figure(figure, week, value, base, comment),
        yes=Button(label=words.YES, main=True),
        args=args,
    )


async def write_down(request: Request, connection: Connection) -> Screen:
    """Write the value down; its line in the journal comes with it."""
    week, new = chosen_week(request), _valued(request)
    try:
        done = await correct(connection, request.unit, week, new, request.talk.units)
    except (BadCorrection, Forgotten) as error:
        return Screen(text=words.refused(error), rows=_back(request))
    return Screen(text=result_words.corrected(week, done, None), rows=_back(request))


def _back(request: Request) -> Rows:
    args = {"w": request.number("w") or 0}
    return ((Button(label=words.TO_FIGURES, act="outside", args=args),),)


def _valued(request: Request) -> Correction:
    new = correction(request, figure=request.word("f"))
    return replace(new, value=request.number("v"), of=request.number("n"))


ACTS = (
    Act(name="outside", may=rights.ADMINISTRATOR, named=words.OUTSIDE_ACT, do=outside),
    Act(
        name="outside_set",
        named=words.OUTSIDE_SET_ACT,
        may=rights.ADMINISTRATOR,
        do=outside_set,
        done=write_down,
    ),
)
