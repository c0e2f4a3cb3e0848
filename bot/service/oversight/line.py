"""What is found when the service is looked at: one matter, whether it is fine, and its words."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One matter; ``fine`` None: nothing to judge. ``code``: which fault it is otherwise."""

    fine: bool | None
    text: str
    code: str = ""


def line(fine: bool, text: str, advice: str, code: str = "") -> Line:
    """Say a matter, and what to do about it if it is not fine."""
    said = text if fine else f"{text}. {advice[0].upper()}{advice[1:]}"
    return Line(fine=fine, text=said, code=code)


def wrong(code: str, text: str) -> Line:
    """Say a fault."""
    return Line(fine=False, text=text, code=code)


def once(lines: Iterable[Line]) -> list[Line]:
    """Leave out what was said before: a fault that shows in several places has the same words."""
    found: list[Line] = []
    for each in lines:
        said = [other.text for other in found if other.fine is False]
        if each.fine is not False or not any(each.text.endswith(text) for text in said):
            found.append(each)
    return found


CAUSES = (
    "config",
    "no_database",
    "not_a_database",
    "old_database",
    "community_other",
    "database",
    "disk_full",
    "disk_low",
    "token_dead",
    "rights",
    "longpoll_off",
    "events_off",
    "vk_silent",
    "never_ran",
    "not_running",
    "part_dead",
    "part_missing",
    "clock",
    "no_time",
    "config_other",
    "config_differs",
    "config_refused",
    "version_differs",
    "order_broken",
    "empty_database",
    "sending_stopped",
    "behind",
    "not_heard",
    "waiting",
    "job_failed",
    "jobs_late",
    "notices_late",
    "inbox_late",
    "answers_kept",
    "silence",
    "copy_old",
    "unlisted",
    "codes_guessed",
    "file_open",
    "quarantine",
    "chats_unclaimed",
    "chats_unproved",
    "holes",
)
"""Codes of faults, what others follow from before them: of several the first is the cause."""


def cause_of(lines: Iterable[Line]) -> str:
    """Give the code of the fault from which the others may follow; empty: all is fine."""
    codes = {each.code for each in lines if each.fine is False}
    return next((code for code in CAUSES if code in codes), "")


def causes_first(lines: Iterable[Line]) -> list[Line]:
    """Put what is wrong into the order of causes."""
    return sorted((each for each in lines if each.fine is False), key=_rank)


def _rank(each: Line) -> int:
    return CAUSES.index(each.code) if each.code in CAUSES else len(CAUSES)
