from dataclasses import replace

from bot.words.notices.rollup import rollup
from monitor.facts.values import Among
from tests.cast import at
from tests.levels import CITY, a_level_digest, level, municipality, organisation

NBSP = "\N{NO-BREAK SPACE}"


def test_mondays_words_are_final_and_name_organisations_and_nobody():
    assert rollup(a_level_digest()).splitlines() == [
        "Итоги муниципалитета: неделя 16–22 ноября.",
        "Пермь. Данные 4 из 5 организаций.",
        f"✅ Сотрудники, написавшие минимум 3 сообщения: 73 из 140 (52,1{NBSP}%)*; "
        f"норма 50{NBSP}%: выполнена в 3 организациях из 4, без данных: 1. "
        f"Раньше (9–15 ноября): 60 из 140 (42,9{NBSP}%).",
        f"• Школы с данными: 3 из 4 (75,0{NBSP}%).",
        f"• Учителя, активные за неделю: 57 из 90 (63,3{NBSP}%).",
        f"• Организации, выполнившие норму: 3 из 4 (75,0{NBSP}%); без данных: 1.",
        "Нет данных: 1 (СОШ № 5). Неделя не закрыта: 1 (СОШ № 7). "
        "*Видны не все сообщения: 1 (СОШ № 2).",
        "Остальные показатели (1) — в таблице.",
    ]


def test_fridays_words_say_that_the_week_is_not_over():
    children = (organisation("СОШ № 12", (24, 43), closed=False, as_of=at(4, 16)),)
    assert rollup(a_level_digest(children, closed=False, weeks=())).splitlines() == [
        "Сводка муниципалитета: неделя 16–22 ноября, на 16:00 пятницы, не окончена.",
        "Пермь. Данные 1 из 1 организации.",
        f"✅ Сотрудники, написавшие минимум 3 сообщения: 24 из 43 (55,8{NBSP}%); "
        f"норма 50{NBSP}%: выполнена в 1 организации.",
        f"• Школы с данными: 1 из 1 (100{NBSP}%).",
        "• Учителя, активные за неделю: нет данных (ни от одной организации).",
        f"• Организации, выполнившие норму: 1 из 1 (100{NBSP}%).",
        "Остальные показатели (1) — в таблице.",
    ]


def test_a_region_tells_which_municipalities_lack_organisations():
    halves = (municipality("Восток", CITY[:2]), municipality("Запад", CITY[2:]))
    digest = replace(a_level_digest(), report=level("Край", halves, kind="region"))
    lines = rollup(digest).splitlines()
    assert lines[:2] == [
        "Итоги региона: неделя 16–22 ноября.",
        "Край. Данные 4 из 5 организаций.",
    ]
    assert lines[-2] == "Данные не всех: 1 (Запад (2 из 3)). *Видны не все сообщения: 1 (Восток)."


def test_many_without_data_are_counted_and_the_first_three_are_named():
    children = [CITY[0], *(organisation(f"СОШ № {number}") for number in range(20, 25))]
    assert rollup(a_level_digest(children)).splitlines()[-2] == (
        "Нет данных: 5 (СОШ № 20, СОШ № 21, СОШ № 22 и ещё 2)."
    )


def test_a_norm_that_is_not_of_the_sum_is_told_by_organisations():
    digest = a_level_digest((CITY[0],), weeks=())
    figure = replace(
        digest.report.figures[3], norm=None, among=Among(met=0, unmet=1, unknown=0), incomplete=True
    )
    report = replace(digest.report, figures=(figure,))
    assert rollup(replace(digest, report=report)).splitlines()[2] == (
        f"• Активные чаты: 4 из 5 (80,0{NBSP}%)*; норма не выполнена в 1 организации."
    )
