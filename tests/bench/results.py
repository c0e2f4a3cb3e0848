"""What the sections get back from the processes that measure; times are in seconds."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One run of our intake by what its time went into.

    ``at_once``: everyday polls, ``writing``: the transactions of all others.
    """

    all: float
    http: float
    decode: float
    plan: float
    at_once: float
    writing: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A week's database in bytes before, after and vacuumed; memory in MB by events taken."""

    took: float
    before: int
    after: int
    packed: int
    tallies: int
    memory: dict[int, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Each run of a closing, and what one wrote; ``levels``: municipalities and the region."""

    seconds: list[float]
    levels: int
    weeks: int
    notices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedOnBoth:
    """Each run of a closing on each engine: its time, and the processor's (the server's too)."""

    sqlite: list[tuple[float, float]] = field(default_factory=list)
    server: list[tuple[float, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Each making of the picture and the table of an organisation and of the region."""

    picture: list[float]
    sheet: list[float]
    level_picture: list[float]
    level_sheet: list[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudged:
    """How long a delivery took, its requests by method, and the most of them in a second."""

    took: float
    requests: dict[str, int]
    peak: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Flooded:
    """When an administrator was answered, and once more; how many strangers were before him.

    ``busy``: seconds of processor until then, the sandbox's included.
    """

    took: float
    busy: float
    pressed: float
    all: float
    before: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """So many posts answered, the processor's seconds and transactions for them.

    ``median`` and ``late`` (the 99th of 100): seconds until an answer, at a steady pace.
    """

    events: int
    took: float
    busy: float
    commits: int
    median: float
    late: float
