"""The running week: the summary, a figure explained, the picture and the table."""

import asyncio
from dataclasses import replace

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.listing import in_rows, page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.rights import Role
from bot.dialog.core.screens import Screen
from bot.dialog.week import deputy_words as past_words
from bot.dialog.week import week_words as words
from bot.service.telling.wording import tell_digest, tell_level
from bot.vk.keyboards import Args, Button, Rows
from bot.vk.sender import pages
from bot.words.explained import figure as explain_words
from bot.words.explained.brief import brief_explanation
from bot.words.russian import safe
from bot.words.vocabulary import capital
from monitor.facts.values import Report
from monitor.jobs.asked.load_explanation import UnknownFigure, load_explanation
from monitor.jobs.asked.today import load_digest, load_today
from monitor.jobs.levels import load_level_report
from monitor.jobs.loading.load import organisations
from monitor.orders.model import LEVELS
from monitor.time.keeping import Forgotten
from monitor.time.week import BadWeek, Week

ON_A_PAGE = 7
"""Figures listed at once; each has a button with its number, ten with the ways to go on."""

IN_A_ROW = 4


def week_of(request: Request) -> Week:
    """Give the week a button names; else, or if it is still to come, the running one."""
    running = request.unit.week(request.now)
    try:
        named = request.unit.week_named(request.word("w"))
    except BadWeek:
        return running
    return named if named.first < running.first else running


def is_inside(request: Request) -> bool:
    """Tell whether somebody may see names: a coordinator, being above, may not."""
    return not request.roles.isdisjoint({Role.ADMINISTRATOR, Role.DEPUTY})


def forgotten(week: Week) -> Screen:
    """Say that nothing is kept of a week any more."""
    return Screen(text=past_words.forgotten(week.first, week.last))


def toasted(text: str) -> Screen:
    """Say a word over the dialog and change nothing in it."""
    return Screen(text=text, toast=text)


def has_figures(request: Request) -> bool:
    """Tell whether there can be any: a level has those of the organisations below it."""
    level = request.unit.kind in LEVELS
    return not level or bool(organisations(request.unit, request.talk.units))


async def summary(request: Request) -> Screen:
    """Show the week so far against the order; a press on «Обновить» shows it anew in place."""
    async with request.talk.database.reading() as connection:
        today = await load_today(connection, request.unit, request.now, request.talk.units)
    if request.unit.kind in LEVELS:
        text = words.level_summary(today.digest)
    else:
        text = words.summary(today, administrator=Role.ADMINISTRATOR in request.roles)
    toast = words.REFRESHED if request.number("r") else ""
    return Screen(text=safe(text), rows=_ways(request), toast=toast)


def _ways(request: Request) -> Rows:
    """Give where the summary leads, as far as somebody may go."""
    refresh = Button(label=words.REFRESH, act="summary", args={"r": 1}, main=True)
    others = (
        ("lagging", words.LAGGING),
        ("organisations", words.ORGANISATIONS),
        ("pictures", words.PICTURES),
    )
    level = request.unit.kind in LEVELS
    shown = tuple(
        Button(label=label, act=act)
        for act, label in others
        if request.offers(act) and (act == "pictures" or (act == "organisations") is level)
    )
    more = [Button(label=words.PAPER, act="papers")]
    if request.may("classes") and not level:
        more.append(Button(label=capital(request.vocabulary.group.many), act="classes"))
    return (refresh, Button(label=words.WHY, act="why")), shown, tuple(more)


async def why(request: Request) -> Screen:
    """List a week's figures, or explain the one that was chosen."""
    week = week_of(request)
    try:
        if request.word("f"):
            return await _explained(request, week)
        async with request.talk.database.reading() as connection:
            report = await load_level_report(
                connection, request.unit, week, request.now, request.talk.units, ahead=True
            )
    except Forgotten:
        return forgotten(week)
    except UnknownFigure:
        return await why(replace(request, args={"w": week.name}))
    return _figures(request, report)


def _figures(request: Request, report: Report) -> Screen:
    args = {"w": report.window.week}
    page = page_of(request, report.figures, ON_A_PAGE, "why", args)
    numbers = [
        Button(label=str(at), act="why", args={**args, "f": figure.id}) for at, figure in page.items
    ]
    rows = stacked(*in_rows(numbers, IN_A_ROW), page.turn, (_back(request, report),))
    return Screen(text=safe(words.figures(report, page.items)), rows=rows)


def _back(request: Request, report: Report) -> Button:
    """Lead back to what the figures were shown in: the summary, or an earlier week."""
    if week_of(request).end > request.now:
        return Button(label=words.TO_SUMMARY, act="summary")
    return Button(label=words.TO_WEEK, act="past", args={"w": report.window.week})


async def _explained(request: Request, week: Week) -> Screen:
    async with request.talk.database.reading() as connection:
        explanation = await load_explanation(
            connection,
            request.unit,
            week,
            request.word("f"),
            request.now,
            request.talk.units,
            ahead=True,
        )
    if not is_inside(request):
        explanation = replace(explanation, corrections=())  # they name people
    whole = bool(request.number("d"))
    tell = explain_words.explanation if whole else brief_explanation
    text = pages(safe(tell(explanation)))[0]
    back = Button(label=words.TO_FIGURES, act="why", args={"w": week.name})
    args: Args = {"w": week.name, "f": explanation.figure.id, "d": 1}
    more = () if whole else (Button(label=words.DETAILS, act="why", args=args),)
    return Screen(text=text, rows=((*more, back),))


async def rules(request: Request) -> Screen:
    """Say how a week's figures are counted: the order, its rule, what the marks mean."""
    week = week_of(request)
    try:
        async with request.talk.database.reading() as connection:
            digest = await load_digest(
                connection, request.unit, week, request.now, request.talk.units
            )
    except Forgotten:
        return forgotten(week)
    why = Button(label=words.WHY, act="why", args={"w": week.name})
    return Screen(text=safe(words.rules(digest.report)), rows=((why,),))


async def pictures(request: Request) -> Screen:
    """Send a week's picture and table; the table has names for readers inside only."""
    week = week_of(request)
    inside = is_inside(request)
    try:
        async with request.talk.database.reading() as connection:
            digest = await load_digest(
                connection, request.unit, week, request.now, request.talk.units
            )
    except Forgotten:
        return forgotten(week)
    if request.unit.kind in LEVELS:
        told = await asyncio.to_thread(tell_level, digest)
    else:
        told = await asyncio.to_thread(tell_digest, digest, with_people=inside)
        if inside:
            async with request.talk.database.writing() as connection:
                await request.note(connection, "names_seen", screen="table", week=week.name)
    return Screen(
        text=safe(words.attached(digest.report)),
        files=(told.table,) if told.table else (),
        pictures=(told.picture,) if told.picture else (),
    )


ACTS = (
    Act(
        name="summary",
        may=rights.READING | rights.COORDINATOR,
        named=words.SUMMARY_ACT,
        dated="of_time",
        instead=words.FIGURES_OF_ALL,
        row=(1, 1),
        offered=has_figures,
        do=summary,
    ),
    Act(
        name="why",
        may=rights.READING | rights.COORDINATOR,
        named=words.WHY_ACT,
        dated="of_time",
        instead=words.FIGURES_OF_ALL,
        do=why,
    ),
    Act(name="rules", may=rights.READING | rights.COORDINATOR, named=words.RULES_ACT, do=rules),
    Act(
        name="pictures",
        may=rights.READING | rights.COORDINATOR,
        named=words.PICTURES_ACT,
        dated="of_time",
        instead=words.FIGURES_OF_ALL,
        do=pictures,
    ),
)
