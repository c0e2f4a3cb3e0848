"""How an act is called: what is typed, its button, what «Помощь» and the journal say of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.words.vocabulary import Vocabulary

Said = Callable[[Mapping[str, Any], Vocabulary], str]
"""What a line of the journal says, by its details, in the words of the unit's kind."""

Noted = Mapping[str, str | Said]
"""How lines of the journal read, by their action."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What people read and type of one act.

    ``typed``: case, marks, a leading slash and «ё» do not matter (``typed.plain``); ``also``: other
    phrases for it, parted by «;», in any form and order, «не написал/пишет» for either
    (``understanding``);
    ``label``: its button in the menu; ``about``: a few lines for who has never seen a bot, in the
    words of his kind of organisation if they differ; ``doing``: what is left when it is left half
    finished.
    """

    typed: tuple[str, ...] = ()
    also: str = ""
    label: str = ""
    about: str | Callable[[Vocabulary], str] = ""
    doing: str = ""

    @property
    def phrases(self) -> tuple[str, ...]:
        """All phrases it is asked for by."""
        return (*self.typed, *filter(None, map(str.strip, self.also.split(";"))))

    @property
    def button(self) -> str:
        """Its button anywhere: as in the menu, else as it is typed; empty: it has no name."""
        if self.label or not self.typed:
            return self.label
        return f"{self.typed[0][:1].upper()}{self.typed[0][1:]}"

    def explained(self, vocabulary: Vocabulary) -> str:
        """Give what «Помощь» says."""
        return self.about if isinstance(self.about, str) else self.about(vocabulary)
