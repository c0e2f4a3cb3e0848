"""Faults of real processes: one is killed, one hangs; what is missing is named, and mended."""

import json
import os
import signal

from tests.commands import run, told
from tests.forking import PULSE_EVERY
from tests.running import Running, running, waited

__all__ = ("running",)

SOON = {PULSE_EVERY: "1"}  # a poll of the stand-in comes back within some seconds


def dead(place: Running) -> list[str]:
    """What the doctor says of delivery being dead; a quiet poll of intake takes half a minute."""
    _, out, complaint = told(place.folder, "doctor", "--json", **place.where, **SOON)
    assert out, complaint
    found = json.loads(out)["faults"]
    said = [each["text"] for each in found if each["code"] in ("part_dead", "part_missing")]
    return [text for text in said if "рассылка" in text]


def test_a_process_that_is_killed_or_hangs_is_missed_until_another_takes_its_place(running):
    running.control("clock", now=None)  # the stand-in's time goes by like ours
    run(running.folder, "init", **running.where)
    running.serve("--only", "monitor", **SOON)
    assert dead(running) == [
        "Никем не запущено: приём событий, ответы, отложенные ответы, рассылка. Запустите zvonok "
        "run без --only или недостающую часть"
    ]
    delivery = running.serve("--only", "delivery", **SOON)
    running.serve("--only", "intake", **SOON)
    waited(lambda: not dead(running))

    delivery.send_signal(signal.SIGSTOP)
    running.stack.callback(delivery.send_signal, signal.SIGCONT)
    waited(lambda: dead(running))
    [said] = dead(running)
    assert said.startswith(f"Не работает рассылка: процесс {delivery.pid} на ")
    os.kill(delivery.pid, signal.SIGCONT)
    waited(lambda: not dead(running))

    os.kill(delivery.pid, signal.SIGKILL)
    waited(lambda: dead(running))
    running.serve("--only", "delivery", **SOON)
    waited(lambda: not dead(running))
