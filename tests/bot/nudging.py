"""Nudges ready to be sent to any number of people, and what VK keeps of them afterwards."""

import msgspec

from monitor.facts.digest import Nudge
from monitor.facts.values import Requirement
from storage import tables
from storage.records import NewNotice
from storage.told import notices
from tests.cast import MONDAY, SCHOOL, WEEK, at

FIRST = 5_001
DUE, EXPIRES = at(3, 14), at(7)
EVERY_TRY = 4  # the client asks so often before it gives up

FACTS = msgspec.json.encode(
    Nudge(
        name='Петрова "Мария" Петровна',
        unit_name="МАОУ «СОШ № 12»",
        first=MONDAY,
        last=at(6).date(),
        requirements=(Requirement(counts="messages", done=7, needed=10),),
        days_left=4,
        incomplete=False,
    )
).decode()


async def nudge(place, count, *, without_dialog=()):
    """Release nudges to so many people, whose dialogs are empty; give their accounts."""
    people = list(range(FIRST, FIRST + count))
    for person in people:
        place.world.add_person("Мария", "Петрова", id=person)
        if person not in without_dialog:
            place.world.allow_dm(person)
    planned = [
        NewNotice(
            unit=SCHOOL,
            kind="nudge",
            period=WEEK,
            recipient=person,
            facts=FACTS,
            due_at=DUE,
            expires_at=EXPIRES,
        )
        for person in people
    ]
    place.world.set_clock(DUE)
    async with place.service.core.database.writing() as connection:
        await notices.plan(connection, planned)
        await notices.release(connection, DUE)
    place.world.requests.clear()
    return people


def arrived(place, people):
    """How many messages VK keeps for each."""
    dialogs = place.world.dms
    return [len(dialogs[person].messages) if person in dialogs else 0 for person in people]


async def states(place):
    """The notices in order of their recipients: (state, attempts, error, whether in doubt)."""
    return [
        (row.state, row.attempts, row.error, row.state != "sent" and row.begun_at is not None)
        for row in sorted(await place.rows(tables.notices), key=lambda row: row.recipient)
    ]


async def drain(place, later=None):
    """Deliver what may be delivered so much later than it was due; give how much was settled."""
    if later is not None:
        place.world.set_clock(DUE + later)
    return await place.service.delivery.drain()


async def no_faults(place):
    """Cancel the faults that have not happened yet."""
    url = f"{place.world.url}/sandbox/faults"
    await place.service.vk.http.request_json(url, method="DELETE")
