"""``service``: the text of the unit, how it is installed and taken away, and what is refused."""

import os
import shutil
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli.machine import service
from bot.cli.machine.unit_file import Place, text_of, written_by
from bot.config.sections import CopySettings, DatabaseSettings, LogSettings
from bot.config.settings import Settings
from tests.bot.cli.commanding import run, said

pytestmark = pytest.mark.usefixtures("own_surroundings")

PROGRAM = Path(sys.executable).with_name("zvonok")
PLACE = Place(
    program=Path("/opt/zvonok/.venv/bin/zvonok"),
    config=Path("/etc/zvonok/config.toml"),
    folder=Path("/var/lib/zvonok"),
)
OWN = """\
# Written by zvonok service install.
[Unit]
Description=Zvonok, intake

[Service]
Type=notify
WorkingDirectory={folder}
ExecStart={program} run --config {folder}/config.toml --only intake
ExecReload=kill -HUP $MAINPID
Restart=on-failure
RestartSec=30
# At night the messenger may be away: the start waits for it.
TimeoutStartSec=infinity
TimeoutStopSec=15
# No sign of life from one of its parts for so long: it is started anew.
WatchdogSec=180
MemoryHigh=768M
MemoryMax=1G
UMask=0077
NoNewPrivileges=yes

[Install]
WantedBy=default.target
"""


def of(database, copies="", log=None):
    return Settings.model_construct(
        database=DatabaseSettings(url=database),
        copies=CopySettings(folder=copies),
        log=LogSettings(file=log),
    )


@pytest.mark.parametrize(
    ("settings", "written"),
    [
        (of("sqlite:///zvonok.db", "copies"), []),
        (of("sqlite:////var/lib/zvonok/zvonok.db", "/mnt/copies"), ["/mnt/copies"]),
        (
            of("sqlite:////srv/db/zvonok.db", "copies", Path("/var/log/z/log")),
            ["/srv/db", "/var/log/z"],
        ),
        (of("postgresql://db/zvonok", "copies", Path("log")), []),
    ],
)
def test_the_service_may_write_where_its_settings_say(settings, written):
    found = written_by(settings, PLACE.folder)
    assert [str(each) for each in found] == written
    text = text_of(replace(PLACE, written=found))
    assert [line for line in text.splitlines() if line.startswith("ReadWritePaths=")] == [
        f"ReadWritePaths={each}" for each in written
    ]


def test_homes_are_hidden_unless_something_lies_there():
    assert "ProtectHome=yes" in text_of(PLACE).splitlines()
    at_home = replace(PLACE, program=Path("/home/anna/zvonok/.venv/bin/zvonok"))
    assert "ProtectHome" not in text_of(at_home)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed here")
@pytest.mark.parametrize("only", [None, "intake", "delivery", "monitor"])
def test_systemd_finds_no_fault_with_the_unit(config, tmp_path, only):
    place = replace(PLACE, program=PROGRAM, config=config, only=only, written=(tmp_path,))
    path = tmp_path / place.name
    path.write_text(text_of(place))
    call = ["systemd-analyze", "verify", path]
    done = subprocess.run(call, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture
def systemctl(tmp_path, monkeypatch):
    """A systemctl that writes down how it is called; ``fails`` is a word at which it fails."""
    folder = tmp_path / "programs"
    folder.mkdir()
    path = folder / "systemctl"
    path.write_text(
        f'#!/bin/sh\necho "$@" >> {folder}/calls\n'
        f'if [ -f {folder}/fails ]; then case "$*" in *$(cat {folder}/fails)*) exit 5;; esac; fi\n'
    )
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    return folder


def calls(systemctl):
    path = systemctl / "calls"
    return path.read_text().splitlines() if path.exists() else []


def test_a_user_s_own_is_installed_again_and_taken_away(config, systemctl, tmp_path):
    own = ("--user", "--only", "intake")
    file = tmp_path / "user" / "systemd" / "user" / "zvonok-intake.service"
    steps = (
        f"Файл {file}\nКоманда systemctl --user daemon-reload\n"
        "Команда systemctl --user enable zvonok-intake.service\n"
        "Команда systemctl --user restart zvonok-intake.service\n"
    )
    dry = run("service", "install", *own, "--dry-run", "--config", config)
    assert said(dry) == (0, f"{steps}Ничего не сделано.\n", "")
    assert (file.exists(), calls(systemctl)) == (False, [])

    done = f"{steps}Служба zvonok-intake.service запускается. "
    for _ in range(2):
        status, out, told = said(run("service", "install", *own, "--config", config))
        assert (status, out[: len(done)], told) == (0, done, "")
        assert file.read_text() == OWN.format(folder=tmp_path, program=PROGRAM)
        assert stat.S_IMODE(file.stat().st_mode) == 0o644
    assert calls(systemctl) == 2 * [
        "--user daemon-reload",
        "--user enable zvonok-intake.service",
        "--user restart zvonok-intake.service",
    ]
    shown = run("service", "show", *own, "--config", config)
    assert said(shown) == (0, f"# Файл {file}:\n{file.read_text()}", "")

    assert said(run("service", "uninstall", *own)) == (
        0,
        f"Команда systemctl --user disable --now zvonok-intake.service\nУдалить {file}\n"
        "Команда systemctl --user daemon-reload\n"
        "Служба остановлена и удалена из systemd. База, настройки и копии не тронуты.\n",
        "",
    )
    assert not file.exists()
    assert said(run("service", "uninstall", *own)) == (
        1,
        "",
        f"Файла {file} нет: служба не установлена.",
    )


def test_what_somebody_wrote_stays_and_what_fails_is_told(config, systemctl, tmp_path):
    file = tmp_path / "user" / "systemd" / "user" / "zvonok.service"
    file.parent.mkdir(parents=True)
    file.write_text("[Service]\n# ours\n")
    install = ("service", "install", "--user", "--config", config)
    assert said(run(*install)) == (
        1,
        "",
        f"Файл {file} написан не этой командой и не изменён. Сравните его с zvonok service show; "
        "заменить — --force.",
    )
    assert file.read_text() == "[Service]\n# ours\n"

    (systemctl / "fails").write_text("enable")
    status, _, told = said(run(*install, "--force"))
    assert (status, told) == (
        1,
        "Команда systemctl --user enable zvonok.service закончилась с кодом 5; дальше ничего не "
        "сделано.",
    )
    assert calls(systemctl)[-1] == "--user enable zvonok.service"


def test_a_machine_s_wants_systemd_root_an_account_and_a_right_config(
    config, systemctl, tmp_path, monkeypatch
):
    monkeypatch.setattr(service, "MACHINE", tmp_path / "machine")
    install = ("service", "install", "--account", "nobody-of-that-name", "--config", config)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert said(run(*install))[2] == (
        "Нужны права root: sudo zvonok service install. Служба пользователя — с --user."
    )
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert said(run(*install))[2] == (
        "Учётной записи nobody-of-that-name нет. Создайте её: useradd --system --home-dir "
        "/var/lib/zvonok nobody-of-that-name, или назовите другую: --account."
    )
    assert (calls(systemctl), (tmp_path / "machine").exists()) == ([], False)
    assert run("service", "install", "--config", tmp_path / "none.toml").exit_code == 1
    assert run("service", "install", "--only", "everything", "--config", config).exit_code == 2
    monkeypatch.setenv("PATH", str(tmp_path))
    assert said(run(*install))[2] == (
        "Программы systemctl нет: на этом компьютере служба systemd не запустится."
    )
