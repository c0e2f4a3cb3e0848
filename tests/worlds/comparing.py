"""Holding what is shown against the truth; every difference is a line."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from bot.papers.paper import Paper, Table
from tests.worlds.acting import Play
from tests.worlds.looking import Shown, look, weeks_of
from tests.worlds.story import School
from tests.worlds.truth import Line, Truth, Value, truth_of

NO_DATA = "нет данных"


async def differences(play: Play, school: School, week: int, as_of: datetime) -> list[str]:
    """Compare a school's week in every way it is shown."""
    shown = await look(play, school, week)
    truth = truth_of(play.story, school, week, as_of)
    if week == 0:
        play.closed[school.unit] = truth
    play.ended[school.unit] = truth
    place = f"seed {play.story.seed} {school.unit} week {week} as of {as_of:%d.%m %H:%M:%S}"
    return [f"{place}: {line}" for line in _compared(play, school, week, shown, truth)]


async def side_by_side(play: Play, closed: datetime) -> list[str]:
    """Compare the town's table of weeks: what each school's week was when it was closed."""
    await play.until(closed + timedelta(hours=9))
    await play.ground.tick(closed + timedelta(hours=9))
    shown = await weeks_of(play)
    found = []
    for week, truths in ((0, play.closed), (1, play.ended)):
        first = play.story.start(week).astimezone(play.story.zone).date()
        at = next((at for at, days in enumerate(shown.weeks) if days[0] == first), None)
        values = {unit: truth.figures["main"] for unit, truth in truths.items()}
        few = any((value.of or 0) < _FEW for value in values.values())
        for row in shown.rows if at is not None else ():
            line, told, value = row.lines[at], row.figure("main", at), values[row.unit]
            if line is None or line.state != "closed" or (few and "main" in line.few):
                continue
            got = (told.value, told.of) if told else None
            if got != (None if value.value is None else (value.value, value.of)):
                place = f"seed {play.story.seed} {row.unit} in the town's table, week {week}"
                found.append(f"{place}: {got}, should be {value}")
    return found


def _compared(play: Play, school: School, week: int, shown: Shown, truth: Truth) -> Iterator[str]:
    yield from _figures(shown, truth)
    yield from _people(shown, truth)
    yield from _chats(play, shown, truth)
    yield from _explained(shown, truth)
    yield from _classes(play, school, shown, truth)
    yield from _papers(play, school, week, shown, truth)
    if truth.blank and shown.report.completeness == 1.0 and not shown.report.blanks:
        yield "an absence is not told"


def _figures(shown: Shown, truth: Truth) -> Iterator[str]:
    told = {figure.id: figure for figure in shown.report.figures}
    json = {each["id"]: each for each in shown.json["indicators"]}
    for name, value in truth.figures.items():
        if name == "completeness" and not truth.plain:
            continue  # how many were written meanwhile only the messenger's numbers tell
        figure = told[name]
        norm = figure.norm.met if figure.norm else None
        if (figure.value, figure.of, norm) != (value.value, value.of, value.met):
            yield f"{name}: {figure.value} of {figure.of} met {norm}, should be {value}"
        found = json[name]
        if (found["value"], found["of"]) != (value.value, value.of):
            yield f"{name} in JSON: {found}, should be {value}"
        yield from _figure_row(shown, name, value)


def _figure_row(shown: Shown, name: str, value: Value) -> Iterator[str]:
    """Titles are the indicators' ids in these orders."""
    rows = [row for row in shown.figures_sheet if row and str(row[0]).split(" ")[0] == name]
    if len(rows) != 1:
        yield f"{name} in XLSX: {len(rows)} rows"
        return
    written = rows[0][1]
    if written != (NO_DATA if value.value is None else value.value):
        yield f"{name} in XLSX: {rows[0][:3]}, should be {value}"
    if value.of is not None and value.value is not None and rows[0][2] != value.of:
        yield f"{name}'s base in XLSX: {rows[0][:3]}, should be {value}"


def _people(shown: Shown, truth: Truth) -> Iterator[str]:
    json = {each["name"]: each for each in shown.json["people"]}
    lines = {line.name: line for line in shown.report.people}
    if set(json) != set(truth.people) or set(shown.people_sheet) != set(truth.people):
        yield f"people: {sorted(json)} {sorted(shown.people_sheet)}"
        return
    for name, line in truth.people.items():
        found = json[name]
        if (found["messages"], found["calls"], found["absent"]) != (
            line.messages,
            line.calls,
            line.absent,
        ):
            yield f"{name} in JSON: {found}, should be {line}"
        yield from _person_row(name, shown.people_sheet[name], line)
        part = shown.persons[name].person
        added = shown.persons[name].corrections
        messages = sum(each.messages for each in added) + (part.messages if part else 0)
        if part is None or messages - (line.messages or 0) not in (
            0,
            sum(e.messages for e in added),
        ):
            yield f"{name} explained: {part}, added {added}, should be {line}"
        if line.messages is not None and lines[name].days != line.days:
            yield f"{name}: {lines[name].days} days, should be {line}"


def _person_row(name: str, row: tuple[Any, ...], line: Line) -> Iterator[str]:
    messages, days, _hours, calls = row[3:7]
    wanted = (line.messages, line.calls)
    if (messages, calls) != tuple(NO_DATA if each is None else each for each in wanted):
        yield f"{name} in XLSX: {row[:9]}, should be {line}"
    if line.messages is not None and days not in (line.days, NO_DATA):
        yield f"{name}'s days in XLSX: {row[:9]}, should be {line}"


def _chats(play: Play, shown: Shown, truth: Truth) -> Iterator[str]:
    told = {chat.id: chat.messages for chat in shown.report.chats}
    for number, messages in truth.chats.items():
        if told.get(play.numbers[number], 0) != messages:
            yield f"chat {number}: {told.get(play.numbers[number])}, should be {messages}"


def _explained(shown: Shown, truth: Truth) -> Iterator[str]:
    for name, explanation in shown.explanations.items():
        value, figure = truth.figures[name], explanation.figure
        if name == "completeness" and not truth.plain:
            continue
        if (figure.value, figure.of) != (value.value, value.of):
            yield f"{name} explained: {figure.value} of {figure.of}, should be {value}"
        parts = sum(part.messages for part in explanation.chats)
        if explanation.messages is not None and explanation.chats and parts != explanation.messages:
            yield f"{name}: chats give {parts}, the explanation says {explanation.messages}"


_CALLED = {"pupils": "ученики", "parents": "родители", "mixed": "общий чат"}
_FEW = 5
_IN_WEEKS = "Норма выполнена"


def _classes(play: Play, school: School, shown: Shown, truth: Truth) -> Iterator[str]:
    """Compare what is printed of each class, sign by sign but for the star."""
    moved = {chat.class_name for chat in play.story.chats if chat.moves}
    printed = dict(line.split(": ", 1) for line in shown.classes.split("\n")[1:] if ": " in line)
    running = not shown.report.window.closed
    for name, known in truth.classes.items():
        if name in moved:
            continue
        found, listed = printed.get(name, ""), school.classes[name]
        for at, kind in enumerate(_CALLED):
            of = (*listed, None)[at]
            part = f"{_CALLED[kind]} {known.messages[kind]}"
            if running and of:
                wrote = min(known.writing[kind], of)
                part += " (мало человек)" if of < _FEW else f" (писали {wrote} из {of})"
            said = kind in known.watched or known.messages[kind]
            if said and part not in found.replace("*", ""):
                yield f"class {name}: {found!r}, should have {part!r}"
        if found != "чата с ботом нет" and not found.endswith(f"; звонков {known.calls}"):
            yield f"class {name}: {found!r}, should have {known.calls} calls"


def _papers(play: Play, school: School, week: int, shown: Shown, truth: Truth) -> Iterator[str]:
    """Compare every cell of a paper about the week, and of one about its month."""
    (table,) = (each for each in _tables(shown.paper) if len(each.columns) == 7)
    for row in table.rows:
        name = _name(row[1].text)
        value = truth.figures[name]
        if name == "completeness" and not truth.plain:
            continue
        wanted = ("—" if value.value is None else str(value.value), _met(value, shown))
        if (
            row[2].text.rstrip("*"),
            row[6].text.removeprefix("пока ") if value.met is not None else "",
        ) != wanted:
            yield f"{name} in a paper: {[cell.text for cell in row]}, should be {value}"
    yield from _month(play, school, week, shown, truth)


def _met(value: Value, _shown: Shown) -> str:
    return "" if value.met is None else "да" if value.met else "нет"


def _month(play: Play, school: School, week: int, shown: Shown, truth: Truth) -> Iterator[str]:
    """Compare the columns of both weeks, and in how many a norm was met."""
    month = next(each for each in _tables(shown.month) if each.columns[-1].heading == _IN_WEEKS)
    heads = [column.heading.split("\n")[0] for column in month.columns]
    for number, known in {week: truth, 0: play.closed[school.unit]}.items():
        first = play.story.start(number).astimezone(play.story.zone).date()
        days = _days(first, first + timedelta(days=6))
        if any(column.heading == f"{days}\n(не закрыта)" for column in month.columns):
            continue  # the bot was in no chat: what is known now is shown
        if days in heads:
            yield from _column(month, heads.index(days), known)
        elif number == week:
            yield f"month: no {days} in {heads}"
    for row in month.rows:
        cells = [cell.text for cell in row[1:-1]]
        met = sum("норма: да" in cell for cell in cells)
        missed = sum("норма: нет" in cell for cell in cells)
        wanted = f"{met} из {met + missed}" if met + missed else "—"
        if row[-1].text != wanted:
            yield f"{row[0].text!r} in a month's paper: {row[-1].text}, should be {wanted}"


def _column(month: Table, at: int, known: Truth) -> Iterator[str]:
    for row in month.rows:
        name = _name(row[0].text)
        value = known.figures[name]
        if name == "completeness" and not known.plain:
            continue
        said = row[at].text.replace("*", "").replace("пока ", "").split("\n")
        wanted = NO_DATA
        if value.value is not None and value.of != 0:
            wanted = str(value.value) if value.of is None else f"{value.value} из {value.of}"
        short = "" if month.columns[at].heading.endswith("(идёт)") else "норма: нет"
        met = {None: "", True: "норма: да", False: short}[value.met]
        if said[0] != wanted or (said[-1] != met if met else "норма" in said[-1]):
            yield f"{name} in a month's paper: {said}, should be {value}"


_MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября"),
    *("октября", "ноября", "декабря"),
)


def _days(first: date, last: date) -> str:
    """Write the days of a week: «16–22 ноября», «30 ноября – 6 декабря»."""
    if first.month == last.month:
        return f"{first.day}–{last.day} {_MONTHS[first.month - 1]}"
    said = [f"{each.day} {_MONTHS[each.month - 1]}" for each in (first, last)]
    if first.year != last.year:
        said = [f"{text} {each.year}" for text, each in zip(said, (first, last), strict=True)]
    return " – ".join(said)


def _name(title: str) -> str:
    """Titles are the indicators' ids in these orders, and what is said of them."""
    return re.split(r"\W", title)[0]


def _tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]
