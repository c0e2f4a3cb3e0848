"""``units`` and ``top``: what an operator sees at a glance, on a narrow and on a wide terminal."""

# ruff: noqa: E501 - tables as they are printed on a wide terminal

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cli.overview.state import PROBLEMS
from bot.cli.words import overview as words
from sandbox.world.world import Access
from storage.told import conditions
from tests.bot.cli.commanding import run, said
from tests.cast import LYCEUM, MARIA, PAVEL, SCHOOL
from tests.faults.healthy import LIVING, NOW, healthy, marked

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("half_full", "impatient")]


async def printed(place, *command, columns=80, status=0):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(columns))
        patch.setenv("TERM", "dumb")
        done = said(await asyncio.to_thread(run, *command, "--config", place.config))
    assert done[0] == status, done
    return [line.rstrip() for line in done[1].splitlines()] if status == 0 else done[2]


async def troubled(place):
    """A school with a chat the bot does not see all of, and a job that fails."""
    await place.chat("5А", MARIA, PAVEL, access=Access.MENTIONS)
    async with place.service.core.database.writing() as connection:
        failed = f"{conditions.FAILED}close:{SCHOOL}"
        await conditions.set(connection, failed, "KeyError at monitor/x.py:1", NOW)


async def test_every_organisation_stands_in_the_table_with_what_is_wrong(tmp_path):
    async with healthy(tmp_path) as place:
        await troubled(place)
        narrow = await printed(place, "units")
        wide = await printed(place, "units", columns=120)
        chosen = await printed(place, "units", "--wrong", "no_access")
        refused = await printed(place, "units", "--wrong", "untidy", status=1)

    assert narrow == NARROW
    assert wide == WIDE
    assert [line.split()[0] for line in chosen if line.startswith(" ") and "─" not in line][1:] == [
        SCHOOL
    ]
    assert refused == (
        "«untidy» — не код. Есть: any, job_failed, late, no_responsible, no_people, no_chats, "
        "no_access, silent, holes, unbound."
    )


NARROW = """\

 id          Чаты   Люди   Слышно   Что не так
 ──────────────────────────────────────────────────────────────────────
 lyceum-5       —      —        —   нет списка, нет чатов
 perm           —      —        —   —
 school-12    1/2    4/5      0 с   ошибка задания, нет доступа к чатам

Показано организаций: 3 из 3.
Не так: ошибка задания — 1, нет списка — 1, нет чатов — 1, нет доступа к чатам —
1.
Чаты: с полным доступом / все. Люди: с привязкой / по списку.
""".splitlines()
WIDE = """\

 id          Организация                            Чаты   Люди   Слышно   Полнота   Закрыта   Что не так
 ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 lyceum-5    МАОУ «Лицей № 5»                          —      —        —         —         —   нет списка, нет чатов
 perm        Департамент образования города Перми      —      —        —         —         —   —
 school-12   МАОУ «СОШ № 12»                         1/2    4/5      0 с         —         —   ошибка задания, нет
                                                                                               доступа к чатам

Показано организаций: 3 из 3.
Не так: ошибка задания — 1, нет списка — 1, нет чатов — 1, нет доступа к чатам — 1.
Чаты: с полным доступом / все. Люди: с привязкой / по списку.
""".splitlines()


async def test_in_json_a_problem_is_a_code(tmp_path):
    async with healthy(tmp_path) as place:
        await troubled(place)
        found = json.loads("\n".join(await printed(place, "units", "--json", "--wrong", "any")))

    school = next(each for each in found if each["id"] == SCHOOL)
    assert school == {
        "id": SCHOOL,
        "kind": "school",
        "name": "МАОУ «СОШ № 12»",
        "parent": "perm",
        "chats": 2,
        "chats_unproved": 1,
        "people": 5,
        "bound": 4,
        "responsible": 1,
        "missing_messages": 0,
        "heard_at": "2026-11-16T04:00:00+00:00",
        "closed_week": None,
        "completeness": None,
        "problems": ["job_failed", "no_access"],
    }
    assert {each["id"]: each["problems"] for each in found if each["id"] == LYCEUM} == {
        LYCEUM: ["no_people", "no_chats"]
    }


async def test_the_service_is_seen_on_one_screen(tmp_path):
    async with healthy(tmp_path) as place:
        turns = {**LIVING.turns, "delivery": NOW - timedelta(minutes=5)}
        await marked(place, replace(LIVING, turns=turns, notes={"disk": 31}))
        narrow = await printed(place, "top", "--once")
        wide = await printed(place, "top", "--once", columns=120)

    assert narrow == TOP
    assert [line for line in wide if "Версия" in line]
    assert [line for line in wide if line.startswith(" school-server (4000001) ")]


TOP = """\
Звонок · 16.11.2026 04:00:00 UTC · неисправностей: 1
Процессы

 Машина                 приём   ответы   отлож.   рассылка   расписание   Диск
 ─────────────────────────────────────────────────────────────────────────────
 school-se… (4000001)     0 с      0 с      0 с      5 мин          0 с   31 %

События VK слышны    0 с назад   Чатов                        1
Прочитано до         0 с назад   Ждут ответа                  0
Сообщений в минуту           —   К отправке                   0
Полнота                  100 %   Заданий опаздывает           0
Пропуски                     0   Последняя копия      1 ч назад

Что не так
⚠️ Не работает рассылка: процесс 4000001 на school-server молчит 5 минут.
Посмотрите журнал (journalctl -u zvonok) и перезапустите службу: systemctl
restart zvonok
""".splitlines()


async def test_every_problem_has_words():
    assert tuple(words.PROBLEMS) == PROBLEMS
    assert all(code in words.OPTION_WRONG for code in PROBLEMS)
