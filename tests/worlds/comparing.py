"""Holding what is shown against the truth; every difference is a line."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tests.worlds.acting import Play, Shown
from tests.worlds.story import School
from tests.worlds.truth import Line, Truth, Value, truth_of

NO_DATA = "нет данных"


async def differences(play: Play, school: School, week: int, as_of: datetime) -> list[str]:
    """Compare a school's week in every way it is shown."""
    shown = await play.look(school, week)
    truth = truth_of(play.story, school, week, as_of)
    place = f"seed {play.story.seed} {school.unit} week {week} as of {as_of:%d.%m %H:%M:%S}"
    return [f"{place}: {line}" for line in _compared(play, shown, truth)]


def _compared(play: Play, shown: Shown, truth: Truth) -> Iterator[str]:
    yield from _figures(shown, truth)
    yield from _people(shown, truth)
    yield from _chats(play, shown, truth)
    yield from _explained(shown, truth)
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
