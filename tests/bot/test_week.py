"""A small school's week through the sandbox: who is told what, word for word, and who nothing."""

import asyncio
import io
import json
import re
from dataclasses import dataclass
from datetime import date

import openpyxl
import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.vk.ids import CHATS
from storage import tables
from tests.bot.test_joining import HELLO
from tests.cast import (
    ADMIN,
    COORDINATOR,
    DEPUTY,
    FRIDAY_DIGEST,
    LYCEUM_ADMIN,
    MARIA,
    NEXT_MONDAY_CLOSE,
    PAVEL,
    THURSDAY_NUDGE,
    THURSDAY_REMINDER,
    at,
)
from tests.playground import playground

VERA, ALLA, OLEG = 111, 112, 113
PUPILS = (201, 202, 203)
PARENT = 204

ROSTER = """ФИО;Должность;Роль;VK;Классы;Отсутствует с;Отсутствует по
Быкова Анна Сергеевна;Учитель истории;учитель;101;;;
Зотов Игорь Львович;Заместитель директора;администрация;102;;;
Орлова Вера Юрьевна;Учитель химии;учитель;111;;;
Петрова Мария Петровна;Учитель математики;учитель;104;5А;;
Сомова Алла Юрьевна;Учитель музыки;учитель;112;;16.11.2026;22.11.2026
Титов Олег Иванович;Учитель труда;учитель;113;;19.11.2026;19.11.2026
Уткин Павел Ильич;Учитель физики;учитель;105;;;
Юдина Ольга Олеговна;Секретарь;прочий персонал;;;;
"""
CLASSES = """Класс;Учеников;Родителей;Классный руководитель
5А;4;7;Петрова Мария Петровна
6Б;6;11;
"""

NUDGE_MARIA = """\
Добрый день, Мария Петровна! Неделя 16–22 ноября, МАОУ «СОШ № 12».
В рабочих чатах учтено: 7 сообщений из 10.
До конца недели осталось 4 дня.
Если Вы в отпуске, на больничном или данные неполные, сообщите ответственному администратору."""

NUDGE_DEPUTY = """\
Добрый день, Игорь Львович! Неделя 16–22 ноября, МАОУ «СОШ № 12».
В рабочих чатах учтено: 1 сообщение из 10.
До конца недели осталось 4 дня.
Если Вы в отпуске, на больничном или данные неполные, сообщите ответственному администратору."""

REMINDER = """\
МАОУ «СОШ № 12», неделя 16–22 ноября, на 15:00 четверга, не окончена.
⚠️ Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю: \
2 из 7 (28,6 %), без отсутствующих, норма 100 %
Не хватает 5 сотрудникам; список виден только Вам:
— Титов О. И.: 0 сообщений
— Юдина О. О.: нет данных, профиль не привязан
— Зотов И. Л.: 1 сообщение
— Петрова М. П.: 7 сообщений
— Уткин П. И.: 9 сообщений
Без привязки профиля: 1. Нет диалога с ботом: 1 (Уткин П. И.). Чаты без сообщений: 1."""

SUMMARY = """\
МАОУ «СОШ № 12», неделя 16–22 ноября, на 15:00 пятницы, не окончена.
⚠️ Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю: \
3 из 7 (42,9 %), без отсутствующих, норма 100 %
⚠️ Сотрудники, подключённые к платформе: 7 из 8 (87,5 %), норма 100 %
⚠️ Классы, у которых есть чат учеников или родителей: 1 из 2 (50,0 %), норма 100 %
✅ Педагоги и ученики, активные за неделю: 6 из 16 (37,5 %), норма 25 %
Неделей раньше (9–15 ноября): 1 из 8 (12,5 %).
Ниже нормы: 4, имена — в приложенной таблице.
Без привязки профиля: 1. Нет диалога с ботом: 1 (Уткин П. И.). Чаты без сообщений: 1."""

RULE = (
    "Учтены новые сообщения людей в чатах организации, где есть бот; служебные сообщения, правки "
    "и сообщения сообществ не учтены. Звонок учтён тому, кто его начал, если звонок состоялся."
)
ORDER = "Приказ о переходе на информационно-коммуникационную платформу «Сферум» (Пермь)"

DIGEST = f"""\
Сводка за неделю: МАОУ «СОШ № 12».
Неделя 16–22 ноября, на 15:00 пятницы, не окончена.
⚠️ Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю: \
3 из 7 (42,9 %), без отсутствующих, норма 100 %
⚠️ Сотрудники, подключённые к платформе: 7 из 8 (87,5 %), норма 100 %
⚠️ Классы, у которых есть чат учеников или родителей: 1 из 2 (50,0 %), норма 100 %
✅ Педагоги и ученики, активные за неделю: 6 из 16 (37,5 %), норма 25 %
Неделей раньше (9–15 ноября): 1 из 8 (12,5 %).
{ORDER}. {RULE} Показатели носят справочный характер."""

FINAL_DIGEST = f"""\
Итоги недели: МАОУ «СОШ № 12».
Неделя 16–22 ноября, итог.
⚠️ Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю: \
4 из 7 (57,1 %), без отсутствующих, норма 100 %
⚠️ Сотрудники, подключённые к платформе: 7 из 8 (87,5 %), норма 100 %
⚠️ Классы, у которых есть чат учеников или родителей: 1 из 2 (50,0 %), норма 100 %
✅ Педагоги и ученики, активные за неделю: 7 из 16 (43,7 %), норма 25 %
Неделей раньше (9–15 ноября): 1 из 8 (12,5 %).
{ORDER}. {RULE} Показатели носят справочный характер."""

FINAL_SUMMARY = """\
МАОУ «СОШ № 12», неделя 16–22 ноября, итог.
⚠️ Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю: \
4 из 7 (57,1 %), без отсутствующих, норма 100 %
⚠️ Сотрудники, подключённые к платформе: 7 из 8 (87,5 %), норма 100 %
⚠️ Классы, у которых есть чат учеников или родителей: 1 из 2 (50,0 %), норма 100 %
✅ Педагоги и ученики, активные за неделю: 7 из 16 (43,7 %), норма 25 %
Неделей раньше (9–15 ноября): 1 из 8 (12,5 %).
Ниже нормы: 3, имена — в приложенной таблице.
Без привязки профиля: 1. Нет диалога с ботом: 1 (Уткин П. И.). Чаты без сообщений: 1."""


def plain(text):
    """A text with ordinary spaces for no-break ones."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What came of the week: messages by moment, what stands in dialogs, files, the report."""

    told: dict[str, list]  # Sent, by the moment after which they went out
    again: dict[str, int]  # how many more the same moment's second tick sent
    dialogs: dict[int, list]  # the bot's messages as VK keeps them, by peer
    files: dict[str, bytes]  # by attachment string
    notices: list
    config: object


async def play(folder):
    """Play the week before, then the week; the clock is set from moment to moment."""
    told, again = {}, {}
    async with playground(folder, clock=at(-7, 9)) as place:
        world = place.world

        async def live(name, moment):
            before = len(place.sent)
            await place.tick(moment)
            told[name] = place.sent[before:]
            await place.tick(moment)
            again[name] = len(place.sent) - before - len(told[name])

        for number, name in ((VERA, "Вера"), (ALLA, "Алла"), (OLEG, "Олег")):
            world.add_person(name, "Новая", id=number)
        for number in (*PUPILS, PARENT):
            world.add_person("Ученик", str(number), id=number)
        for person in (ADMIN, DEPUTY, MARIA, VERA, ALLA, OLEG, COORDINATOR):
            world.say(person, dm=True, text="Начать")
        await place.roster(ROSTER)
        await place.roster(CLASSES)
        staff = (DEPUTY, MARIA, PAVEL, VERA, ALLA, OLEG)
        council = await place.chat("Педсовет", *staff)
        pupils = await place.chat("5А ученики", MARIA, *PUPILS)
        await place.chat("Методический совет", *staff)
        told["before"] = list(place.sent)

        place.say(council, ADMIN, 10, at=at(-5, 9))
        place.say(council, MARIA, 9, at=at(-5, 10))
        await live("close before", at(0, 9))

        place.say(council, ADMIN, 12, at=at(0, 10))
        place.say(council, VERA, 10, at=at(1, 10))
        place.say(council, MARIA, 4, at=at(1, 11))
        place.say(pupils, MARIA, 3, at=at(2, 11))
        world.call(pupils, MARIA, [MARIA, *PUPILS], 300)
        place.say(council, DEPUTY, 1, at=at(2, 12))
        place.say(council, PAVEL, 9, at=at(2, 13))
        place.say(pupils, PUPILS[0], 5, at=at(2, 14))
        place.say(pupils, PUPILS[1], 1, at=at(3, 8))
        await live("nudge", THURSDAY_NUDGE)
        await live("reminder", THURSDAY_REMINDER)
        place.say(council, MARIA, 3, at=at(3, 16))
        await live("friday", FRIDAY_DIGEST)
        place.say(council, PAVEL, 1, at=at(5, 12))
        place.say(council, OLEG, 1, at=at(6, 23, 59, 59))
        place.say(council, DEPUTY, 20, at=at(7))
        await live("close", NEXT_MONDAY_CLOSE)

        files = {}
        for each in [sent for name in told for sent in told[name]]:
            for attachment in each.attachments:
                files[attachment] = await fetched(place, attachment)
        ours = -world.group_id
        talks = {**world.dms, **{CHATS + each: chat.dialog for each, chat in world.chats.items()}}
        return Week(
            told=told,
            again=again,
            dialogs={
                peer: [each for each in talk.messages if each.from_id == ours]
                for peer, talk in talks.items()
            },
            files=files,
            notices=await place.rows(tables.notices),
            config=place.config,
        )


async def fetched(place, attachment):
    """Fetch what is attached from where VK would show it."""
    value = place.world.files.attachable["_".join(attachment.split("_")[:2])]
    url = value["photo"]["sizes"][-1]["url"] if "photo" in value else value["doc"]["url"]
    return await place.service.vk.http.request_content(url, method="GET")


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    return asyncio.run(play(tmp_path_factory.mktemp("week")))


def letters(week, moment):
    """Who got which kind of message at a moment, sorted."""
    return sorted((each.to, each.kind) for each in week.told[moment])


def text_of(week, moment, person, kind):
    [text] = [each.text for each in week.told[moment] if (each.to, each.kind) == (person, kind)]
    return plain(text)


def test_each_moment_tells_whom_it_should_and_nobody_else(week):
    assert letters(week, "close before") == [(ADMIN, "summary"), (DEPUTY, "digest")]
    assert letters(week, "nudge") == [(DEPUTY, "nudge"), (MARIA, "nudge")]
    assert letters(week, "reminder") == [(ADMIN, "reminder")]
    assert letters(week, "friday") == [(ADMIN, "summary"), (DEPUTY, "digest")]
    assert letters(week, "close") == [(ADMIN, "summary"), (DEPUTY, "digest")]


def test_a_second_tick_of_the_same_moment_sends_nothing(week):
    assert week.again == dict.fromkeys(week.again, 0)
    assert list(week.again) == ["close before", "nudge", "reminder", "friday", "close"]


def test_a_nudge_holds_the_person_s_own_figures(week):
    assert text_of(week, "nudge", MARIA, "nudge") == NUDGE_MARIA
    assert text_of(week, "nudge", DEPUTY, "nudge") == NUDGE_DEPUTY


def test_the_absent_those_who_did_enough_and_those_without_a_dialog_are_not_nudged(week):
    planned = {
        row.recipient: (row.state, row.error)
        for row in week.notices
        if (row.kind, row.period) == ("nudge", "2026-W47")
    }
    assert planned == {
        MARIA: ("sent", ""),
        DEPUTY: ("sent", ""),
        PAVEL: ("failed", "901"),
    }


def test_the_reminder_names_to_the_administrator_who_is_short_and_whom_the_bot_cannot_reach(week):
    assert text_of(week, "reminder", ADMIN, "reminder") == REMINDER


def test_the_friday_summary(week):
    assert text_of(week, "friday", ADMIN, "summary") == SUMMARY


def test_the_friday_digest(week):
    assert text_of(week, "friday", DEPUTY, "digest") == DIGEST


def test_the_final_summary(week):
    assert text_of(week, "close", ADMIN, "summary") == FINAL_SUMMARY


def test_the_final_digest(week):
    assert text_of(week, "close", DEPUTY, "digest") == FINAL_DIGEST


def test_a_message_is_no_longer_than_a_screen_or_two(week):
    for name in ("nudge", "reminder", "friday", "close"):
        for each in week.told[name]:
            assert len(each.text) < 1_500


def test_coordinators_pupils_parents_and_other_schools_hear_nothing(week):
    told = {each.to for name, sent in week.told.items() if name != "before" for each in sent}
    assert told == {ADMIN, DEPUTY, MARIA}
    assert [each.text[:13] for each in week.dialogs[COORDINATOR]] == ["Здравствуйте!"]
    assert not {LYCEUM_ADMIN, PAVEL, PARENT, *PUPILS} & set(week.dialogs)


def test_group_chats_hear_the_greeting_and_nobody_s_figures(week):
    chats = {peer: talk for peer, talk in week.dialogs.items() if peer > CHATS}
    assert [[each.text for each in talk] for talk in chats.values()] == [[HELLO]] * 3


def test_vk_keeps_each_message_once(week):
    for talk in week.dialogs.values():
        texts = [each.text for each in talk]
        assert len(texts) == len(set(texts))


def table(week, moment, person, kind):
    """The attachments of a message: kinds in order, and the workbook read back."""
    [message] = [each for each in week.told[moment] if (each.to, each.kind) == (person, kind)]
    kinds = [re.match("[a-z]+", each)[0] for each in message.attachments]
    book = openpyxl.load_workbook(io.BytesIO(week.files[message.attachments[-1]]))
    return kinds, book


def test_the_digest_shows_a_picture_and_a_table(week):
    for moment in ("friday", "close"):
        [digest] = [each for each in week.told[moment] if each.kind == "digest"]
        picture, workbook = (week.files[each] for each in digest.attachments)
        assert picture.startswith(b"\x89PNG\r\n\x1a\n")
        assert workbook.startswith(b"PK\x03\x04")


@pytest.mark.parametrize(
    ("moment", "kind"), [("reminder", "reminder"), ("friday", "summary"), ("close", "summary")]
)
def test_the_administrator_gets_the_table_without_a_picture(week, moment, kind):
    kinds, book = table(week, moment, ADMIN, kind)
    assert (kinds, book.sheetnames[:2]) == (["doc"], ["Показатели", "Сотрудники"])


NAMED = {
    "Быкова Анна Сергеевна": (12, 0, False),
    "Зотов Игорь Львович": (1, 0, False),
    "Орлова Вера Юрьевна": (10, 0, False),
    "Петрова Мария Петровна": (10, 1, False),
    "Сомова Алла Юрьевна": (0, 0, True),
    "Титов Олег Иванович": (1, 0, False),
    "Уткин Павел Ильич": (10, 0, False),
    "Юдина Ольга Олеговна": (0, 0, False),
}


def test_the_table_agrees_with_what_people_did(week):
    _, book = table(week, "close", DEPUTY, "digest")
    header, *rows = book["Сотрудники"].iter_rows(values_only=True)
    lines = [dict(zip(header, row, strict=True)) for row in rows]
    unbound = lines.pop()
    assert {
        line["ФИО"]: (line["Сообщений"], line["Звонков"], line["Отсутствует"] == "да")
        for line in lines
    } == {name: did for name, did in NAMED.items() if not name.startswith("Юдина")}
    assert (unbound["ФИО"], unbound["Сообщений"], unbound["Профиль привязан"]) == (
        "Юдина Ольга Олеговна",
        "нет данных",
        "нет",
    )
    short = [line["ФИО"] for line in [*lines, unbound] if line["Ниже нормы"] == "да"]
    assert [name.split()[0] for name in short] == ["Зотов", "Титов", "Юдина"]


def test_the_table_agrees_with_the_text(week):
    _, book = table(week, "close", DEPUTY, "digest")
    rows = [row for row in book["Показатели"].iter_rows(values_only=True) if row[3] is not None]
    said = {row[0]: row[1:3] for row in rows[1:]}
    for title, value, of in re.findall(r"[✅⚠️]+ (.+): (\d+) из (\d+)", FINAL_DIGEST):
        assert said.pop(title) == (int(value), int(of))
    assert said == {}


def test_the_table_s_days_and_chats_add_up_to_the_messages_of_the_week(week):
    _, book = table(week, "close", DEPUTY, "digest")
    days = list(book["По дням"].iter_rows(min_row=2, max_col=3, values_only=True))
    assert [(day.date(), said, count) for day, said, count in days] == [
        (date(2026, 11, 16), "понедельник", 12),
        (date(2026, 11, 17), "вторник", 14),
        (date(2026, 11, 18), "среда", 18),
        (date(2026, 11, 19), "четверг", 4),
        (date(2026, 11, 20), "пятница", 0),
        (date(2026, 11, 21), "суббота", 1),
        (date(2026, 11, 22), "воскресенье", 1),
    ]
    chats = list(book["Чаты"].iter_rows(min_row=2, values_only=True))
    assert chats == [
        ("Педсовет", "сотрудники", 41, 0, 0, "да"),
        ("5А ученики", "ученики", 9, 1, 0, "да"),
        ("Методический совет", "сотрудники", 0, 0, 0, "да"),
    ]


def reported(week, *more):
    asked = ["report", "--unit", "school-12", "--week", "2026-W47", "--json", *more]
    done = CliRunner().invoke(app, [*asked, "--config", str(week.config)])
    assert (done.exit_code, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_the_command_line_reports_the_same_week_as_one_exact_object(week):
    found = reported(week, "--people")
    assert found["people"].pop()["name"] == "Юдина Ольга Олеговна"
    assert found == {
        "unit": "school-12",
        "order": "perm",
        "window": {
            "start": "2026-11-16T00:00:00+05:00",
            "end": "2026-11-23T00:00:00+05:00",
            "closed": True,
        },
        "completeness": 1.0,
        "indicators": [
            {
                "id": "staff_messages_10",
                "title": "Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю",
                "value": 4,
                "of": 7,
                "share": 4 / 7,
                "base": "present",
                "norm": {
                    "text": "каждый сотрудник пишет не менее 10 сообщений в неделю",
                    "threshold": 1.0,
                    "met": False,
                },
            },
            {
                "id": "staff_registered",
                "title": "Сотрудники, подключённые к платформе",
                "value": 7,
                "of": 8,
                "share": 0.875,
                "base": "all",
                "norm": {"text": "подключены все сотрудники", "threshold": 1.0, "met": False},
            },
            {
                "id": "classes_with_chats",
                "title": "Классы, у которых есть чат учеников или родителей",
                "value": 1,
                "of": 2,
                "share": 0.5,
                "base": "all",
                "norm": {
                    "text": "чаты всех классов перенесены на платформу",
                    "threshold": 1.0,
                    "met": False,
                },
            },
            {
                "id": "users_active",
                "title": "Педагоги и ученики, активные за неделю",
                "value": 7,
                "of": 16,
                "share": 7 / 16,
                "base": "all",
                "norm": {
                    "text": "активны не менее 25 % педагогов и учеников",
                    "threshold": 0.25,
                    "met": True,
                },
            },
        ],
        "people": [
            {
                "name": name,
                "role": ROLES.get(name.split()[0], "учитель"),
                "messages": messages,
                "calls": calls,
                "absent": absent,
            }
            for name, (messages, calls, absent) in NAMED.items()
            if not name.startswith("Юдина")
        ],
    }


ROLES = {"Зотов": "администрация"}


def test_of_somebody_without_a_profile_the_report_knows_no_figures_as_the_table_does(week):
    assert reported(week, "--people")["people"][-1] == {
        "name": "Юдина Ольга Олеговна",
        "role": "прочий персонал",
        "messages": None,
        "calls": None,
        "absent": False,
    }


def test_without_people_the_report_names_nobody(week):
    assert list(reported(week)) == ["unit", "order", "window", "completeness", "indicators"]
