"""Every table. Times are UTC seconds, hours UTC hours since 1970.

The migrations build the same tables (a test holds the two together).
"""

from storage.tables.common import metadata
from storage.tables.people import (
    absences,
    accounts,
    bindings,
    chats,
    classes,
    codes,
    offices,
    persons,
    units,
)
from storage.tables.seen import (
    call_participants,
    calls,
    holes,
    interruptions,
    ledger,
    tallies,
    weekly_keys,
)
from storage.tables.work import (
    audit,
    conditions,
    cursors,
    directory,
    inbox,
    job_runs,
    notices,
    quarantine,
    snapshots,
)

__all__ = [
    "absences",
    "accounts",
    "audit",
    "bindings",
    "call_participants",
    "calls",
    "chats",
    "classes",
    "codes",
    "conditions",
    "cursors",
    "directory",
    "holes",
    "inbox",
    "interruptions",
    "job_runs",
    "ledger",
    "metadata",
    "notices",
    "offices",
    "persons",
    "quarantine",
    "snapshots",
    "tallies",
    "units",
    "weekly_keys",
]
