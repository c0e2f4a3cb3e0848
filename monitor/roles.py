"""Roles of the roster and the audiences of orders (orders.md, section 2, "Audience").

The role's word is data: it is what the school writes into its roster and reads in its table.
"""

from collections.abc import Callable
from enum import StrEnum

from storage.records import Person


class Role(StrEnum):
    """What somebody does in the organisation, in the roster's own word."""

    TEACHER = "учитель"
    LECTURER = "преподаватель"
    EDUCATOR = "воспитатель"
    PEDAGOGUE = "педагог"  # other pedagogical staff
    ADMINISTRATION = "администрация"
    OTHER = "прочий персонал"


class Audience(StrEnum):
    """Whom an indicator counts: «сотрудники» and «педагогические работники» differ."""

    STAFF = "staff"
    TEACHERS = "teachers"


PEDAGOGICAL = frozenset({Role.TEACHER, Role.LECTURER, Role.EDUCATOR, Role.PEDAGOGUE})

BELONGS: dict[Audience, Callable[[Person], bool]] = {
    Audience.STAFF: lambda _person: True,
    Audience.TEACHERS: lambda person: person.role in PEDAGOGICAL,
}
