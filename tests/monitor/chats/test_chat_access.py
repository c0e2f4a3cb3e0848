"""What the bot can do in a chat, and whether something is missing."""

import pytest

from monitor.chats.chat_access import ChatAccess, chat_access
from storage.records import Access, Chat


def test_members_told_before_the_rights_were_taken_away_are_not_seen_now():
    chat = Chat(id=1, unit=None, access=Access.ALL, admin=False, people=5)
    assert chat_access(chat) == ChatAccess(
        present=True, sees=True, admin=False, people=None, writes=None
    )


FULL = {"present": True, "sees": True, "admin": True, "people": 5, "writes": True}


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ({}, False),
        ({"sees": None, "writes": None}, False),
        ({"sees": False}, True),
        ({"writes": False}, True),
        ({"admin": False}, True),
        ({"people": None}, True),
        ({"present": False}, True),
    ],
)
def test_only_what_is_known_to_be_missing_is_lacking(change, lacking):
    assert ChatAccess(**FULL | change).lacking is lacking
