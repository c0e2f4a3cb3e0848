"""People and profiles by their names."""

from monitor.people.matching import Profile
from tests.builders import a_person

PETROVA = "Петрова Мария Павловна"


def people(*names):
    return [a_person(number, name) for number, name in enumerate(names, 1)]


def profiles(*names):
    """Accounts 101, 102, … by «first last»; a bar stands where a name has several words."""
    parted = [name.split("|") if "|" in name else name.split(" ", 1) for name in names]
    return [
        Profile(account=number, first=first, last=last)
        for number, (first, last) in enumerate(parted, 101)
    ]
