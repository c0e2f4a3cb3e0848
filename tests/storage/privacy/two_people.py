"""Two people of a school with what is kept of them."""

from storage import tables
from storage.people import subscriptions
from storage.records import Correction, NewNotice
from storage.subscription import QUIET, WATCH, Subscription
from storage.told import notices
from storage.weeks import corrections
from tests.cast import MARIA, PAVEL, SCHOOL, at, utc

HOUR = utc(at(1, 10)) // 3600


async def planted(connection):
    """Maria and Pavel of the school with an hour of messages, a call, a letter, subscriptions."""
    await connection.execute(
        tables.persons.insert(),
        [
            {
                "id": number,
                "unit": SCHOOL,
                "full_name": "Имя",
                "position": "",
                "role": "учитель",
                "classes": "[]",
                "added_at": 0,
            }
            for number in (1, 2)
        ],
    )
    await connection.execute(
        tables.bindings.insert(),
        [
            {
                "unit": SCHOOL,
                "account": account,
                "person": person,
                "method": "roster",
                "bound_at": 0,
            }
            for account, person in ((MARIA, 1), (PAVEL, 2))
        ],
    )
    await connection.execute(
        tables.tallies.insert(),
        [
            {"chat": 1, "hour": HOUR, "author": author, "messages": messages}
            for author, messages in ((MARIA, 3), (PAVEL, 4), (0, 5))
        ],
    )
    await subscriptions.add(connection, Subscription(SCHOOL, MARIA, QUIET), "bot")
    await subscriptions.add(connection, Subscription(SCHOOL, MARIA, WATCH), "config")
    for person in (1, 2):
        new = Correction(
            id=0, unit=SCHOOL, week="2026-W47", person=person, figure="", made_at=at(1)
        )
        await corrections.add(connection, new)
    await notices.plan(
        connection,
        [
            NewNotice(
                unit=SCHOOL, kind="nudge", period="1", recipient=who, facts="{}", due_at=at(1)
            )
            for who in (MARIA, PAVEL)
        ],
    )
