"""A figure and what it is made of agree, also about chats that came and went."""

from monitor.explain.figure import explain
from monitor.order_files.loading import parse_order
from monitor.report.making import make_report
from storage.records import ForeignLinks
from tests.builders import ORDER, a_chat, a_person, an_indicator, bound, some_facts, wrote
from tests.cast import at


def taken_apart(facts, family, *lines):
    order = parse_order(ORDER + an_indicator("main", *lines, family=family), "made-up")
    return explain(facts, order, order.indicator[0], make_report(facts, order))


def test_messages_of_a_chat_the_bot_was_not_in_are_in_neither_figure_nor_pieces():
    """It came to the chat after the day that counts; what was told of before is left out."""
    facts = some_facts(
        [a_person(1)],
        bound(1, 11),
        [wrote(11, 2, at(2, 9)), wrote(11, 5, at(2, 10), chat=2)],
        chats=[a_chat(1), a_chat(2, title="Новый", joined_at=at(3, 9))],
        as_of=at(2, 20),
    )
    found = taken_apart(facts, "chats_active", 'window = "day"')

    assert (found.figure.value, found.figure.of) == (1, 1)
    assert [(each.id, each.messages) for each in found.chats] == [(1, 2)]
    assert [(each.reason, each.messages, each.chats) for each in found.left_out] == [
        ("elsewhere", 5, ("Новый",))
    ]


def test_a_link_in_a_chat_that_went_to_another_unit_is_listed_with_its_chat():
    links = [ForeignLinks(chat=n, messenger="telegram", messages=n) for n in (1, 9)]
    found = taken_apart(some_facts(links=links), "foreign_links")

    assert found.figure.value == 10
    assert [(each.id, each.links) for each in found.chats] == [(9, 9), (1, 1)]
