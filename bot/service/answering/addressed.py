"""What in a group chat is meant for the bot."""

import re
from collections.abc import Collection

from bot.words.typed import plain

_LONGEST = 200  # characters of a message that may be a command and nothing else


def command_in(text: str, group: int, commands: Collection[str]) -> str | None:
    """Give which of the commands (as ``plain`` writes them) somebody calls the bot for.

    None: the bot is not meant, or knows no such.
    """
    if len(text) > _LONGEST:
        return None
    match = re.fullmatch(
        rf"\s*(?:\[club{group}\|[^\]]*\]|@club{group}\b|/)[\s,:]*(.*)", text, re.DOTALL
    )
    said = plain(match.group(1)) if match else ""
    return said if said in commands else None
