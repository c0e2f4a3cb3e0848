"""How an act is called: what is typed for it, its button in the menu, and what «Помощь» says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What people read and type of one act.

    ``typed``: case, marks, a leading slash and «ё» do not matter (``typed.plain``); ``label``: its
    button in the menu; ``about``: a few lines for who has never seen a bot.
    """

    typed: tuple[str, ...] = ()
    label: str = ""
    about: str = ""
