"""A row that names a chat, a community or nobody as the reader of figures sends nothing there."""

import pytest

from storage import tables
from storage.records import NewNotice
from storage.told import kinds, notices
from tests.bot.service.telling.telling import prepare, states
from tests.cast import FRIDAY_DIGEST, SCHOOL, THURSDAY_NUDGE, at
from tests.playground import playground

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]

CHAT = 2_000_000_001
NOBODIES = {"a chat": CHAT, "a community": -1, "nobody": 0, "a phone": 79_021_234_567}


@pytest.mark.parametrize("recipient", NOBODIES.values(), ids=NOBODIES.keys())
async def test_personal_figures_go_to_accounts_only_whatever_the_row_says(recipient, tmp_path):
    async with playground(tmp_path) as place:
        await prepare(place, THURSDAY_NUDGE)
        await redirected(place, recipient)
        await place.service.delivery.drain()
        assert place.sent == []
        assert await states(place) == [(recipient, "nudge", "failed", 1, "Misdirected")]
        assert place.world.requests.get("messages.send", 0) == 0


async def test_a_digest_with_names_is_not_told_to_a_chat_either(tmp_path):
    async with playground(tmp_path) as place:
        await prepare(place, FRIDAY_DIGEST)
        await redirected(place, CHAT, "digest")
        await place.service.delivery.drain()
        assert CHAT not in {each.to for each in place.sent}


async def test_what_is_for_a_chat_is_not_told_to_a_person(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет")
        place.sent.clear()
        async with place.service.core.database.writing() as connection:
            for recipient in (101, 2_000_000_000 + chat):
                words = NewNotice(
                    unit=SCHOOL,
                    kind=kinds.URGENT,
                    period=str(recipient),
                    recipient=recipient,
                    facts='{"text": "Педсовет в 15:00", "attachments": [], "mentions": false}',
                    due_at=at(0, 9),
                )
                await notices.plan(connection, [words])
            await notices.release(connection, at(0, 9))
        await place.service.delivery.drain()
        assert [each.to for each in place.sent] == [2_000_000_000 + chat]


async def redirected(place, recipient, kind="nudge"):
    """Make the only notice of a kind name somebody else, as a damaged row would."""
    table = tables.notices
    async with place.service.core.database.writing() as connection:
        await connection.execute(
            table.update().where(table.c.kind == kind).values(recipient=recipient)
        )
