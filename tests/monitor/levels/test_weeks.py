"""The table of weeks: rows in the order's order, small groups hidden, who changed most."""

from dataclasses import replace

from bot.dialog.week.weeks_table_words import none, table
from monitor.levels.few import hide
from monitor.levels.weeks import weeks_table
from tests.cast import at
from tests.monitor.levels.few_people import LEAST, MAIN, ORDER, a_level, a_line


def weeks(*lines, order=ORDER):
    """Make a table of weeks, the last ends with 22 November; ``lines``: of each week."""
    count = len(lines)
    reports = []
    for number, each in enumerate(lines, 1):
        start = 7 * (number - count)
        report = a_level(*each)
        window = replace(report.window, start=at(start), end=at(start + 7))
        reports.append(hide(replace(report, window=window), order, LEAST))
    return weeks_table("Пермь", MAIN, "Норма 10", reports)


def shares(made):
    """Give the table as it reads: the share, «few», or nothing."""
    return {
        row.name: [
            "few" if line is not None and MAIN in line.few else theirs and theirs.share
            for at_, line in enumerate(row.lines)
            for theirs in (row.figure(MAIN, at_),)
        ]
        for row in made.rows
    }


def test_weeks_stand_side_by_side_and_who_is_new_has_none_before():
    made = weeks(
        (a_line("а", 10, 20), a_line("б", 5, 50)),
        (a_line("а", 15, 20), a_line("б", 5, 50), a_line("в", 8, 10)),
    )
    assert shares(made) == {"а": [0.5, 0.75], "б": [0.1, 0.1], "в": [None, 0.8]}
    assert table(made) == (
        "Пермь. Таблица недель: Норма 10.\n"
        "9–22 ноября, 2 недели. Организаций: 3.\n"
        "Больше всего изменилось за 16–22 ноября:\n"
        "• а: 50,0\u00a0% → 75,0\u00a0%"
    )


def test_what_is_of_few_people_is_hidden_and_never_named_as_changed():
    made = weeks(
        (a_line("а", 0, 3), a_line("б", 5, 12), a_line("в", 1, 90)),
        (a_line("а", 3, 3), a_line("б", 12, 12), a_line("в", 1, 90)),
    )
    assert shares(made) == {"а": ["few"] * 2, "б": ["few"] * 2, "в": [1 / 90] * 2}
    assert table(made).split("\n")[-1] == "За 16–22 ноября ни у кого не изменилось."


def test_there_is_no_ranking_unless_the_order_says_so():
    lines = (a_line("а", 1, 50), a_line("б", 40, 50), a_line("в", 20, 50), a_line("г", 30, 50))
    before = tuple(a_line(name, 0, 50) for name in "абвг")
    made = weeks(before, lines)
    assert [row.name for row in made.rows] == ["а", "б", "в", "г"]
    assert [row.name for row in made.changed] == ["б", "в", "г"]
    ranked = weeks(before, lines, order=ORDER.model_copy(update={"ranking": True}))
    assert [row.name for row in ranked.rows] == ["б", "г", "в", "а"]


def test_one_week_changes_nothing_and_none_is_said():
    made = weeks((a_line("а", 10, 20),))
    assert table(made) == (
        "Пермь. Таблица недель: Норма 10.\n16–22 ноября, 1 неделя. Организаций: 1."
    )
    assert none("Пермь") == (
        "Пермь. Закрытых недель пока нет: таблица появится, когда закончится первая неделя и её "
        "итоги будут подведены."
    )
