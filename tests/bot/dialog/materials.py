"""A city's coordinator and his three organisations, one of them without an administrator."""

from storage import tables
from tests.bot.dialog.conversing import press, say
from tests.bot.dialog.order.smolensk_town import (
    CITY_COORDINATOR,
    GARDEN_ADMIN,
    GYMNASIUM_ADMIN,
    SCHOOL_ADMIN,
    town,
)
from tests.cast import STRANGER, at

TEXT = "Конкурс «Сферум в школе»: заявки до 1 декабря."
NOON = at(1, 14)
"""Tuesday, 17 November, 12:00 in Moscow."""

CITY_TOWN = town().replace(f"administrators = [{GARDEN_ADMIN}]", "")
CITY_NAME, LEVEL = "Управление образования Смоленска", "Департамент Смоленской области"


async def city(place):
    """Staff chats of both schools and a parents' chat of the first; give their numbers."""
    for each in (SCHOOL_ADMIN, GYMNASIUM_ADMIN, CITY_COORDINATOR):
        place.world.allow_dm(each)
    found = [
        await place.chat("Педсовет школы", STRANGER, by=SCHOOL_ADMIN),
        await place.chat("Родители 5А", STRANGER, by=SCHOOL_ADMIN),
        await place.chat("Педсовет гимназии", STRANGER, by=GYMNASIUM_ADMIN),
    ]
    place.world.set_clock(NOON)
    return found


async def drafted(place, *labels, text=TEXT, who=CITY_COORDINATOR):
    """Choose organisations and write the text; give the preview."""
    await say(place, who, "объявление")
    for label in labels or ("Все организации",):
        await press(place, who, label)
    return await say(place, who, text)


async def handed(place, *labels):
    """Hand the text out at noon; it is delivered a minute later. Give the chats."""
    chats = await city(place)
    await drafted(place, *labels)
    await press(place, CITY_COORDINATOR, "Отправить")
    await place.tick(at(1, 14, 1))
    return chats


async def planned(place, kind):
    """The notices of a kind: (unit, recipient, state)."""
    return [
        (row.unit, row.recipient, row.state)
        for row in await place.rows(tables.notices)
        if row.kind == kind
    ]
