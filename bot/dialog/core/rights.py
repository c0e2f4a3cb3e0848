"""What somebody is in a unit, and the sets of roles that acts are open to (``Act.may``).

A role is what somebody is *in the unit the act is about*; in another unit he is a stranger. The
operator's commands are on the command line: whoever may use that may do everything.
"""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is in a unit; somebody may be several things."""

    ADMINISTRATOR = "administrator"
    DEPUTY = "deputy"
    COORDINATOR = "coordinator"
    STAFF = "staff"
    STRANGER = "stranger"


ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
READING = frozenset({Role.ADMINISTRATOR, Role.DEPUTY})
DEPUTY = frozenset({Role.DEPUTY})
COORDINATOR = frozenset({Role.COORDINATOR})
STAFF = frozenset({Role.STAFF})
STRANGER = frozenset({Role.STRANGER})
KNOWN = frozenset(Role) - {Role.STRANGER}
ALL = frozenset(Role)
