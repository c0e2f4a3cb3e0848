"""Private dialogs: binding by a one-time code, and a kind word for everything else."""

import re

from vkbottle.bot import BotLabeler, Message

from bot.talk.context import Talk
from bot.texts import private as words
from storage import audit, people
from storage.people import CODE_DIGITS

_LONGEST = 40  # characters of a message that may be a code and nothing else


def code_in(text: str) -> str | None:
    """Find a one-time code however it was written: «483-920-175», «код 483 920 175»."""
    digits = re.sub(r"\D", "", text)
    return digits if len(digits) == CODE_DIGITS and len(text) <= _LONGEST else None


def labeler(talk: Talk) -> BotLabeler:
    """Build the handlers of private messages."""
    found = BotLabeler()

    @found.private_message()
    async def said(message: Message) -> None:
        code = code_in(message.ref or "") or code_in(message.text)
        if code is None:
            await talk.answer(message, await _hello(talk, message.from_id), part="welcome")
        else:
            await talk.answer(message, await _bind(talk, message.from_id, code), part="binding")

    return found


async def _hello(talk: Talk, account: int) -> str:
    async with talk.database.reading() as connection:
        mine = await people.persons_of(connection, account)
    names = [talk.units[each.unit].unit.name for each in mine if each.unit in talk.units]
    return words.known(mine[0].full_name, names) if names else words.WELCOME


async def _bind(talk: Talk, account: int, code: str) -> str:
    now = talk.clock()
    async with talk.database.writing() as connection:
        person = await people.take_code(connection, code, account, now)
        if person is None or person.unit not in talk.units:
            return words.BAD_CODE
        await people.bind(connection, person.unit, {account: person.id}, "code", now)
        await audit.write(
            connection,
            at=now,
            action="bound_by_code",
            unit=person.unit,
            actor=account,
            details={"person": person.id},
        )
    return words.bound(person.full_name, talk.units[person.unit].unit.name)
