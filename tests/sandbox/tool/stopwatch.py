"""``python -m tests.sandbox.tool.stopwatch``: from nothing to a bot of vk_api that is answered.

An empty environment is made, the wheel of the sandbox is installed with what it needs from the
package index, it serves, and the README's bot of vk_api, whose client was there before, is spoken
with. Prints the seconds of each step.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.sandbox.clients.installed import PYTHON
from tests.sandbox.tool.conftest import OFFLINE, PIP, SANDBOX, Desk, living, recipe, started

QUICKLY = ("--quiet", "--disable-pip-version-check", "--retries", "0", "--timeout", "5")


class NoIndexError(Exception):
    """No package index is reachable from here."""


def measured(folder, wheel, library):
    """Do it all in a folder; give what was answered, and seconds by step. Raises NoIndexError."""
    steps, python = {}, folder / "env" / "bin" / "python"
    (folder / "bot.py").write_text(recipe("vk_api"), encoding="utf-8")

    def lap(name, since):
        steps[name] = round(time.monotonic() - since, 2)
        return time.monotonic()

    moment = time.monotonic()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "env"], check=True)
    start = moment = lap("environment", moment)
    command = [sys.executable, "-m", "pip", "--python", python, "install", *QUICKLY, wheel]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if "(from versions: none)" in done.stderr:
        raise NoIndexError
    assert done.returncode == 0, done.stderr
    moment = lap("install", moment)
    with started([folder / "env" / "bin" / "vk-sandbox"]) as told:
        moment = lap("serve", moment)
        desk = Desk(told)
        desk.lines["PYTHONPATH"] = str(library)
        with living(desk, sys.executable, "bot.py", folder=folder):
            answer = desk.answer("Привет")
        lap("answer", moment)
        lap("from install to answer", start)
    return answer, steps


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        build = (*PIP, "wheel", *OFFLINE, "--no-build-isolation", "-w", place, SANDBOX)
        subprocess.run(build, check=True)
        print(*measured(place, next(place.glob("*.whl")), PYTHON.folder()))
