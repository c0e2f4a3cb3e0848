"""Buttons under notices: what is wanted next is one tap away. Pure."""

from dataclasses import replace
from datetime import date

from bot.vk.keyboards import UNDER_NOTICE, Args, Button, Rows, keyboard
from bot.words.notices import buttons as words
from bot.words.notices import letters as letter_words
from bot.words.notices import nudge as nudge_words
from bot.words.notices import week as week_words
from monitor.facts.digest import Digest, Nudge
from monitor.jobs.letters import Letter
from monitor.report.forecast import Forecast


def under(unit: str, *rows: tuple[Button, ...]) -> str | None:
    """Write the keyboard of a notice of a unit; empty rows are left out. None: no buttons."""
    filled: Rows = tuple(tuple(_marked(each) for each in row) for row in rows if row)
    return keyboard(filled, unit, inline=True)


def _marked(button: Button) -> Button:
    return replace(button, args={**button.args, UNDER_NOTICE: 1})


def one_button(unit: str, label: str, act: str, args: Args | None = None) -> str | None:
    """Write a keyboard of one button."""
    return under(unit, (Button(label=label, act=act, args=args or {}, main=args is not None),))


def _behind(*, anybody: bool) -> tuple[Button, ...]:
    """Give the ways to those who are behind; ``anybody``: somebody is."""
    if not anybody:
        return ()
    return (
        Button(label=words.REMIND_ALL, act="remind", main=True),
        Button(label=words.LAGGING, act="lagging"),
    )


def under_forecast(unit: str, facts: Forecast) -> str | None:
    """Remind those who are likely to be short, or look who they are."""
    return under(unit, _behind(anybody=bool(facts.short)))


def under_reminder(unit: str, digest: Digest) -> str | None:
    """Remind those who are short, or look who they are."""
    short = any(each.short for each in digest.report.people)
    return under(unit, _behind(anybody=short), (_rules(digest.report.window.week),))


def under_summary(unit: str, digest: Digest) -> str | None:
    """Remind while the week runs; explain it, and write down what was done about it."""
    report = digest.report
    short = not report.window.closed and any(each.short for each in report.people)
    rules = _rules(report.window.week)
    return under(unit, _behind(anybody=short), (_why(digest), _measure(digest)), (rules,))


def under_digest(unit: str, digest: Digest) -> str | None:
    """Say that it has been read, write down measures, have it explained or as a table."""
    week = digest.report.window.week
    read = Button(
        label=week_words.ACKNOWLEDGE,
        act="seen",
        args={"w": week, "f": int(digest.final)},
        main=True,
    )
    table = Button(label=words.TABLE, act="pictures", args={"w": week})
    return under(
        unit, (read, _measure(digest)), (_why(digest), table), (_paper(week), _rules(week))
    )


def _rules(week: str) -> Button:
    return Button(label=week_words.RULES, act="rules", args={"w": week})


def _paper(week: str) -> Button:
    return Button(label=week_words.PAPER, act="papers", args={"p": week})


def _why(digest: Digest) -> Button:
    return Button(label=words.WHY, act="why", args={"w": digest.report.window.week})


def _measure(digest: Digest) -> Button:
    return Button(label=words.MEASURES, act="measure", args={"w": digest.report.window.week})


def under_rollup(unit: str, week: str) -> str | None:
    """Open the organisations, write to the administrator of one, or have the week as a paper."""
    listed = Button(label=words.ORGANISATIONS, act="organisations")
    writing = Button(label=words.WRITE, act="organisations", args={"m": 1})
    return under(unit, (listed, _paper(week)), (writing,), (_rules(week),))


def under_nudge(unit: str, facts: Nudge) -> str | None:
    """Let the administrator know of an absence, look at one's own week, or ask."""
    days: Args = {"a": facts.first.isoformat(), "b": facts.last.isoformat()}
    return under(
        unit,
        (Button(label=words.AWAY, act="cl_away", args=days),),
        (
            Button(label=words.MINE, act="mine"),
            Button(label=words.QUESTION, act="cl_ask"),
            Button(label=nudge_words.CLARIFY, act="clarify"),
        ),
    )


def under_letter(unit: str, letter: Letter) -> str | None:
    """Do at once what a letter asks for, and answer it."""
    found: list[Button] = []
    if letter.person is not None and letter.topic == "absence" and letter.first:
        days = _days(letter.first, letter.last)
        args: Args = {"i": letter.person, **days}
        found.append(Button(label=letter_words.MARK, act="absence_ok", args=args))
    if letter.person is not None and letter.topic == "profile":
        found.append(Button(label=letter_words.UNBIND, act="unbind", args={"i": letter.person}))
    if letter.person is not None and letter.topic in ("absence", "outside", "question"):
        found.append(Button(label=letter_words.CARD, act="person", args={"i": letter.person}))
    if letter.topic == "appointed":
        found.append(Button(label=letter_words.OPEN, act="unit", args={"to": unit}))
    return under(unit, tuple(found), _answering(letter))


def _days(first: date, last: date | None) -> dict[str, str | int]:
    return {"a": first.isoformat(), "b": last.isoformat() if last else ""}


def _answering(letter: Letter) -> tuple[Button, ...]:
    """Give the way to answer whoever wrote, if he may be answered."""
    match letter.topic:
        case "absence" | "profile" | "outside" | "question" if letter.person is not None:
            args: Args = {"i": letter.person, "a": letter.account}
            return (Button(label=words.REPLY, act="reply", args=args),)
        case "reply":
            return (Button(label=words.QUESTION, act="cl_ask"),)
        case "from_level":
            return (Button(label=words.REPLY, act="reply_up", args={"l": letter.of_unit}),)
        case "answer" | "to_level" if letter.of_unit:
            return (Button(label=words.REPLY, act="write_to", args={"o": letter.of_unit}),)
        case _:
            return ()
