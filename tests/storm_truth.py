"""What a storm really did, held against the database."""

import contextlib
import json
from collections import Counter
from pathlib import Path

from tests import plain
from tests.cast import LYCEUM, SCHOOL, WEEK
from tests.storm_town import PUPILS, STRANGERS, TEACHERS, Truth, names

OTHERS = frozenset((*PUPILS, *STRANGERS))


def compare(truth: Truth, database: Path | str) -> list[str]:
    """Name every difference between the truth and the database; an empty list is what we want."""
    with contextlib.closing(plain.at(database)) as connection:
        found = {
            (chat, author): count
            for chat, author, count in connection.execute(
                "SELECT chat, author, sum(messages) FROM tallies GROUP BY chat, author"
            )
        }
        calls = {
            (chat, author): count
            for chat, author, count in connection.execute(
                "SELECT chat, initiator, count(*) FROM calls WHERE reached "
                "AND end_number IS NOT NULL GROUP BY chat, initiator"
            )
        }
        [(halves,)] = connection.execute("SELECT count(*) FROM calls WHERE end_number IS NULL")
        unread = connection.execute(
            "SELECT chat, first, last FROM holes WHERE gone = 'no_access'"
        ).fetchall()
        sent = {
            who
            for (who,) in connection.execute(
                "SELECT recipient FROM notices WHERE kind = 'nudge' AND state = 'sent'"
            )
        }
        kept, theirs = (
            connection.execute(
                "SELECT report FROM snapshots WHERE unit = ? AND week = ?", (unit, WEEK)
            ).fetchall()
            for unit in (SCHOOL, LYCEUM)
        )
        absences = connection.execute(
            "SELECT chat, since, until FROM interruptions WHERE kind = 'absent'"
        ).fetchall()
        [(persons,)] = connection.execute("SELECT count(*) FROM persons").fetchall()
        [(quick,)] = (
            connection.execute("PRAGMA integrity_check").fetchall()
            if isinstance(database, Path)
            else [("ok",)]
        )
    differences = [] if quick == "ok" else [f"integrity: {quick}"]
    differences += [f"{halves} calls without an end"] if halves else []
    differences += [
        f"a hole taken for a lack of access: {hole}"
        for hole in unread
        if not any(_lies_in(hole, unseen) for unseen in truth.unseen)
    ]
    differences += _differ("messages", truth.messages, found)
    differences += _differ("calls", truth.calls, calls)
    differences += [
        f"nudges of {who}: {truth.nudges[who]}, written down as sent: {who in sent}"
        for who in sorted(sent | truth.nudges.keys())
        if truth.nudges[who] != (who in sent)
    ]
    differences += _closed_early(truth, kept)
    differences += _closed_lyceum(truth, theirs)
    if sorted(absences) != sorted(truth.absences):
        differences.append(f"absences: {sorted(absences)} instead of {sorted(truth.absences)}")
    differences += [f"{persons} on the roster"] if persons != len(TEACHERS) else []
    differences += truth.unrefused
    differences += [f"commands of {who}: {count}" for who, count in truth.commands.items()]
    differences += [f"flood of {who}: no answer" for who in truth.floods]
    return differences


def _lies_in(inner: tuple[int, int, int], outer: tuple[int, int, int]) -> bool:
    return inner[0] == outer[0] and outer[1] <= inner[1] and inner[2] <= outer[2]


def _closed_early(truth: Truth, kept: list[tuple[str]]) -> list[str]:
    """Hold the closed week against what was written up to its last minute."""
    if not truth.week:
        return [f"closed {len(kept)} times before its end"] if kept else []
    [(report,)] = kept
    found = json.loads(report)
    people = {each["name"]: each["messages"] for each in found["people"]}
    wrong = {
        who: people[name] for who, name in names().items() if people[name] != truth.week.get(who, 0)
    }
    said = [f"closed early: {wrong}"] if wrong else []
    named = sum(each["cause"] == "absent" for each in found["blanks"])
    if named != len(truth.absences):
        said.append(f"{named} of {len(truth.absences)} absences named")
    chats = sum(each["messages"] for each in found["chats"])
    missing = sum(truth.week.values()) - chats
    return [*said, *([f"closed without {missing} messages"] if missing else [])]


def _closed_lyceum(truth: Truth, kept: list[tuple[str]]) -> list[str]:
    """Hold the week of the unit that was taken out and put back against what was written."""
    if not truth.week:
        return [f"the lyceum closed {len(kept)} times before its end"] if kept else []
    [(report,)] = kept
    chats = sum(each["messages"] for each in json.loads(report)["chats"])
    wanted = truth.theirs
    return [f"the lyceum closed with {chats} of {wanted}"] if chats != wanted else []


def _differ(
    what: str, true: Counter[tuple[int, int]], found: dict[tuple[int, int], int]
) -> list[str]:
    """Staff are compared one by one, pupils as the multiset of a chat's counts (hashed names)."""
    said = []
    for chat in {chat for chat, _ in true} | {chat for chat, _ in found}:
        staff = {who: n for (c, who), n in true.items() if c == chat and who in TEACHERS and n}
        counted = {who: n for (c, who), n in found.items() if c == chat and who > 0}
        if staff != counted:
            said.append(f"{what} of staff in chat {chat}: {counted} instead of {staff}")
        others = sorted(n for (c, who), n in true.items() if c == chat and who in OTHERS and n)
        hashed = sorted(n for (c, who), n in found.items() if c == chat and who < 0)
        if (chat, 0) in found:  # the week is closed: who they were is forgotten
            hashed, others = [sum(hashed, found[chat, 0])], [sum(others)]
        if others != hashed:
            said.append(f"{what} of others in chat {chat}: {sum(hashed)} of {sum(others)}")
    return said
