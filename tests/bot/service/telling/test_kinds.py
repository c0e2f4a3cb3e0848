"""Each kind of notice is declared once; what storage knows of some of them fits that."""

from bot.service.telling.wording import KINDS
from storage.told import kinds

NAMES = [kind.name for kind in KINDS]


def test_no_two_kinds_have_a_name_in_common_and_each_is_called_something():
    assert len(set(NAMES)) == len(NAMES)
    assert all(kind.called for kind in KINDS)


def test_storage_knows_more_only_of_kinds_there_are():
    assert set(NAMES) >= kinds.KEPT | kinds.AT_ANY_HOUR | kinds.PERSONAL


def test_what_people_write_and_who_asks_to_be_bound_is_struck_out_once_told():
    """A kind that storage does not know is struck out too; whoever adds one to ``KEPT`` says so."""
    assert {"letter", "announcement", "announcement_now", "binding_ask"}.isdisjoint(kinds.KEPT)
    assert {"material", "material_now"}.isdisjoint(kinds.KEPT)


def test_only_what_has_no_files_and_is_for_people_shares_a_request():
    assert [kind.name for kind in KINDS if kind.together] == ["nudge"]
    assert {kind.name for kind in KINDS if kind.to_chats} == {
        "announcement",
        "announcement_now",
        "link_reply",
    }
