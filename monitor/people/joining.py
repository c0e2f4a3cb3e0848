"""Rows of one person who has several posts: a list of posts names him in each. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.people.names import identity
from storage.records import Person

_WHOLE_NAME = 3  # words: with a patronymic; of two short ones there may be two people


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One right row of a roster."""

    full_name: str
    position: str
    role: str
    account: int | None
    classes: tuple[str, ...]
    absent_from: date | None
    absent_to: date | None


def join_posts(
    entries: Iterable[Entry], known: Iterable[Person]
) -> tuple[list[Entry], tuple[Entry, ...]]:
    """Make one row of those with one full name, and give which were made so.

    Namesakes are told by profiles of their own, or are known to be two.
    """
    rows: dict[tuple[str, int], list[Entry]] = {}
    namesakes = Counter(identity.key(each.full_name) for each in known if not each.dismissed_at)
    for at, entry in enumerate(entries):
        key = identity.key(entry.full_name)
        is_one = _is_whole(key) and namesakes[key] < 2
        rows.setdefault((key, 0 if is_one else at), []).append(entry)
    found: list[Entry] = []
    joined = []
    for same in rows.values():
        if len(same) < 2 or len({each.account for each in same} - {None}) > 1:
            found += same
        else:
            found.append(_joined(same))
            joined.append(found[-1])
    return found, tuple(joined)


def _is_whole(key: str) -> bool:
    words = key.split()
    return len(words) >= _WHOLE_NAME and all(len(word) > 1 for word in words)


def _joined(rows: Sequence[Entry]) -> Entry:
    absent = next((each for each in rows if each.absent_from), rows[0])
    return replace(
        rows[0],
        position=", ".join(dict.fromkeys(each.position for each in rows if each.position)),
        account=next((each.account for each in rows if each.account is not None), None),
        classes=tuple(dict.fromkeys(name for each in rows for name in each.classes)),
        absent_from=absent.absent_from,
        absent_to=absent.absent_to,
    )
