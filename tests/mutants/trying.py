"""Trying a change: the tests run in a process of their own, against a copy of the tree.

A fork server has the heavy libraries loaded, so that a try costs what its tests cost.
"""

import io
import multiprocessing
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.mutants.changes import Change
from tests.mutants.module import Module

HEAVY = (
    "pytest",
    "hypothesis",
    "sqlalchemy.ext.asyncio",
    "vkbottle.bot",
    "aiohttp.web",
    "apscheduler",
    "pydantic",
    "holidays",
)
_COPIED = ("bot", "monitor", "storage", "sandbox", "tests", "docs", "README.md", "CONTRIBUTING.md")
_ALSO = ("pyproject.toml", "config.example.toml", "CHANGELOG.md", "Makefile")

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(list(HEAVY))


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One run of a module's tests; ``change`` None: as the module is."""

    module: Module
    change: Change | None


@dataclass(slots=True, kw_only=True)
class Place:
    """A copy of the tree in which one try at a time runs."""

    folder: Path
    process: BaseProcess | None = None
    task: Task | None = None
    since: float = 0.0
    limit: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of a try."""

    task: Task
    noticed: bool
    seconds: float


@dataclass(slots=True)
class Workshop:
    """Copies of the tree, and the tries that run in them."""

    root: Path
    places: list[Place] = field(default_factory=list)

    def run(self, tasks: Iterator[tuple[Task, float]]) -> Iterator[Tried]:
        """Run tasks with their limits (seconds), several side by side; give what came of each."""
        waiting = True
        while waiting or any(place.process for place in self.places):
            for place in self.places:
                if place.process is None and waiting:
                    task = next(tasks, None)
                    waiting = task is not None
                    if task is not None:
                        self._begin(place, *task)
                elif place.process is not None and (done := self._done(place)) is not None:
                    yield done
            time.sleep(0.02)

    def _begin(self, place: Place, task: Task, limit: float) -> None:
        if task.change is not None:
            source = (self.root / task.module.path).read_bytes()
            (place.folder / task.module.path).write_bytes(task.change.applied(source))
        place.process = _context.Process(target=_test, args=(place.folder, task))
        place.process.start()
        place.task, place.since, place.limit = task, time.monotonic(), limit

    def _done(self, place: Place) -> Tried | None:
        process, task = place.process, place.task
        took = time.monotonic() - place.since
        if process is None or task is None or (process.is_alive() and took < place.limit):
            return None
        if process.is_alive():  # it hangs, which somebody would notice
            process.kill()
        process.join()
        shutil.copy2(self.root / task.module.path, place.folder / task.module.path)
        place.process = place.task = None
        return Tried(task=task, noticed=process.exitcode != 0, seconds=took)


@contextmanager
def workshop(root: Path, folder: Path, abreast: int) -> Iterator[Workshop]:
    """Copy the tree so many times for tries side by side."""
    shop = Workshop(root)
    for number in range(abreast):
        copy = folder / str(number)
        copy.mkdir()
        for name in (*_COPIED, *_ALSO):
            source = root / name
            if source.is_dir():
                shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(source, copy / name)
        shop.places.append(Place(folder=copy))
    try:
        yield shop
    finally:
        for place in shop.places:
            if place.process is not None:
                place.process.kill()
                place.process.join()


def _test(folder: Path, task: Task) -> None:
    """Run the tests in a copy and exit with their status; runs in a process of its own.

    What the unchanged run compiles is kept for the tries; what is changed never is.
    """
    import loguru  # noqa: PLC0415 - loaded by the fork server, not by who starts it
    import pytest  # noqa: PLC0415 - the same
    from hypothesis import Phase, settings  # noqa: PLC0415 - the same

    settings.register_profile(
        "mutants",
        deadline=None,  # a busy machine is no notice …
        derandomize=True,  # … nor is another example
        database=None,
        phases=(Phase.explicit, Phase.generate),
    )
    os.chdir(folder)
    ours = {"bot", "monitor", "storage", "sandbox", "tests"}
    for name in [name for name in sys.modules if name.partition(".")[0] in ours]:
        del sys.modules[name]
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = task.change is not None
    loguru.logger.remove()  # it would write past the redirection, to where it began
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header"]
    options += ["--hypothesis-profile=mutants"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # the fork server loaded them
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        status = pytest.main([*options, f"--rootdir={folder}", *task.module.tests])
    os._exit(int(status))
