"""How long things are kept, as the config says it; and a week of which nothing is kept."""

import pytest

from bot.config.settings import load_settings
from monitor.time.keeping import Keep
from tests import plain
from tests.bot.cli.commanding import run, said
from tests.cast import SCHOOL, WEEK

pytestmark = pytest.mark.usefixtures("own_surroundings")

PLACE = ("--unit", SCHOOL, "--week", WEEK)


def test_without_a_word_tallies_are_kept_60_weeks_and_everything_else_three_years(config):
    kept = load_settings(config).retention.keep()

    assert kept == Keep(tallies_weeks=60, reports_years=3, journal_years=3)


def test_a_week_of_which_nothing_is_kept_is_told(config, tmp_path):
    run("report", *PLACE)
    with plain.connect(tmp_path / "zvonok.db") as connection:
        connection.execute("INSERT INTO conditions VALUES ('forgotten', '1800000000', 1800000000)")
    connection.close()

    assert said(run("report", *PLACE)) == (
        1,
        "",
        f"О неделе {WEEK} данных нет: срок хранения истёк (настройка retention.tallies_weeks), "
        "а итогов за неё нет.",
    )


RETENTION = {
    "too few weeks": (
        "tallies_weeks = 5",
        "retention.tallies_weeks: число слишком мало (сейчас: 5).",
    ),
    "too many weeks": (
        "tallies_weeks = 1000",
        "retention.tallies_weeks: число слишком велико (сейчас: 1000).",
    ),
    "no years": ("reports_years = 0", "retention.reports_years: число слишком мало (сейчас: 0)."),
    "a journal of two years": (
        "journal_years = 2",
        "retention.journal_years: число слишком мало (сейчас: 2).",
    ),
}


@pytest.mark.parametrize(("line", "sentence"), RETENTION.values(), ids=RETENTION)
def test_a_mistake_in_retention_is_told_in_a_sentence(config, line, sentence):
    config.write_text(f"[retention]\n{line}\n{config.read_text('utf-8')}", encoding="utf-8")
    title = "Ошибки в файле настроек config.toml (или в переменных ZVONOK_…):"

    assert said(run("report", *PLACE)) == (1, "", f"{title}\n  {sentence}")
