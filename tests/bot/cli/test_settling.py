"""Memory that a poll gives back stays with the process, as far as the next one needs it."""

import ctypes
import subprocess
import sys

import pytest

POLLS = """
import resource, sys
from bot.cli.settling import settle

def polls(many):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(many):
        parts = [bytes(700_000) for _ in range(4)]
        del parts
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

polls(5)
fetched = polls(50)
settle()
polls(5)
print(fetched, polls(50))
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="no glibc")
def test_what_a_poll_gives_back_is_not_fetched_again():
    done = subprocess.run([sys.executable, "-c", POLLS], capture_output=True, text=True, check=True)
    before, after = map(int, done.stdout.split())
    assert after < 1_000 < before  # pages
