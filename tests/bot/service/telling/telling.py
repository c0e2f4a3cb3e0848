"""A school at the moment at which a notice is released, and what becomes of its notices."""

from storage import tables
from tests.cast import ADMIN, DEPUTY, MARIA, PAVEL, THURSDAY_REMINDER

ROSTER = """ФИО;Должность;Роль;VK
Петрова Мария Петровна;Учитель математики;учитель;104
"""
TWO = f"{ROSTER}Уткин Павел Ильич;Учитель физики;учитель;105\n"


async def prepare(place, moment, roster=ROSTER):
    """Bring a school to the moment at which a notice is released and nothing of it is told yet.

    Gives a function that shows what VK keeps of the bot's messages to a person from then on.
    """
    await place.roster(roster)
    await place.chat("Педсовет", MARIA, PAVEL)
    for person in (ADMIN, DEPUTY, MARIA, PAVEL):
        place.world.say(person, dm=True, text="Начать")
    await place.settle()
    if moment > THURSDAY_REMINDER:
        await place.tick(THURSDAY_REMINDER)
    place.world.set_clock(moment)
    await place.service.tick(moment)
    place.sent.clear()
    place.world.requests.clear()
    before = {person: len(dialog.messages) for person, dialog in place.world.dms.items()}

    def kept(person):
        return place.world.dms[person].messages[before[person] :]

    return kept


async def states(place):
    """The notices: recipient, kind, state, attempts, error."""
    return sorted(
        (row.recipient, row.kind, row.state, row.attempts, row.error)
        for row in await place.rows(tables.notices)
    )
