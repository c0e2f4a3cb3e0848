"""What in a group chat is meant for the bot: the commands it knows there, and its own buttons."""

import re

from bot.words.typed import SUMMARY, plain

COMMANDS = {SUMMARY: "summary"}
"""What may be typed in a chat, and the act it stands for."""

PRESSES = frozenset({"kind", "unit", "me"})
"""Acts of the buttons the bot shows in chats."""

_LONGEST = 200  # characters of a message that may be a command and nothing else


def command_in(text: str, group: int) -> str | None:
    """Give the act somebody asks for in a chat; None: the bot is not meant, or knows no such."""
    if len(text) > _LONGEST:
        return None
    match = re.fullmatch(
        rf"\s*(?:\[club{group}\|[^\]]*\]|@club{group}\b|/)[\s,:]*(.*)", text, re.DOTALL
    )
    return COMMANDS.get(plain(match.group(1))) if match else None
