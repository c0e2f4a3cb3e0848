"""Containers: the image's steps, what gets into it, and what compose would start.

No registry of images is asked: the steps that make our own layer are carried out in a clean folder
with this environment's tools, and what they install is run.
"""

import json
import re
import shlex
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from bot.cli.commands import ENTRIES
from bot.config.settings import Settings
from bot.service.running import PARTS

ROOT = Path(__file__).parents[1]


def steps():
    """The instructions of the Dockerfile: a word, and the rest of its lines."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    joined = re.sub(r"\s*\\\n\s*", " ", "\n".join(lines)).splitlines()
    return [tuple(line.split(" ", 1)) for line in joined]


def said(word):
    return [rest for name, rest in steps() if name == word]


def copied():
    """What is copied from the repository: names, and where to."""
    return [(each.split()[:-1], each.split()[-1]) for each in said("COPY") if "--from" not in each]


def ignored(name):
    """Whether ``.dockerignore`` keeps a file or folder of the root out."""
    out = False
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#") and fnmatch(name, line.removeprefix("!")):
            out = not line.startswith("!")
    return out


def test_what_is_copied_is_there_and_nothing_else_is_sent_to_the_builder():
    names = {name for each, _ in copied() for name in each}
    assert {name for name in names if not (ROOT / name).exists() or ignored(name)} == set()
    assert {each.name for each in ROOT.iterdir() if not ignored(each.name)} == names
    for secret in ("config.toml", "token", "zvonok.db", "zvonok.db.before-0021", ".venv", ".git"):
        assert ignored(secret)


def test_it_is_run_by_nobody_of_importance_and_says_how_it_fares():
    assert said("FROM") == ["python:3.11-slim AS build", "python:3.11-slim"]
    assert said("USER") == ["zvonok"]
    [health] = said("HEALTHCHECK")
    call = json.loads(health[health.index("CMD ") + 4 :])
    assert call[:2] == ["python", "-c"]
    [env] = said("ENV")
    listen = re.search(r"ZVONOK_OPERATOR__LISTEN=(\S+)", env)[1]
    assert f"http://{listen}/health" in call[2]
    compile(call[2], "HEALTHCHECK", "exec")
    started = [*json.loads(said("ENTRYPOINT")[0]), *json.loads(said("CMD")[0])]
    assert started == ["zvonok", "run", "--config", "/etc/zvonok/config.toml"]


def test_the_steps_make_what_runs_in_a_clean_folder(tmp_path):
    """But what is fetched: the environment of these tests stands for it, by its own lock."""
    build, installed = tmp_path / "build", tmp_path / "installed"
    build.mkdir()
    for names, where in copied():
        for name in names:
            source, target = ROOT / name, build / where
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, target / name)
    venv, fetch, install, strip = said("RUN")[:4]
    assert venv == "python -m venv /opt/zvonok"
    assert shlex.split(fetch)[-3:] == ["--require-hashes", "-r", "requirements.lock"]
    call = shlex.split(install.replace("/opt/zvonok/bin/python", sys.executable))
    subprocess.run([*call, "--quiet", "--target", installed], check=True, cwd=build)
    [package] = [each for each in installed.iterdir() if each.name == "zvonok"]
    done = subprocess.run(
        [
            *(sys.executable, "-P", "-c"),
            f"import sys; sys.path.insert(0, {str(installed)!r}); sys.argv[0] = 'zvonok'; "
            "from zvonok import main; main()",
            *("order", "check", str(package / "monitor" / "orders" / "smolensk.toml")),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")

    listed, removed = strip.split("|")
    call = shlex.split(listed.replace("/opt/zvonok/bin/python", sys.executable))
    tools = subprocess.run(call, check=True, cwd=build, capture_output=True, text=True).stdout
    assert {"pytest", "mypy", "ruff", "hatchling"} <= set(tools.split())
    assert not {"vkbottle", "SQLAlchemy", "aiohttp"} & set(tools.split())
    assert shlex.split(removed)[:5] == ["xargs", "/opt/zvonok/bin/python", "-m", "pip", "uninstall"]


@pytest.fixture
def services():
    return yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]


def test_a_file_has_one_process_and_a_server_two_for_each_part(services):
    ours = {name: each for name, each in services.items() if "build" in each}
    profiles = {
        profile: {
            name: each.get("deploy", {"replicas": 1})["replicas"]
            for name, each in ours.items()
            if each["profiles"] == [profile]
        }
        for profile in ("sqlite", "postgresql")
    }
    assert profiles == {"sqlite": {"zvonok": 1}, "postgresql": dict.fromkeys(PARTS, 2)}
    for name in PARTS:
        assert ours[name]["command"] == [
            *("run", "--config", "/etc/zvonok/config.toml", "--only", name)
        ]
        assert ours[name]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert "run" in {entry.name for entry in ENTRIES}


def test_containers_have_no_rights_and_settings_that_the_program_knows(services):
    for name, each in services.items():
        if "build" not in each:
            continue
        assert (each["read_only"], each["cap_drop"]) == (True, ["ALL"]), name
        assert each["mem_limit"] == "1g"
        for variable in each["environment"]:
            if variable.startswith("ZVONOK_"):
                section, key = variable.removeprefix("ZVONOK_").lower().split("__")
                part = Settings.model_fields[section].annotation
                assert key in part.model_fields
        assert "./config.toml:/etc/zvonok/config.toml:ro" in each["volumes"]
