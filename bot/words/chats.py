"""What a chat is called: one name wherever it is told.

A chat whose title the bot does not know has its number, and says the number itself when it greets.
"""

import re

from bot.words.russian import safe
from monitor.chats.called import called

_BARE = re.compile(r"№ \d+")


def chat_name(title: str, number: int) -> str:
    """Name a chat behind the word: «Педсовет» in its quotation marks, or № 3."""
    return quoted(called(title, number))


def quoted(name: str) -> str:
    """Put a chat's name, as reports have it, in quotation marks; a number has none."""
    return name if _BARE.fullmatch(name) else f"«{safe(name)}»"


def listed(name: str) -> str:
    """Name a chat where no word stands before: «Педсовет», or чат № 3."""
    return f"чат {name}" if _BARE.fullmatch(name) else quoted(name)


def on_button(title: str, number: int) -> str:
    """Name a chat on a button, without marks: Педсовет, or Чат № 3."""
    return safe(title) if title else f"Чат {called(title, number)}"
