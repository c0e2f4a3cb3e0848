"""The page of who may do what is what the declarations say."""

from tests.rights_table import PLACE, table


def test_the_page_says_what_the_declarations_say():
    assert PLACE.read_text(encoding="utf-8") == table(), "python -m tests.rights_table"
