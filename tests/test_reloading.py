"""A running service reads its config again: what fits is taken, what does not is told and left."""

import json
import os
import signal
from pathlib import Path

import pytest

from tests.commands import run, told
from tests.running import Running, running, waited

__all__ = ("running",)


def doctor(place: Running) -> dict:
    _, out, complaint = told(place.folder, "doctor", "--json", **place.where)
    assert out, complaint
    return json.loads(out)


def codes(place: Running) -> set[str]:
    return {each["code"] for each in doctor(place)["faults"]}


def change(place: Running, old: str, new: str) -> None:
    path = place.folder / "config.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def test_a_config_is_read_again_without_a_restart_and_a_bad_one_changes_nothing(running):
    run(running.folder, "init", **running.where)
    process = running.serve()
    running.control(f"chats/{running.chat}/bot", by=101, access="admin")
    running.say(2)
    waited(lambda: running.counted() == 2)

    change(running, "deputies = [102]", "deputies = []\ncoordinators = [104]")
    waited(lambda: "config_differs" in codes(running))
    assert run(running.folder, "reload", **running.where) == "Служба приняла настройки.\n"
    assert process.poll() is None
    assert "config_differs" not in codes(running)
    assert running.said("Настройки прочитаны заново, служба работает по ним.")

    running.say(2)
    waited(lambda: running.counted() == 4)  # nothing is lost or counted twice

    change(running, "Asia/Yekaterinburg", "Asia/Perm")
    status, _, complaint = told(running.folder, "reload", **running.where)
    assert (status, complaint.splitlines()[0][:24]) == (1, "Ошибки в файле настроек ")
    os.kill(process.pid, signal.SIGHUP)  # somebody does it by hand
    waited(lambda: running.said("Новые настройки не приняты"))
    waited(lambda: running.said("неизвестный часовой пояс"))
    change(running, "Asia/Perm", "Asia/Yekaterinburg")
    waited(lambda: "config_refused" in codes(running))
    running.say(1)
    waited(lambda: running.counted() == 5)

    assert run(running.folder, "reload", **running.where) == "Служба приняла настройки.\n"
    assert "config_refused" not in codes(running)
    change(running, "[[unit]]", '[database]\nurl = "sqlite:///other.db"\n\n[[unit]]')
    os.kill(process.pid, signal.SIGHUP)
    waited(lambda: running.said("другую базу служба возьмёт только после перезапуска"))
    assert process.poll() is None


@pytest.mark.usefixtures("running")
def test_where_nothing_runs_there_is_nobody_to_read(running: Running, tmp_path: Path):
    run(running.folder, "init", **running.where)
    status, _, complaint = told(running.folder, "reload", **running.where)
    assert (status, complaint) == (
        1,
        "На этом компьютере служба не работает (или работает от имени другого пользователя). "
        "Запустите её: systemctl start zvonok.\n",
    )
