"""How far what happened is read: the record that whoever judges a moment looks at."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stream:
    """How far what happened is read, by whichever source read furthest; None: it is not known.

    Every source brings everything, so one of them is enough. What a source lost or was never
    told is an interruption.
    """

    through: datetime | None
