"""Every table. Times are UTC seconds, hours UTC hours since 1970.

The migrations build the same tables (a test holds the two together).
"""

from storage.tables.common import metadata
from storage.tables.people import (
    absences,
    accounts,
    bindings,
    calendars,
    chat_members,
    chats,
    classes,
    codes,
    offices,
    persons,
    units,
    vacations,
    wishes,
)
from storage.tables.privacy import erased
from storage.tables.seen import (
    call_participants,
    calls,
    foreign_links,
    holes,
    interruptions,
    ledger,
    tallies,
    weekly_keys,
)
from storage.tables.talk import (
    announcements,
    claims,
    milestones_done,
    remarks,
    talkers,
    unit_settings,
)
from storage.tables.told import (
    corrections,
    official,
    official_columns,
    snapshots,
    standings,
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
    secrets,
)

__all__ = [
    "absences",
    "accounts",
    "announcements",
    "audit",
    "bindings",
    "calendars",
    "call_participants",
    "calls",
    "chat_members",
    "chats",
    "claims",
    "classes",
    "codes",
    "conditions",
    "corrections",
    "cursors",
    "directory",
    "erased",
    "foreign_links",
    "holes",
    "inbox",
    "interruptions",
    "job_runs",
    "ledger",
    "metadata",
    "milestones_done",
    "notices",
    "offices",
    "official",
    "official_columns",
    "persons",
    "quarantine",
    "remarks",
    "secrets",
    "snapshots",
    "standings",
    "talkers",
    "tallies",
    "unit_settings",
    "units",
    "vacations",
    "weekly_keys",
    "wishes",
]
