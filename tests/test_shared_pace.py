"""Three processes with one token, and ninety people who ask all at once.

``python -m tests.test_shared_pace`` lets three hundred ask, and prints what came of it.
"""

import asyncio
import os
import tempfile
import time
from bisect import bisect_left
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from sandbox.api.errors import VkError
from sandbox.http import methods
from sandbox.http.server import serve
from sandbox.world.world import World
from tests.commands import CONFIG, end, run
from tests.forking import Process

PEOPLE, PROCESSES, ALLOWED = 90, 3, 20
TOO_MANY = 6
PATIENCE = 60


class Watched:
    """When each request came, and with what code it was refused."""

    def __init__(self, respond: Callable[..., Any]) -> None:
        self._respond = respond
        self.moments: list[float] = []
        self.refused: list[int] = []

    def __call__(self, *args: Any) -> Any:
        self.moments.append(time.monotonic())
        try:
            return self._respond(*args)
        except VkError as error:
            self.refused.append(error.code)
            raise

    def busiest_second(self) -> int:
        """Give how many requests came in the second in which most did."""
        return max(
            bisect_left(self.moments, at + 1.0) - number for number, at in enumerate(self.moments)
        )


async def asked_at_once(folder: Path, people: int) -> tuple[float, Watched, list[int]]:
    """Let so many write; give the seconds until all were answered, and how often each was."""
    world = World()
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    numbers = [world.add_person("Анна", "Петрова") for _ in range(people)]
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        watched = Watched(methods.respond)
        patch.setattr(methods, "respond", watched)
        async with serve(world) as sandbox:
            where = {
                "ZVONOK_VK__API_URL": f"{sandbox.url}/method/",
                "ZVONOK_VK__TOKEN": world.token,
            }
            await asyncio.to_thread(lambda: run(folder, "init", **where))
            starting = [asyncio.to_thread(_start, stack, folder, where) for _ in range(PROCESSES)]
            await asyncio.gather(*starting)
            began = time.monotonic()
            for number in numbers:
                world.say(number, dm=True, text="Начать")
            while not all(_answers(world, number) for number in numbers):
                assert time.monotonic() - began < PATIENCE
                await asyncio.sleep(0.1)
            took = time.monotonic() - began
            await asyncio.to_thread(stack.close)
    return took, watched, [_answers(world, number) for number in numbers]


@pytest.mark.asyncio
async def test_together_they_ask_as_one_and_everybody_is_answered_once(tmp_path: Path):
    _, watched, answers = await asked_at_once(tmp_path, PEOPLE)
    assert answers == [1] * PEOPLE
    # Each at its own pace they would ask fifty times; on a busy machine some come together.
    assert watched.busiest_second() < 1.5 * ALLOWED


def _start(stack: ExitStack, folder: Path, where: dict[str, str]) -> None:
    log = stack.enter_context((folder / "log").open("ab"))
    env = {**os.environ, **where}
    process = Process(folder, "run", "--only", "intake", env=env, stderr=log)
    stack.callback(end, process)
    assert process.stdout.readline().startswith("Звонок работает")


def _answers(world: World, person: int) -> int:
    dialog = world.dms.get(person)
    return sum(each.from_id < 0 for each in dialog.messages) if dialog else 0


def main() -> None:
    """Let three hundred ask, and print what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        took, watched, answers = asyncio.run(asked_at_once(Path(folder), 300))
    print(f"answered: {answers.count(1)} of {len(answers)} in {took:.1f} s")
    print(f"requests: {len(watched.moments)}, in the busiest second {watched.busiest_second()}")
    print(f"refused for coming too often: {watched.refused.count(TOO_MANY)}")


if __name__ == "__main__":
    main()
