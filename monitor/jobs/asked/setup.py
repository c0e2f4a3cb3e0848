"""Which organisations below a level have not set up yet, and what they lack; no names."""

from dataclasses import dataclass
from typing import Literal

from monitor.jobs.loading.load import UnitOrder, Units, organisations
from storage.chats import chats
from storage.db.database import Connection
from storage.people import people, units
from storage.records import Office

Want = Literal["administrator", "roster", "chats"]
"""What an organisation may lack, in the order in which it is set up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """An organisation that lacks something."""

    name: str
    wants: tuple[Want, ...]


async def lacking(
    connection: Connection, unit: UnitOrder, known: Units
) -> tuple[tuple[Lacking, ...], int]:
    """List the organisations below that lack something; and how many there are at all."""
    below = organisations(unit, known)
    names = [each.id for each in below]
    holders = await units.offices_by_unit(connection, names)
    rosters = await people.persons_by_unit(connection, names)
    rooms = await chats.of_units(connection, names)
    found = []
    for each in below:
        name = each.id
        has = {
            "administrator": any(holder.office is Office.ADMINISTRATOR for holder in holders[name]),
            "roster": bool(rosters[name]),
            "chats": any(chat.present for chat in rooms[name]),
        }
        wants = tuple(want for want in _WANTS if not has[want])
        if wants:
            found.append(Lacking(name=each.name, wants=wants))
    return tuple(found), len(below)


_WANTS: tuple[Want, ...] = ("administrator", "roster", "chats")
