"""Lists with ticks, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.words.russian import number, safe

DONE = "Готово"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that may be ticked: how its button names it, and how it is called.

    ``chosen`` of ``of`` are chosen; ``group``: it stands for several, so they are counted.
    """

    key: str
    name: str
    chosen: int
    of: int = 1
    group: bool = False

    @property
    def on(self) -> bool:
        """Whether all of it is chosen."""
        return self.chosen == self.of


def ticked(label: str, *, on: bool) -> str:
    """Name a button or a line; chosen ones are ticked."""
    return f"✅ {label}" if on else label


def lines(items: Sequence[tuple[int, Choice]]) -> list[str]:
    """List what may be ticked with its place."""
    return [f"{place}. {_named(each)}" for place, each in items]


def _named(choice: Choice) -> str:
    name = safe(choice.name)
    if choice.group:
        return f"{name}: {number(choice.chosen)} из {number(choice.of)}"
    return ticked(name, on=choice.on)
