"""An announcement as an administrator makes it: chats of three kinds, the way to «Отправить»."""

from storage import tables
from storage.accounts import CHATS
from tests.bot.dialog.conversing import press, say
from tests.cast import ADMIN, MARIA, PAVEL, at

TEXT = "Завтра в 15:00 педсовет, сбор в актовом зале."
SIGNED = f"{TEXT}\n\nМАОУ «СОШ № 12»"
CHANGE = "Чтобы изменить текст или вложение, пришлите новое."
STAFF, PARENTS, PUPILS = "Педсовет", "Родители 5А", "Ученики 5А"


async def school(place):
    """Three chats at noon of a Tuesday; give their numbers."""
    await place.roster()
    found = [await place.chat(title, MARIA, PAVEL) for title in (STAFF, PARENTS, PUPILS)]
    place.world.set_clock(at(1, 12))
    return found


async def drafted(place, *kinds, text=TEXT):
    """Choose kinds of chats and write the text; give the preview."""
    await say(place, ADMIN, "объявление")
    for kind in kinds or ("Все чаты",):
        await press(place, ADMIN, kind)
    return await say(place, ADMIN, text)


def arrived(place, chat, text=SIGNED):
    """How often a text stands in a chat."""
    return sum(each.text == text for each in place.world.chats[chat].dialog.messages)


async def planned(place):
    """The notices to chats, in order: (chat, kind, state, words kept)."""
    return [
        (row.recipient - CHATS, row.kind, row.state, bool(row.facts))
        for row in sorted(await place.rows(tables.notices), key=lambda row: row.recipient)
        if row.recipient > CHATS
    ]
