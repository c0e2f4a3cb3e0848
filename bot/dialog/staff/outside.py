"""«Показатели вне чатов»: what only people confirm, by week, with its ground."""

from dataclasses import replace

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.asking import ask, asked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen, paged, turning
from bot.dialog.staff import confirming_words as words
from bot.dialog.staff import correcting_words as result_words
from bot.dialog.staff import staff_words
from bot.dialog.staff.confirming import chosen_week, other_week
from bot.vk.keyboards import Button
from bot.words import dialog as dialog_words
from monitor.facts.values import Figure, Report
from monitor.jobs.asked.correcting import BadCorrection, check, correct
from monitor.jobs.load import load_report
from monitor.jobs.retention import Forgotten
from storage.db.database import Connection
from storage.records import Correction

ON_A_PAGE = 4


async def outside(request: Request) -> Screen:
    """List the figures of a week that only people confirm."""
    week = chosen_week(request)
    back = (Button(label=staff_words.BACK, act="staff"),)
    try:
        async with request.talk.database.reading() as connection:
            report = await load_report(connection, request.of, week, request.now)
    except Forgotten:
        return Screen(text=words.FORGOTTEN, rows=(back,))
    figures = _open(request, report)
    if not figures:
        return Screen(text=words.NONE, rows=(back,))
    page, first, last = paged(len(figures), request.number("p") or 0, ON_A_PAGE)
    shown = list(enumerate(figures[first:last], first + 1))
    args: dict[str, str | int] = {"w": request.number("w") or 0}
    buttons = [
        Button(
            label=words.figure_label(index, each),
            act="outside_set",
            args={**args, "f": each.id},
        )
        for index, each in shown
    ]
    turn = turning("outside", args, len(figures), page, ON_A_PAGE)
    rows = (
        *((button,) for button in buttons),
        *([turn] if turn else []),
        (other_week(request, "outside", {}), *back),
    )
    return Screen(text=words.figures(request.of.unit.name, week, shown), rows=rows)


def _open(request: Request, report: Report) -> list[Figure]:
    named = [spec.id for spec in request.of.order.indicator if spec.family == "confirmed"]
    found = [report.figure(name) for name in named]
    return [each for each in found if each is not None]


async def outside_set(request: Request) -> Screen:
    """Take a figure's value, then its ground; show what would be written down."""
    async with request.talk.database.looking() as connection:
        try:
            return await _set(request, connection)
        except Forgotten:
            return Screen(text=words.FORGOTTEN, rows=_back(request))
        except BadCorrection as error:
            return Screen(text=words.refused(error), rows=_back(request))


async def _set(request: Request, connection: Connection) -> Screen:
    week = chosen_week(request)
    report = await load_report(connection, request.of, week, request.now)
    figure = next((each for each in _open(request, report) if each.id == request.word("f")), None)
    if figure is None:
        return Screen(text=words.NONE, rows=_back(request))
    args: dict[str, str | int] = {"w": request.number("w") or 0, "f": figure.id}
    value, of, comment = request.number("v"), request.number("n"), ""
    if request.text and value is not None:
        comment = " ".join(request.text.split())
    elif request.text:
        typed = words.figure_typed(request.text)
        if typed is None:
            return Screen(text=words.VALUE_NOT_UNDERSTOOD, rows=_back(request))
        value, of, comment = typed
    if value is None:
        await request.begin(connection, "outside_set", args)
        return Screen(text=words.ask_figure(figure, week), rows=_back(request))
    args |= {"v": value} if of is None else {"v": value, "n": of}
    if not comment or words.about_absence(comment):
        await request.begin(connection, "outside_set", args)
        wanted = words.ask_comment(words.value_words(value, of))
        return Screen(text=words.ABOUT_ABSENCE if comment else wanted, rows=_back(request))
    args["t"] = comment
    await check(connection, request.of, week, _correction(replace(request, args=args)))
    text = words.preview_figure(figure, week, value, of, comment)
    yes = Button(label=words.YES, main=True)
    return await ask(request, connection, "outside_go", args, text, yes)


async def outside_go(request: Request) -> Screen:
    """Write the value down; its line in the journal comes with it."""
    yes = asked(request)
    if isinstance(yes, Screen):
        return yes
    week = chosen_week(yes)
    async with request.talk.database.writing() as connection:
        if not await yes.finish(connection, yes.act):
            return Screen(text="", toast=dialog_words.ALREADY)
        try:
            done = await correct(connection, yes.of, week, _correction(yes), yes.talk.units)
        except Forgotten:
            return Screen(text=words.FORGOTTEN, rows=_back(yes))
        except BadCorrection as error:
            return Screen(text=words.refused(error), rows=_back(yes))
    return Screen(text=result_words.corrected(week, done, None), rows=_back(yes))


def _back(request: Request) -> tuple[tuple[Button, ...], ...]:
    args = {"w": request.number("w") or 0}
    return ((Button(label=words.TO_FIGURES, act="outside", args=args),),)


def _correction(request: Request) -> Correction:
    return Correction(
        id=0,
        unit=request.unit_id,
        week=chosen_week(request).name,
        person=None,
        figure=request.word("f"),
        value=request.number("v"),
        of=request.number("n"),
        comment=request.word("t"),
        author=request.account,
        made_at=request.now,
    )


ACTS = (
    Act(name="outside", may=rights.ADMINISTRATOR, named=words.OUTSIDE_ACT, do=outside),
    Act(name="outside_set", may=rights.ADMINISTRATOR, do=outside_set),
    Act(name="outside_go", may=rights.ADMINISTRATOR, do=outside_go),
)
