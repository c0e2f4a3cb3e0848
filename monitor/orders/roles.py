"""Roles of the roster and the audiences of orders.

The role's word is data: it is what the school writes into its roster and reads in its table.
"""

from enum import StrEnum


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
    HEADS = "heads"


PEDAGOGICAL = frozenset({Role.TEACHER, Role.LECTURER, Role.EDUCATOR, Role.PEDAGOGUE})

ROLES_OF: dict[Audience, frozenset[str]] = {
    Audience.STAFF: frozenset(Role),
    Audience.TEACHERS: PEDAGOGICAL,
    Audience.HEADS: frozenset({Role.ADMINISTRATION}),
}
"""The roles an audience is made of."""
