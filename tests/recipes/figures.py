"""The recipes of what is counted: a way to count, a key of orders, an order."""

from tests.recipes.recipe import Recipe

FAMILY = "chats_of_classes"
CHATS, WORDS = "monitor/indicators/chats.py", "bot/words/orders/families.py"
EVERY = "tests/bot/words/test_every_family.py"
REFERENCE = "tests/monitor/orders/test_order_reference.py"

INDICATOR = Recipe(
    name="An indicator family",
    lines=(
        (
            CHATS,
            "OF_CHATS = (\n",
            f"def {FAMILY}(facts: Facts, spec: IndicatorSpec, rule: CountingRule) -> Counted:\n"
            '    """Chats that belong to a class, of those the bot is in."""\n'
            "    chats = rule.chats(facts, spec)\n"
            "    if not chats:\n"
            '        return Counted(None, 0, "unwatched")\n'
            "    return Counted(sum(bool(chat.class_name) for chat in chats), len(chats))\n\n\n"
            "…\n"
            "    Indicator(\n"
            f'        name="{FAMILY}",\n'
            '        noun="chats of classes",\n'
            f"        count={FAMILY},\n"
            "        rule=CountingRule(where=joined),\n"
            "        has_base=True,\n"
            "        takes_chats=True,\n"
            "    ),\n",
        ),
        (
            WORDS,
            "FAMILIES: dict[str, FamilyWords] = {\n",
            '    "chats of classes": FamilyWords(\n'
            '        asked="чаты классов", base="чаты, где есть бот", counted="есть класс"\n'
            "    ),\n",
        ),
    ),
    rows=((EVERY, "SAID = {\n", f'    "{FAMILY}": (3, 4, "есть класс"),\n'),),
    holds=(
        f"{EVERY}::test_every_family_is_tried",
        f"{EVERY}::test_text_picture_table_json_and_explanation_tell_the_same[{FAMILY}]",
        "tests/monitor/indicators/test_one_description.py",
        REFERENCE,
    ),
    proof=(
        "tests/monitor/indicators/test_chats_of_classes.py",
        f'''"""An order asks for the new way to count, and its figure is in the report."""

from monitor.report.making import make_report
from tests.builders import a_chat, an_indicator, an_order, some_facts


def test_the_new_figure_is_in_the_report():
    order = an_order("messages = 3", an_indicator("ours", family="{FAMILY}"))
    chats = (a_chat(1), a_chat(2, class_name="5А"), a_chat(3, class_name="6Б"))
    figure = make_report(some_facts(chats=chats), order).figures[1]

    assert (figure.id, figure.value, figure.of) == ("ours", 2, 3)
''',
    ),
)

KEY = Recipe(
    name="A key of orders",
    lines=(
        (
            "monitor/orders/model.py",
            '    first_day: Weekday = "monday"\n',
            '    signed_by: str = ""\n',
        ),
        (
            "bot/cli/words/orders/keys.py",
            "_ORDER = {\n",
            '    "signed_by": Key("кто подписал", "не указан", \'signed_by = "Директор"\'),\n',
        ),
    ),
    holds=(REFERENCE,),
    proof=(
        "tests/monitor/orders/test_signed_by.py",
        '''"""An order may say who signed it."""

from tests.builders import an_order


def test_the_new_key_is_read():
    assert an_order(head='signed_by = "директор"').signed_by == "директор"
    assert an_order().signed_by == ""
''',
    ),
)

ORDER = Recipe(
    name="An order",
    files={
        "monitor/orders/omsk.toml": """#:schema order.schema.json
# Омск: каждый педагог пишет хотя бы раз в неделю.
id = "omsk"
title = "Приказ о работе в «Сферум» (Омск)"
issuer = "Департамент образования Омска"
main = "teachers_active"

[counting]
rule = "Учтены новые сообщения людей в чатах, где есть бот."

[schedule]
summary = "friday 15:00"
close = "monday 09:00"

[[indicator]]
id = "teachers_active"
family = "people_active"
title = "Педагоги, написавшие за неделю"
audience = "teachers"
messages = 1
norm = { threshold = 0.5, text = "пишет не менее половины педагогов" }
"""
    },
    holds=(
        "tests/monitor/orders/test_shipped_orders.py",
        "tests/bot/config/test_settings.py",
        "tests/bot/cli/test_order_problems.py",
    ),
    proof=(
        "tests/bot/cli/test_omsk.py",
        '''"""The new order is right, is offered, and a unit takes it."""

import json

import pytest

from tests.bot.cli.commanding import ROOT, run

pytestmark = pytest.mark.usefixtures("own_surroundings")

ANSWERS = (
    *("--token", "", "--unit", "school-12", "--kind", "school", "--name", "Школа"),
    *("--timezone", "Asia/Omsk"),
)


def test_the_new_order_passes_and_is_chosen():
    checked = run("order", "check", ROOT / "monitor" / "orders" / "omsk.toml")
    asked = run("init", *ANSWERS, typed="omsk\\n")
    told = run("report", "--unit", "school-12", "--week", "2026-W47", "--json")

    assert (checked.exit_code, checked.stdout[:11]) == (0, "Файл верен:")
    assert (asked.exit_code, "omsk, perm" in asked.stdout) == (0, True)
    report = json.loads(told.stdout)
    assert (report["order"], report["indicators"][0]["id"]) == ("omsk", "teachers_active")
''',
    ),
)
