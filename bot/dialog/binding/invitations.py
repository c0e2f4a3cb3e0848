"""Invitations to be bound: one-time codes, and the links that bring them along."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import segno

from bot.dialog.core.issuing import CODE_LIFE, Minted, issue
from storage.db.database import Connection
from storage.records import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What somebody is given: his one-time code, and a link to the bot that carries it."""

    person: Person
    code: str
    link: str

    def picture(self) -> segno.QRCode:
        """Draw the link as a QR code."""
        return segno.make_qr(self.link, error="m")


def address(group: Mapping[str, object]) -> str:
    """Give the link to a community's dialog, as VK describes the community."""
    return f"https://vk.me/{group.get('screen_name') or 'club' + str(group['id'])}"


def linked(address: str, ref: str) -> str:
    """Give a link to the dialog that brings a word along."""
    return f"{address}?ref={ref}"


async def invite(
    connection: Connection,
    persons: Iterable[Person],
    address: str,
    now: datetime,
    minted: Mapping[int, Minted] | None = None,
) -> tuple[Invitation, ...]:
    """Give persons new one-time codes, minted ones if there are; earlier ones end."""
    found = []
    for person in persons:
        code = await issue(connection, person, now, minted)
        found.append(Invitation(person=person, code=code, link=linked(address, code)))
    return tuple(found)


def good_until(now: datetime) -> datetime:
    """Give the moment from which a code issued now is no good any more."""
    return now + CODE_LIFE
