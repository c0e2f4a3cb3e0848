"""``order check``: a right file and every mistake, with its place."""

from pathlib import Path

import pytest

from tests.bot.commanding import ROOT, run, said, written

pytestmark = pytest.mark.usefixtures("own_surroundings")

ORDERS = ROOT / "monitor" / "orders"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (
            "perm",
            "Файл верен: Приказ о переходе на информационно-коммуникационную платформу «Сферум» "
            "(Пермь). Показателей: 4, дел по приказу: 2.\n",
        ),
        (
            "sergokala",
            "Файл верен: Приказ о внедрении «Сферум» и ФГИС «Моя школа» (Сергокалинский район). "
            "Показателей: 9, дел по приказу: 2.\n",
        ),
    ],
)
def test_the_shipped_orders_are_right(name, line):
    assert said(run("order", "check", ORDERS / f"{name}.toml")) == (0, line, "")


BAD_ORDERS = {
    "an unknown key": (
        'main = "staff_messages_10"',
        'main = "staff_messages_10"\ncolour = "red"',
        "colour: такой настройки нет, уберите её или исправьте опечатку.",
    ),
    "a share over one": (
        "threshold = 0.25",
        "threshold = 25",
        "indicator.4.norm.threshold: число слишком велико: доля пишется от 0 до 1, например 0.25 "
        "(сейчас: 25).",
    ),
    "a weekday in Russian": (
        '"thursday 14:00"',
        '"четверг 14:00"',
        'schedule.nudge: нужны день недели и время, например "thursday 15:00" '
        "(сейчас: четверг 14:00).",
    ),
    "an hour that does not exist": (
        '"thursday 14:00"',
        '"thursday 24:00"',
        'schedule.nudge: нужны день недели и время, например "thursday 15:00" '
        "(сейчас: thursday 24:00).",
    ),
    "a family that does not exist": (
        'family = "people_active"',
        'family = "people_happy"',
        "indicator.1.family: такого способа счёта нет: people_happy (people_active, "
        "people_registered, people_total, chat_owners, users_active, pupils_total, "
        "classes_with_chats, not_measured).",
    ),
    "a main indicator that does not exist": (
        'main = "staff_messages_10"',
        'main = "staff_calls"',
        "main: показателя «staff_calls» в приказе нет.",
    ),
    "a first day that does not exist": (
        'first_day = "monday"',
        'first_day = "moonday"',
        "first_day: такого значения нет, сверьтесь с config.example.toml (сейчас: moonday).",
    ),
    "no minimum": (
        "messages = 10\n",
        "",
        "indicator.1: у показателя «staff_messages_10» не задан минимум: добавьте messages или "
        "calls.",
    ),
    "no closing": (
        'close = "monday 09:00"\n',
        "",
        "schedule.close: не задано, впишите значение.",
    ),
}


@pytest.mark.parametrize(("text", "into", "line"), BAD_ORDERS.values(), ids=BAD_ORDERS.keys())
def test_a_bad_order_is_told_with_its_place(text, into, line, tmp_path):
    shipped = (ORDERS / "perm.toml").read_text(encoding="utf-8")
    assert text in shipped
    path = written("own.toml", shipped.replace(text, into, 1))
    assert said(run("order", "check", path)) == (
        1,
        "",
        f"Приказ «{tmp_path / 'own.toml'}» не подходит:\n  {line}",
    )


def test_an_order_s_file_that_is_none(tmp_path):
    for path in (written("letter.toml", "Уважаемые коллеги!"), Path("нет.toml"), tmp_path):
        done = run("order", "check", path)
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith(f"Приказ «{path.absolute()}» не подходит:\n  ")
