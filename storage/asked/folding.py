"""What of somebody's unanswered backlog is kept: the newest of idle words, every step, and a bound.

Pure. An item *folds* when answering it changes nothing and whatever comes next answers it as well:
idle words in a private dialog. Codes, files, commands and buttons never fold, and neither do the
first words after one of them: they may be the next step of what it begins. The same thing asked
again and again in a row is asked once.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

FEW = 3
"""So many unanswered items are no backlog: each is answered."""

STEPS = 5
"""Idle words after a command that are kept: they may be its steps."""

KEPT = 30
"""Unanswered items of one account in one conversation; what comes then is turned away."""


class Item(NamedTuple):
    """An unanswered item; ``gist``: by what two askings of the same are known.

    ``folds`` 0: never; 1: it does; more: others have folded into it already.
    """

    folds: int
    gist: int | None


class Folded(NamedTuple):
    """Places of items in the backlog: folded into a later one, and turned away unanswered."""

    folded: set[int]
    dropped: set[int]


def is_backlog(items: Sequence[Item]) -> bool:
    """Tell whether items are so many that some of them may fold."""
    return len(items) > FEW or any(item.folds > 1 for item in items)


def fold(backlog: Sequence[Item], *, begun: bool, after_step: bool = False) -> Folded:
    """Fold a backlog, oldest first.

    ``begun``: something is half finished, so that any words may be its next step. ``after_step``:
    an item that does not fold is being answered right now.
    """
    if not is_backlog(backlog):
        return Folded(set(), set())
    folded = _repeated(backlog)
    if not begun:
        folded |= _idle(backlog, folded, after_step)
    left = [place for place in range(len(backlog)) if place not in folded]
    return Folded(folded, set(left[KEPT - 1 : -1]) if len(left) > KEPT else set())


def _repeated(backlog: Sequence[Item]) -> set[int]:
    """Find what is asked once more right afterwards."""
    return {
        place
        for place, (item, following) in enumerate(pairwise(backlog))
        if item.gist is not None and item.gist == following.gist
    }


def _idle(backlog: Sequence[Item], gone: set[int], after_step: bool) -> set[int]:
    """Find idle words that others follow; of those after a step, the first ones stay."""
    found: set[int] = set()
    run: list[int] = []
    spared = STEPS if after_step else 0
    for place, item in enumerate(backlog):
        if not item.folds:
            found.update(run[spared:-1])
            run, spared = [], STEPS
        elif place not in gone:
            run.append(place)
    found.update(run[spared:-1])
    return found
