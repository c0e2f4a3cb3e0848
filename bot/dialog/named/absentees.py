"""«Кого нет»: who is absent today, or on the days that are said."""

from datetime import date

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.listing import in_rows, page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.named import absentees_words as words
from bot.dialog.staff.person import this_week
from bot.dialog.staff.staff import today
from bot.vk.keyboards import Button
from bot.words.russian import safe, short_name
from bot.words.understanding.days import BadDays, days_typed
from storage.people import people
from storage.records import Absence, Person

ON_A_PAGE, IN_A_ROW = 8, 2


async def absentees(request: Request) -> Screen:
    """List who is absent; whoever looks is written into the journal."""
    first, last = _days(request)
    async with request.talk.database.looking() as connection:
        listed = {each.id: each for each in await people.persons(connection, request.unit_id)}
        away = await people.absences(connection, request.unit_id, first, last)
        found: dict[int, tuple[Person, Absence]] = {}
        for each in away:
            if each.person in listed:
                found.setdefault(each.person, (listed[each.person], each))
        if found:
            await request.note(connection, "names_seen", screen="absent")
    args = {"m": first.isoformat(), "n": last.isoformat()}
    ordered = sorted(found.values(), key=lambda line: line[0].full_name)
    page = page_of(request, ordered, ON_A_PAGE, "absent", args)
    buttons = [
        Button(label=short_name(person.full_name), act="person", args={"i": person.id})
        for _, (person, _) in page.items
    ]
    text = words.listed(request.unit.name, first, last, page.items, len(ordered), today(request))
    return Screen(text=safe(text), rows=stacked(*in_rows(buttons, IN_A_ROW), page.turn))


def _days(request: Request) -> tuple[date, date]:
    """Give the days that are said, or of the page before; else today."""
    week, day = this_week(request), today(request)
    if request.text:
        try:
            first, last = days_typed(request.text, day, (week.first, week.last))
        except BadDays:
            return day, day
        return first, last or week.last
    try:
        first, last = (date.fromisoformat(request.word(name)) for name in ("m", "n"))
    except ValueError:
        return day, day
    return (first, last) if first <= last else (day, day)


ACTS = (
    Act(
        name="absent",
        may=rights.READING,
        named=words.ABSENT_ACT,
        do=absentees,
        dated="absent",
    ),
)
