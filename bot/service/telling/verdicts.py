"""What VK said of a notice: it is told, closed with a reason, or waits for how long. Pure."""

from dataclasses import dataclass
from datetime import timedelta

from bot.vk.errors import CLOSED_DIALOG, DAILY, LATER, STOPPING, VkError
from storage.records import Dialog, NoticeState

RETRY = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1))
"""How long a notice rests after its first, second … passing failure; then the last for ever."""

CALMING = (
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
)
"""The same where VK wants to be left in peace for minutes to hours."""

DAY = timedelta(days=1)
"""A day's quota: tomorrow at the same time of day, which was a fit one."""

JITTER = 0.1  # of a rest is left away at most, so that not all come back at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What becomes of a notice.

    ``state`` None: it waits for ``rest``, and if it is ``unsent`` this try surely sent nothing.
    """

    state: NoticeState | None
    reason: str = ""
    rest: timedelta = timedelta()
    unsent: bool = False
    dialog: Dialog | None = None


TOLD = Verdict(state=NoticeState.SENT, dialog=Dialog.OPEN)
CAME_BEFORE = Verdict(state=NoticeState.SENT)


def failed(reason: str, dialog: Dialog | None = None) -> Verdict:
    """Close for good."""
    return Verdict(state=NoticeState.FAILED, reason=reason, dialog=dialog)


def judge(error: VkError | None, attempts: int, luck: float) -> Verdict:
    """Judge the outcome of try number ``attempts`` (from 1); ``luck``: at random in [0, 1)."""
    if error is None:
        return TOLD
    if error.permanent and error.code not in STOPPING:
        return failed(str(error.code), Dialog.CLOSED if error.code in CLOSED_DIALOG else None)
    return Verdict(
        state=None,
        reason=str(error.code),
        rest=_rest(error.code, attempts) * (1 - JITTER * luck),
        unsent=not error.unsure,
    )


def _rest(code: int, attempts: int) -> timedelta:
    if code in STOPPING:
        return timedelta()  # all sending stops, and goes on with this one
    if code == DAILY:
        return DAY
    steps = CALMING if code in LATER else RETRY
    return steps[min(attempts, len(steps)) - 1]
