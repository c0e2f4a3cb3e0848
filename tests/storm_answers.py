"""What the bot said in a storm, held against what it was asked."""

import contextlib
from collections import Counter
from pathlib import Path

from bot.words.private import SORRY
from sandbox.world.records import Message
from sandbox.world.world import World
from tests import plain
from tests.cast import ADMIN
from tests.storm_town import STRANGERS, Town

NUDGE = "В рабочих чатах учтено: "


def hear(town: Town, database: Path | str, forgot: int) -> None:
    """Take out of the truth what was answered as it should be; ``forgot``: events VK forgot."""
    truth = town.truth
    truth.commands = _answered(town.world, truth.commands, forgot + _folded(database))
    truth.floods -= _flooded(town.world)
    truth.nudges = _nudged(town.world)
    truth.unrefused = _unrefused(town.world, truth.bombs, forgot)


def _unrefused(world: World, bombs: dict[str, bool], forgot: int) -> list[str]:
    """Name what was not answered as a bomb is: in words, once each, and never as a table read.

    A file in whose reading the service was killed five times is let go with an apology.
    """
    said = [message.text for message in _dialog(world, ADMIN) if message.from_id < 0]
    wrong = []
    silent = -said.count(SORRY) - forgot
    for name, harmless in bombs.items():
        answers = [text for text in said if f"«{name}»" in text]
        silent += not answers
        if len(answers) > 1:
            wrong.append(f"{name}: answered {len(answers)} times")
        if not harmless and not all(text.startswith(f"Файл «{name}»") for text in answers):
            wrong.append(f"{name}: taken for a table: {answers}")
    return [*wrong, *([f"{silent} bombs without an answer"] if silent > 0 else [])]


def _answered(world: World, commands: Counter[int], forgot: int) -> Counter[int]:
    """Take off every command its one answer: what is left was answered too often, or not at all.

    Of private dialogs VK keeps what it forgot to tell to itself: so many may lack their answer.
    """
    left = Counter(commands)
    for person, dialog in world.dms.items():
        if person in STRANGERS or person == ADMIN:
            continue
        said = (message.text for message in dialog.messages if message.from_id < 0)
        left[person] -= sum(NUDGE not in text for text in said)
    unanswered = sum(count for count in left.values() if count > 0)
    often = {person: count for person, count in left.items() if count < 0}
    return Counter(often | ({0: unanswered} if unanswered > forgot else {}))


def _folded(database: Path | str) -> int:
    """How many messages were answered together with a later one."""
    with contextlib.closing(plain.at(database)) as connection:
        [(folded,)] = connection.execute("SELECT coalesce(sum(folded), 0) FROM turned_away")
    return int(folded)


def _flooded(world: World) -> Counter[int]:
    """Who of the strangers got at least one answer: all that he wrote has folded into those."""
    return Counter(
        {
            person: 10**9
            for person in STRANGERS
            if any(message.from_id < 0 for message in _dialog(world, person))
        }
    )


def _dialog(world: World, person: int) -> list[Message]:
    return world.dms[person].messages if person in world.dms else []


def _nudged(world: World) -> Counter[int]:
    return Counter(
        person
        for person, dialog in world.dms.items()
        for message in dialog.messages
        if message.from_id < 0 and NUDGE in message.text
    )
