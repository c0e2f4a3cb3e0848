"""How organisations stand with what a level handed out: passed on in time, late, not yet. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.facts.ratio import Ratio
from storage.records import NoticeState


class PassingStage(StrEnum):
    """How far an organisation is with it."""

    IN_TIME = "in_time"  # passed on within the term
    LATE = "late"  # passed on after it
    ACCEPTED = "accepted"  # read, says its administrator
    RECEIVED = "received"
    WAITING = "waiting"  # to be told still
    LOST = "lost"  # the messenger took it for none of its administrators
    ALONE = "alone"  # it had no administrator


PASSED = frozenset({PassingStage.IN_TIME, PassingStage.LATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """An organisation with what it has done.

    ``chats``: in how many of how many chats it is, None without the bot; ``waiting``: in how many
    it is still to be.
    """

    unit: str
    name: str
    stage: PassingStage
    until: datetime
    passed_at: datetime | None
    accepted_at: datetime | None
    chats: Ratio | None
    waiting: int

    @property
    def passed(self) -> bool:
        """Whether it has passed it on."""
        return self.stage in PASSED


@dataclass(frozen=True, slots=True, kw_only=True)
class PassingCount:
    """How many organisations of how many have passed it on, and how many of those in time."""

    passed: int
    in_time: int
    units: int

    @property
    def all_(self) -> bool:
        """Whether all have."""
        return self.passed == self.units


def stage_of(
    until: datetime,
    accepted_at: datetime | None,
    passed_at: datetime | None,
    arrived: Collection[NoticeState],
) -> PassingStage:
    """Say how far an organisation is; ``arrived``: the messages to its administrators."""
    if passed_at is not None:
        return PassingStage.IN_TIME if passed_at <= until else PassingStage.LATE
    if accepted_at is not None:
        return PassingStage.ACCEPTED
    if NoticeState.SENT in arrived:
        return PassingStage.RECEIVED
    if {NoticeState.PLANNED, NoticeState.RELEASED} & set(arrived):
        return PassingStage.WAITING
    return PassingStage.LOST if arrived else PassingStage.ALONE


def counted(found: Sequence[Passing]) -> PassingCount:
    """Count them."""
    stages = [each.stage for each in found]
    return PassingCount(
        passed=sum(stage in PASSED for stage in stages),
        in_time=stages.count(PassingStage.IN_TIME),
        units=len(stages),
    )
