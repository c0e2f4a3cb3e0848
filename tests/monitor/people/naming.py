"""People, rows of a roster and profiles by their names."""

from monitor.people.joining import Entry
from monitor.people.matching import Profile
from tests.builders import a_person

PETROVA = "Петрова Мария Павловна"
NAME, OTHER = "Петрова Мария Петровна", "Уткин Павел Ильич"


def people(*names):
    return [a_person(number, name) for number, name in enumerate(names, 1)]


def profiles(*names):
    """Accounts 101, 102, … by «first last»; a bar stands where a name has several words."""
    parted = [name.split("|") if "|" in name else name.split(" ", 1) for name in names]
    return [
        Profile(account=number, first=first, last=last)
        for number, (first, last) in enumerate(parted, 101)
    ]


def a_row(full_name=NAME, account=None, position="Учитель математики", **values):
    known = {"role": "учитель", "classes": (), "absent_from": None, "absent_to": None}
    return Entry(full_name=full_name, position=position, account=account, **(known | values))
