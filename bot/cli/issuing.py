"""A one-time code for an office, issued by the operator, and the line of it in the journal."""

from datetime import datetime
from pathlib import Path

from bot.cli.opening import changing
from bot.cli.words import setup as words
from bot.clock import utc_now
from bot.config.settings import Settings
from bot.dialog.access.claims import CLAIM_LIFE, issue_claim
from bot.service.core import Core
from bot.words.vocabulary import vocabulary_of
from storage.records import Office
from storage.told import journal


async def code_for(settings: Settings, config: Path, unit: str, office: Office) -> str:
    """Issue a unit's code, and give what is said of it."""
    now = utc_now()
    async with changing(settings, config, unit) as core:
        code, named = await issued(core, unit, office, now), core.units[unit]
    until = (now + CLAIM_LIFE).astimezone(named.zone)
    return words.claim(unit, office, vocabulary_of((named.kind,)), code, until)


async def issued(core: Core, unit: str, office: Office, now: datetime) -> str:
    """Issue a code."""
    async with core.database.writing() as connection:
        code = await issue_claim(connection, unit, office, now)
        await journal.write(
            connection, at=now, action="office_code", unit=unit, details={"office": office.value}
        )
    return code
