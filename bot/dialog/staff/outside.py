"""«Показатели вне чатов»: what only people confirm, by week, with its ground."""

from dataclasses import replace

from bot.dialog.core.asking import ask, asked
from bot.dialog.core.screens import Screen, paged, turning
from bot.dialog.core.visit import Topic, Visit
from bot.dialog.staff import confirming_words as words
from bot.dialog.staff import correcting_words as result_words
from bot.dialog.staff import staff_words
from bot.dialog.staff.confirming import chosen_week, other_week
from bot.vk.keyboards import Button
from bot.words import dialog as desk_words
from monitor.facts.values import Figure, Report
from monitor.jobs.asked.correcting import BadCorrection, check, correct
from monitor.jobs.load import load_report
from monitor.jobs.retention import Forgotten
from storage.db.database import Connection
from storage.records import Correction

ON_A_PAGE = 4


async def outside(visit: Visit) -> Screen:
    """List the figures of a week that only people confirm."""
    week = chosen_week(visit)
    back = (Button(label=staff_words.BACK, act="staff"),)
    try:
        async with visit.talk.database.reading() as connection:
            report = await load_report(connection, visit.of, week, visit.now)
    except Forgotten:
        return Screen(text=words.FORGOTTEN, rows=(back,))
    figures = _open(visit, report)
    if not figures:
        return Screen(text=words.NONE, rows=(back,))
    page, first, last = paged(len(figures), visit.number("p") or 0, ON_A_PAGE)
    shown = list(enumerate(figures[first:last], first + 1))
    args: dict[str, str | int] = {"w": visit.number("w") or 0}
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
        (other_week(visit, "outside", {}), *back),
    )
    return Screen(text=words.figures(visit.of.unit.name, week, shown), rows=rows)


def _open(visit: Visit, report: Report) -> list[Figure]:
    named = [spec.id for spec in visit.of.order.indicator if spec.family == "confirmed"]
    found = [report.figure(name) for name in named]
    return [each for each in found if each is not None]


async def outside_set(visit: Visit) -> Screen:
    """Take a figure's value, then its ground; show what would be written down."""
    async with visit.talk.database.looking() as connection:
        try:
            return await _set(visit, connection)
        except Forgotten:
            return Screen(text=words.FORGOTTEN, rows=_back(visit))
        except BadCorrection as error:
            return Screen(text=words.refused(error), rows=_back(visit))


async def _set(visit: Visit, connection: Connection) -> Screen:
    week = chosen_week(visit)
    report = await load_report(connection, visit.of, week, visit.now)
    figure = next((each for each in _open(visit, report) if each.id == visit.word("f")), None)
    if figure is None:
        return Screen(text=words.NONE, rows=_back(visit))
    args: dict[str, str | int] = {"w": visit.number("w") or 0, "f": figure.id}
    value, of, comment = visit.number("v"), visit.number("n"), ""
    if visit.text and value is not None:
        comment = " ".join(visit.text.split())
    elif visit.text:
        typed = words.figure_typed(visit.text)
        if typed is None:
            return Screen(text=words.VALUE_NOT_UNDERSTOOD, rows=_back(visit))
        value, of, comment = typed
    if value is None:
        await visit.begin(connection, "outside_set", args)
        return Screen(text=words.ask_figure(figure, week), rows=_back(visit))
    args |= {"v": value} if of is None else {"v": value, "n": of}
    if not comment or words.about_absence(comment):
        await visit.begin(connection, "outside_set", args)
        wanted = words.ask_comment(words.value_words(value, of))
        return Screen(text=words.ABOUT_ABSENCE if comment else wanted, rows=_back(visit))
    args["t"] = comment
    await check(connection, visit.of, week, _correction(replace(visit, args=args)))
    text = words.preview_figure(figure, week, value, of, comment)
    yes = Button(label=words.YES, main=True)
    return await ask(visit, connection, "outside_go", args, text, yes)


async def outside_go(visit: Visit) -> Screen:
    """Write the value down; its line in the journal comes with it."""
    yes = asked(visit)
    if isinstance(yes, Screen):
        return yes
    week = chosen_week(yes)
    async with visit.talk.database.writing() as connection:
        if not await yes.finish(connection, yes.act):
            return Screen(text="", toast=desk_words.ALREADY)
        try:
            done = await correct(connection, yes.of, week, _correction(yes), yes.talk.units)
        except Forgotten:
            return Screen(text=words.FORGOTTEN, rows=_back(yes))
        except BadCorrection as error:
            return Screen(text=words.refused(error), rows=_back(yes))
    return Screen(text=result_words.corrected(week, done, None), rows=_back(yes))


def _back(visit: Visit) -> tuple[tuple[Button, ...], ...]:
    args = {"w": visit.number("w") or 0}
    return ((Button(label=words.TO_FIGURES, act="outside", args=args),),)


def _correction(visit: Visit) -> Correction:
    return Correction(
        id=0,
        unit=visit.unit_id,
        week=chosen_week(visit).name,
        person=None,
        figure=visit.word("f"),
        value=visit.number("v"),
        of=visit.number("n"),
        comment=visit.word("t"),
        author=visit.account,
        made_at=visit.now,
    )


TOPICS = (
    Topic(act="outside", do=outside),
    Topic(act="outside_set", do=outside_set),
    Topic(act="outside_go", do=outside_go),
)
