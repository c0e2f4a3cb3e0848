"""The roster as a table that the import takes back: what is a formula for Excel stays a text."""

from collections.abc import Iterable, Mapping, Sequence

from bot.sheets.plain import workbook
from bot.sheets.roster import words
from bot.sheets.roster.heading_words import PEOPLE_SHEET
from bot.words.vocabulary import Vocabulary
from storage.records import Absence, Person, SchoolClass


def roster_xlsx(
    people: Iterable[Person],
    accounts: Mapping[int, int],
    absences: Mapping[int, Absence],
    classes: Iterable[SchoolClass],
    vocabulary: Vocabulary,
) -> bytes:
    """Make an XLSX; ``accounts`` and ``absences`` are by person, one of each is told."""
    rows = [_person(each, accounts.get(each.id), absences.get(each.id)) for each in people]
    groups = [(each.name, each.pupils, each.parents, each.teacher) for each in classes]
    return workbook(
        {
            PEOPLE_SHEET: [list(words.people_headings(vocabulary).values()), *rows],
            words.classes_sheet(vocabulary): [
                list(words.class_headings(vocabulary).values()),
                *groups,
            ],
        }
    )


def _person(person: Person, account: int | None, absence: Absence | None) -> Sequence[object]:
    return (
        person.full_name,
        person.position,
        person.role,
        "" if account is None else f"https://vk.com/id{account}",
        ", ".join(person.classes),
        absence.first if absence else None,
        absence.last if absence else None,
    )
