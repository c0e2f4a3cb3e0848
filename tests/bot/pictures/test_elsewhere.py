"""What is drawn by the process that draws is what would be drawn here, and it lives no longer."""

import os
import signal
import time
from datetime import date

import pytest

from bot.dialog.binding.invitations import Invitation
from bot.dialog.binding.printing import slips_pdf
from bot.pictures.drawing import digest_png
from bot.pictures.elsewhere import Elsewhere, NotMade
from tests.bot.dialog.binding.bound import an_invitation
from tests.bot.made_up import a_digest

pytestmark = pytest.mark.own_process

DRAWN = ("bot.pictures.drawing", "digest_png")


def ends(pid):
    """Wait for a process that is to end by itself."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_a_process_draws_what_would_be_drawn_here_and_is_kept_for_the_next():
    making, given = Elsewhere(), [an_invitation()]
    assert isinstance(given[0], Invitation)
    try:
        picture = making.make(*DRAWN, a_digest())
        first = making.pid
        with pytest.raises(NotMade, match=r"^AttributeError$"):  # and nothing of what was drawn
            making.make(*DRAWN, "Мария Петрова")
        last = date(2026, 12, 1)
        slips = making.make("bot.dialog.binding.printing", "slips_pdf", given, "Школа", last)
        assert making.pid == first
        os.kill(first, signal.SIGKILL)  # as the system does when memory is short
        assert making.make(*DRAWN, a_digest()) == picture
    finally:
        os.kill(making.pid, signal.SIGKILL)
    assert picture == digest_png(a_digest())
    assert slips == slips_pdf(given, "Школа", last)
    assert making.pid != first


def test_it_ends_when_nobody_has_asked_for_a_while_and_leaves_nothing_behind():
    making = Elsewhere(idle=0.05)
    with pytest.raises(NotMade):
        making.make("bot.pictures.nowhere", "draw")
    assert ends(making.pid)


def test_what_kills_the_process_twice_is_not_made():
    with pytest.raises(NotMade, match=r"^ended$"):
        Elsewhere().make("os", "_exit", 1)
