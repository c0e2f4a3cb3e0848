"""As an operator meets them: a missing file, a deleted one, a full disk, a token that died."""

import json
import re
import resource
import time

from tests.cast import ADMIN
from tests.commands import run, told
from tests.forking import COMPARE_EVERY
from tests.running import Running, running, waited

__all__ = ("running",)


def refused(running: Running, *command: str) -> tuple[int, str]:
    status, _, complaint = told(running.folder, *command, **running.where)
    return status, complaint


def test_run_makes_no_database_unless_it_is_asked_to(running: Running):
    status, said = refused(running, "run")
    assert status == 1
    assert said.startswith("Базы данных zvonok.db нет. ")
    assert not (running.folder / "zvonok.db").exists()

    running.serve("--new-database")
    running.control(f"chats/{running.chat}/bot", by=ADMIN, access="admin")
    running.say(3)
    waited(lambda: running.counted() == 3)


def test_a_file_deleted_under_the_service_ends_it_within_a_minute(running: Running):
    run(running.folder, "init", **running.where)
    process = running.serve()
    running.control(f"chats/{running.chat}/bot", by=ADMIN, access="admin")
    running.say(3)
    waited(lambda: running.counted() == 3)
    began = time.monotonic()
    (running.folder / "zvonok.db").unlink()

    assert process.wait(60) == 1
    assert time.monotonic() - began < 60
    waited(lambda: running.said("Файл базы данных"))
    assert running.said("Файл базы данных")[-1].endswith(
        "zvonok.db удалён или заменён во время работы. Служба остановлена, чтобы не писать в "
        "удалённый файл. Верните файл базы или его копию и запустите службу снова."
    )
    assert not (running.folder / "zvonok.db").exists()
    assert not any("Traceback" in line for line in running.log)


def test_a_full_disk_is_named_and_the_service_goes_on_when_there_is_room(running: Running):
    run(running.folder, "init", **running.where)
    run(
        running.folder,
        "roster",
        "import",
        "--yes",
        "--unit",
        "school-12",
        "roster.csv",
        **running.where,
    )
    process = running.serve()
    running.control(f"chats/{running.chat}/bot", by=ADMIN, access="admin")
    running.say(3)
    waited(lambda: running.counted() == 3)
    hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)[1]
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (1, hard))  # not a byte more in any file
    running.say(4)
    waited(lambda: running.said("не удаётся записать"))
    time.sleep(5)
    assert running.counted() == 3
    assert process.poll() is None
    told = running.said("не удаётся записать")
    assert len(told) <= 2, told
    assert "на диске нет места" in told[0]
    assert len(running.log) < 30, running.log

    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (hard, hard))
    waited(lambda: running.counted() == 7, 60)
    waited(lambda: running.said("База данных снова записывается"))


def test_a_token_that_dies_with_the_session_s_key_is_told_and_not_every_second(running: Running):
    run(running.folder, "init", **running.where)
    process = running.serve()
    running.control(f"chats/{running.chat}/bot", by=ADMIN, access="admin")
    running.say(1)
    waited(lambda: running.counted() == 1)  # from now on the session's key works by itself
    running.control("community", token="vk1.a.another")
    running.control("faults", on="poll", failed=2)
    waited(lambda: running.said("(код VK 5)"))
    time.sleep(5)

    assert process.poll() is None
    told = [line for line in running.said("(код VK 5)") if "Отправка остановлена" not in line]
    assert len(told) == 1
    assert re.search(
        r"ERROR VK не принимает токен сообщества: .+ \(код VK 5\)\. Создайте новый", told[0]
    )
    status, _ = refused(running, "doctor")
    assert status == 1
    again = refused(running, "run")
    assert again[0] == 1
    assert "(код VK 5)" in again[1]


def test_a_long_poll_that_is_off_is_switched_on_at_the_start(running: Running):
    run(running.folder, "init", **running.where)
    running.control("community", longpoll=False, events=["message_new"])
    running.serve()
    waited(lambda: running.said("служба сама включила"))

    left = running.control("community", longpoll=True)
    assert {"message_new", "message_reply", "message_event"} <= set(left["events"])


def test_without_the_right_to_manage_it_is_said_what_to_do(running: Running):
    run(running.folder, "init", **running.where)
    running.control("community", rights=["messages"], longpoll=True, events=["message_new"])
    process = running.serve()
    waited(lambda: running.said("(код VK 15)"))
    time.sleep(3)

    assert process.poll() is None
    assert len(running.said("(код VK 15)")) == 1
    [rights] = running.said("У токена нет прав")
    assert "«управление сообществом» (VK не даёт события)" in rights
    [types] = running.said("Не включены типы событий")
    assert "message_reply" in types


def test_a_second_service_with_another_config_is_told_of_by_the_first(running: Running):
    run(running.folder, "init", **running.where)
    running.serve("--only", "monitor", **{COMPARE_EVERY: "10"})
    other = (running.folder / "config.toml").read_text(encoding="utf-8")
    (running.folder / "other.toml").write_text(
        other.replace("deputies = [102]", ""), encoding="utf-8"
    )
    said = run(running.folder, "apply", "--config", "other.toml", **running.where)
    assert "school-12, доступ «завуч»: добавляется 0, снимается 1" in said
    waited(lambda: running.said("База настроена по другому config.toml"))

    shown = json.loads(
        run(running.folder, "report", "-u", "school-12", "--week", "2026-W47", "--json")
    )
    assert shown["unit"] == "school-12"
