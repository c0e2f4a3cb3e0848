"""``order check``: a right file and every mistake, with its place."""

from pathlib import Path

import pytest

from monitor.orders.model import Order
from tests.bot.cli.commanding import ROOT, run, said, written

pytestmark = pytest.mark.usefixtures("own_surroundings")

ORDERS = ROOT / "monitor" / "orders"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (
            "perm",
            "Файл верен: Приказ «О повышении активности пользователей "
            "информационно-коммуникационной образовательной платформы «Сферум»». Показателей: 7, "
            "дел по приказу: 3, обязанностей: 5, пунктов вне программы: 1.\n"
            "Не указаны: номер (number), дата (date). Впишите, если они есть.\n",
        ),
        (
            "sergokala",
            "Файл верен: Приказ школы на основании приказа УО Сергокалинского района № 80 от "
            "13.10.2023. Показателей: 15, дел по приказу: 5, обязанностей: 7.\n"
            "Не указаны: номер (number), дата (date). Впишите, если они есть.\n",
        ),
        (
            "smolensk",
            "Файл верен: Приказ «Об утверждении дорожной карты по внедрению "
            "информационно-коммуникационной образовательной платформы «Сферум»» от 07.04.2023 № "
            "319-ОД. Показателей: 11, дел по приказу: 26, обязанностей: 6, пунктов вне программы: "
            "1.\n",
        ),
    ],
)
def test_the_shipped_orders_are_right(name, line):
    assert said(run("order", "check", ORDERS / f"{name}.toml")) == (0, line, "")


BAD_ORDERS = {
    "an unknown key": (
        'main = "staff_messages_10"',
        'main = "staff_messages_10"\ncolour = "red"',
        f"строка 11, colour: такого ключа нет. Напишите одно из: {', '.join(Order.model_fields)}.",
    ),
    "a key with a slip": (
        "threshold = 0.25",
        "treshold = 0.25",
        "строка 81, indicator 5, norm.treshold: такого ключа нет. Возможно, Вы имели в виду "
        "threshold.",
    ),
    "a share over one": (
        "threshold = 0.25",
        "threshold = 25",
        "строка 81, indicator 5, norm.threshold: доля должна быть больше 0 и не больше 1, а "
        "указано 25. Напишите 0.25.",
    ),
    "a weekday in Russian": (
        '"thursday 14:00"',
        '"четверг 14:00"',
        "строка 19, schedule.nudge: нужны день недели и время, а указано «четверг 14:00». "
        'Напишите, например, "thursday 15:00".',
    ),
    "a family that does not exist": (
        'family = "people_active"',
        'family = "people_activ"',
        "строка 33, indicator 1, family: способа счёта «people_activ» нет. Возможно, Вы имели в "
        "виду people_active.",
    ),
    "a main indicator that does not exist": (
        'main = "staff_messages_10"',
        'main = "calls"',
        "строка 10, main: показателя «calls» в приказе нет. Напишите одно из: staff_messages_10, "
        "staff_registered, classes_with_chats, foreign_links, users_active, units_reporting, "
        "units_quarter_active.",
    ),
    "no minimum": (
        "messages = 10\n",
        "",
        "строка 31, indicator 1: у показателя «staff_messages_10» не задан минимум. Добавьте "
        "messages, calls или days.",
    ),
    "no closing": (
        'close = "monday 09:00"\n',
        "",
        "строка 17, schedule.close: не задано. Впишите этот ключ.",
    ),
    "a quotation mark that is missing": (
        'id = "perm"',
        'id = "perm',
        "строка 4: запись не читается со знака 11. Проверьте кавычки, скобки и знак равенства.",
    ),
    "nobody to nudge": (
        "personal = true\n",
        "",
        "строка 18, schedule.forecast: этот срок есть, а ни от кого лично ничего не требуется. "
        "Уберите его или добавьте показателю people_active ключ personal = true.\n"
        "  строка 19, schedule.nudge: этот срок есть, а ни от кого лично ничего не требуется. "
        "Уберите его или добавьте показателю people_active ключ personal = true.",
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
