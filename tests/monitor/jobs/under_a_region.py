"""The cast's units under a region, by one order: what tests of levels at work share."""

from monitor.time.week import week_named
from tests.cast import CONFIG, WEEK, ZONE
from tests.levels import LEVEL_ORDER

REGION = """
[[unit]]
id = "krai"
kind = "region"
name = "Пермский край"
timezone = "Asia/Yekaterinburg"
order = "levels.toml"
coordinators = [106]
"""

WEEK47, WEEK48 = week_named(WEEK, ZONE), week_named("2026-W48", ZONE)
LYCEUM_ROSTER = """ФИО;Должность;Роль;VK;Классы;Отсутствует с;Отсутствует по
Носова Нина Ивановна;Учитель химии;учитель;107;;;
"""


def config(folder):
    """The cast's units under a region, by one order; the lyceum closes three hours later."""
    (folder / "levels.toml").write_text(LEVEL_ORDER, encoding="utf-8")
    late = LEVEL_ORDER.replace('"monday 09:00"', '"monday 12:00"')
    (folder / "late.toml").write_text(late, encoding="utf-8")
    text = CONFIG.replace('order = "perm"', 'order = "levels.toml"')
    text = text.replace('order = "sergokala"', 'order = "late.toml"')
    return text.replace('kind = "municipality"', 'kind = "municipality"\nparent = "krai"') + REGION


def staff(report):
    figure = report.figure("staff")
    return figure.value, figure.of, figure.among
