"""What of the docs is made from declarations says what they say."""

from tests.printed import pages


def test_what_is_printed_is_as_the_declarations_are():
    old = [str(place) for place, page in pages().items() if place.read_text("utf-8") != page]
    assert old == [], "python -m tests.printed"
