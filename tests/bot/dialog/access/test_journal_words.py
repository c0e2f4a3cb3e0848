"""Every line that is written into the journal has words."""

import re

from bot.dialog.access.journal_words import Names, what
from bot.dialog.acts import ACTS
from bot.dialog.core.act import Acts
from bot.words.vocabulary import SCHOOL
from storage.told.journal import JournalLine
from tests.bot.cli.commanding import ROOT
from tests.cast import at

WRITTEN = re.compile(
    r'(?:note\(\s*connection,\s*|action=|_journal\(connection, |_agreed\(visit, )"([a-z_]+)"'
)
NOBODY = Names(
    accounts={},
    persons={},
    chats={},
    vocabulary=SCHOOL,
    noted=Acts(ACTS).noted(),
    week=str,
)


def actions():
    """Every action named where lines are written."""
    return {
        name
        for folder in ("bot", "monitor", "storage")
        for path in (ROOT / folder).rglob("*.py")
        for name in WRITTEN.findall(path.read_text(encoding="utf-8"))
    }


def said(action, **details):
    return what(JournalLine(at=at(0), actor=None, action=action, details=details), NOBODY)


def test_every_action_is_said_in_russian():
    assert "data_erased" in actions()
    assert {name for name in actions() if said(name) == name} == set()


def test_a_line_names_the_days_the_office_and_who_is_no_longer_known():
    assert said("absence_set", person=7, first="2026-11-16", last="2026-11-20") == (
        "отмечено отсутствие, сотрудник № 7, 16–20 ноября"
    )
    assert said("office_given", account=5, office="deputy") == "дан доступ (завуч), id5"
    assert said("something_new", chat=3) == "something_new, чат № 3"
