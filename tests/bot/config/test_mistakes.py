"""Mistakes in the config file and in the environment: each is a sentence with its place."""

import pytest

from bot.config.settings import load_settings
from tests.bot.config.configs import SCHOOL, no_environment, refusal, written

__all__ = ("no_environment", "written")


def test_a_mistake_in_the_environment_is_told_like_one_in_the_file(written, monkeypatch):
    monkeypatch.setenv("ZVONOK_VK__GROUP_ID", "сто")
    assert refusal(written(SCHOOL)) == [
        "Ошибки в файле настроек config.toml (или в переменных ZVONOK_…):",
        "  vk.group_id: нужно целое число (сейчас: сто).",
    ]


@pytest.mark.parametrize("name", ["ZVONOK_VK", "ZVONOK_UNIT"])
def test_an_environment_variable_for_a_whole_section_that_is_no_json_is_refused(
    name, written, monkeypatch
):
    monkeypatch.setenv(name, "не JSON")
    [*_, line] = refusal(written(SCHOOL))
    assert name in line


MISTAKES = {
    "an unknown key": (
        f'[vk]\ntokn = "x"\n{SCHOOL}',
        ["  vk.tokn: такой настройки нет, уберите её или исправьте опечатку."],
    ),
    "an unknown section": (
        f"[telegraf]\nport = 1\n{SCHOOL}",
        ["  telegraf: такой настройки нет, уберите её или исправьте опечатку."],
    ),
    "an unknown key of a unit": (
        f"{SCHOOL}administrator = 5\n",
        ["  unit.1.administrator: такой настройки нет, уберите её или исправьте опечатку."],
    ),
    "a number that is a word": (
        f'[vk]\ngroup_id = "сто"\n{SCHOOL}',
        ["  vk.group_id: нужно целое число (сейчас: сто)."],
    ),
    "a negative number": (
        f"[vk]\ngroup_id = -5\n{SCHOOL}",
        ["  vk.group_id: число слишком мало (сейчас: -5)."],
    ),
    "an address without http": (
        f'[vk]\napi_url = "api.vk.com/method/"\n{SCHOOL}',
        [
            "  vk.api_url: адрес должен начинаться с http:// или https:// "
            "(сейчас: api.vk.com/method/)."
        ],
    ),
    "an unknown transport": (
        f'[vk]\ntransport = "почта"\n{SCHOOL}',
        ["  vk.transport: такого значения нет, сверьтесь с config.example.toml (сейчас: почта)."],
    ),
    "a token that is a number": (
        f"[vk]\ntoken = 4815162342\n{SCHOOL}",
        ["  vk.token: нужна строка в кавычках."],
    ),
    "a section that is a text": (
        f'vk = "vk1.a.hush"\n{SCHOOL}',
        ["  vk: нужен раздел с настройками."],
    ),
    "no units": (
        "[vk]\ngroup_id = 5\n",
        ["  unit: не описана ни одна организация, добавьте раздел [[unit]]."],
    ),
    "a unit that is no list": (
        SCHOOL.replace("[[unit]]", "[unit]"),
        ["  unit: нужен список."],
    ),
    "a wrong time zone": (
        SCHOOL.replace("Asia/Yekaterinburg", "Екатеринбург"),
        [
            "  unit.1.timezone: неизвестный часовой пояс, нужен вида Asia/Yekaterinburg или "
            "Europe/Moscow (сейчас: Екатеринбург)."
        ],
    ),
    "a time zone outside the zones": (
        SCHOOL.replace("Asia/Yekaterinburg", "../../etc/passwd"),
        [
            "  unit.1.timezone: неизвестный часовой пояс, нужен вида Asia/Yekaterinburg или "
            "Europe/Moscow (сейчас: ../../etc/passwd)."
        ],
    ),
    "an empty time zone": (
        SCHOOL.replace("Asia/Yekaterinburg", ""),
        [
            "  unit.1.timezone: неизвестный часовой пояс, нужен вида Asia/Yekaterinburg или "
            "Europe/Moscow."
        ],
    ),
    "a kind that does not exist": (
        SCHOOL.replace('kind = "school"', 'kind = "школа"'),
        ["  unit.1.kind: такого значения нет, сверьтесь с config.example.toml (сейчас: школа)."],
    ),
    "an id in Russian": (
        SCHOOL.replace("school-12", "школа 12"),
        [
            "  unit.1.id: нужны строчные латинские буквы, цифры и дефис, начиная с буквы "
            "(сейчас: школа 12)."
        ],
    ),
    "an empty name": (
        SCHOOL.replace("МАОУ «СОШ № 12»", ""),
        ["  unit.1.name: строка пуста, впишите значение."],
    ),
    "an administrator by name": (
        f'{SCHOOL}administrators = ["Быкова"]\n',
        ["  unit.1.administrators.1: нужно целое число (сейчас: Быкова)."],
    ),
    "administrators that are no list": (
        f"{SCHOOL}administrators = 101\n",
        ["  unit.1.administrators: нужен список."],
    ),
    "an administrator that is a community": (
        f"{SCHOOL}administrators = [101, -5]\n",
        ["  unit.1.administrators.2: число слишком мало (сейчас: -5)."],
    ),
    "an administrator that is a chat": (
        f"{SCHOOL}administrators = [2000000001]\ndeputies = [2000000000]\n",
        [
            "  unit.1.administrators.1: число слишком велико (сейчас: 2000000001).",
            "  unit.1.deputies.1: число слишком велико (сейчас: 2000000000).",
        ],
    ),
    "a watcher that is a phone": (
        f"{SCHOOL}coordinators = [0]\nwatch = [79021234567]\n",
        [
            "  unit.1.coordinators.1: число слишком мало (сейчас: 0).",
            "  unit.1.watch.1: число слишком велико (сейчас: 79021234567).",
        ],
    ),
    "an administrator that is a yes": (
        f"{SCHOOL}administrators = [true]\n",
        ["  unit.1.administrators.1: нужно целое число (сейчас: True)."],
    ),
    "two units of one id": (
        SCHOOL * 2,
        [
            "  unit.1.id: такой id уже есть, у каждой записи он свой (сейчас: school-12).",
            "  unit.2.id: такой id уже есть, у каждой записи он свой (сейчас: school-12).",
        ],
    ),
    "a unit above itself": (
        f'{SCHOOL}parent = "school-12"\n',
        ["  unit.1.parent: организация не может подчиняться самой себе."],
    ),
    "everything left out": (
        "[[unit]]\n",
        [
            f"  unit.1.{name}: не задано, впишите значение."
            for name in ("id", "kind", "name", "timezone", "order")
        ],
    ),
    "several mistakes at once": (
        f'[vk]\ntokn = "x"\ngroup_id = -5\n{SCHOOL}colour = "red"\n',
        [
            "  vk.group_id: число слишком мало (сейчас: -5).",
            "  vk.tokn: такой настройки нет, уберите её или исправьте опечатку.",
            "  unit.1.colour: такой настройки нет, уберите её или исправьте опечатку.",
        ],
    ),
}


@pytest.mark.parametrize(("text", "lines"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_with_its_place_and_what_to_do(text, lines, written):
    title = "Ошибки в файле настроек config.toml (или в переменных ZVONOK_…):"
    assert refusal(written(text)) == [title, *lines]


def test_a_parent_that_is_not_described_is_a_mistake(written):
    [_, line] = refusal(written(f'{SCHOOL}parent = "perm"\n'))
    assert line.startswith("  unit.1.parent: ")


def test_no_message_ever_holds_the_token(written, monkeypatch):
    monkeypatch.setenv("ZVONOK_VK__TOKEN", "vk1.a.hush")
    said = refusal(written(f'[vk]\ntokn = "vk1.a.hush"\ntoken = 5\n{SCHOOL}parent = 5\n'))
    assert not any("hush" in line for line in said)
    settings = load_settings(written(SCHOOL))
    assert "hush" not in f"{settings!r} {settings}"
