"""The sandbox's own distribution, built once and installed where nothing else is."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from importlib.metadata import distribution
from itertools import takewhile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

SANDBOX = Path(__file__).parents[3] / "sandbox"
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
LAST = "Open the first address to act for people; Ctrl-C ends it.\n"
OFFLINE = ("--quiet", "--no-index", "--no-deps")


def closure(*names):
    """The installed distributions that some need, themselves included, by their names."""
    found, wanted = {}, [*names]
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = distribution(name)
            asked = map(Requirement, found[name].requires or ())
            wanted += [each.name for each in asked if each.marker is None or each.marker.evaluate()]
    return found


class Place:
    """An environment of its own."""

    def __init__(self, folder):
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
        self.bin = folder / "bin"
        (self.packages,) = folder.glob("lib/python*/site-packages")

    def link(self, *names):
        """Let what is installed here, and all it needs, be installed there as well."""
        for each in closure(*names).values():
            for top in {file.parts[0] for file in each.files} - {".."}:
                if not (self.packages / top).exists():
                    (self.packages / top).symlink_to(each.locate_file(top))

    def run(self, *command, status=0, **more):
        """Run one of its commands and give what it says."""
        done = subprocess.run(
            [self.bin / command[0], *command[1:]],
            check=False, capture_output=True, text=True, timeout=60, **more,
        )  # fmt: skip
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr


def recipe(client):
    """The bot that README has for a client."""
    text = (SANDBOX / "README.md").read_text(encoding="utf-8")
    return re.search(rf"^### {client}.*?```\w+\n(.*?)```", text, re.DOTALL | re.MULTILINE)[1]


class Desk:
    """A sandbox that serves, its three lines, and whoever speaks for people."""

    def __init__(self, told):
        self.url = told["sandbox"]
        self.lines = {f"VK_{name.upper()}": value for name, value in told.items()}

    def ask(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(f"{self.url}/sandbox/{path}", data) as answer:
            return json.load(answer)

    def answer(self, text, person=300_001):
        """Say something to a bot that polls, and wait for what it answers."""
        self._until(lambda: "poll" in self.ask("requests"))
        self.ask("say", {"from": person, "dm": True, "text": text})
        return self._until(lambda: [*self._said(person)])[0]

    def _said(self, person):
        messages = self.ask(f"messages?dm={person}")
        return (each["text"] for each in messages if each["from"] < 0)

    def _until(self, look, seconds=20):
        end = time.monotonic() + seconds
        while not (found := look()):
            assert time.monotonic() < end, f"It only called {self.ask('requests')}."
            time.sleep(0.01)
        return found


@contextmanager
def living(desk, *command, folder):
    """Let a bot live that finds the sandbox by the three lines."""
    environment = {**os.environ, **desk.lines}
    with subprocess.Popen(command, cwd=folder, env=environment) as process:
        try:
            yield
        finally:
            process.kill()


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = (*PIP, "wheel", *OFFLINE, "--no-build-isolation", "-w", folder, SANDBOX)
    subprocess.run(command, check=True, cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """An environment that has the sandbox, what it says it needs, and nothing else."""
    place = Place(tmp_path_factory.mktemp("installed") / "env")
    subprocess.run([*PIP, "--python", place.bin / "python", "install", *OFFLINE, wheel], check=True)
    place.link("aiohttp", "msgspec")
    return place


@contextmanager
def started(command):
    """Let a command serve; give what it prints: sandbox, api, token, group and trust."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            lines = [line.strip() for line in takewhile(lambda line: line != LAST, process.stdout)]
            assert lines, "It does not serve."
            pairs = (line.removeprefix("VK_").split("=") for line in lines[1:])
            told = {name.lower(): value for name, value in pairs}
            yield {"sandbox": lines[0].removeprefix("sandbox: "), **told}
        finally:
            process.terminate()
            process.stdout.read()
            assert process.wait(10) == 0
