"""Who may do what: one table. Every command, button and file goes through it (router.py).

A part is what somebody is *in the unit the command is about*; in another unit he is a stranger.
The operator's commands are on the command line, whoever may use that may do everything.
"""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in a unit; somebody may be several things."""

    ADMINISTRATOR = "administrator"
    DEPUTY = "deputy"
    COORDINATOR = "coordinator"
    STAFF = "staff"
    STRANGER = "stranger"


_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
_READING = frozenset({Role.ADMINISTRATOR, Role.DEPUTY})
_COORDINATOR = frozenset({Role.COORDINATOR})
_STAFF = frozenset({Role.STAFF})
_KNOWN = frozenset(Role) - {Role.STRANGER}
_ALL = frozenset(Role)

MAY: Mapping[str, frozenset[Role]] = {
    # anybody
    "menu": _ALL,
    "help": _ALL,
    "cancel": _ALL,
    "code": _ALL,  # the code itself says whom it is for
    "unit": _KNOWN,
    # the week against the order
    "summary": _READING | _COORDINATOR,
    "pictures": _READING | _COORDINATOR,
    "why": _READING | _COORDINATOR,
    "lagging": _READING,
    "choose": _ADMINISTRATOR,
    "remind": _ADMINISTRATOR,
    "remind_go": _ADMINISTRATOR,
    # staff
    "file": _ADMINISTRATOR,  # a table handed in: a roster or the official statistics
    "staff": _ADMINISTRATOR,
    "find": _ADMINISTRATOR,
    "people": _ADMINISTRATOR,
    "template": _ADMINISTRATOR,
    "roster_out": _ADMINISTRATOR,
    "roster_go": _ADMINISTRATOR,
    "person": _ADMINISTRATOR,
    "dismiss": _ADMINISTRATOR,
    "dismiss_go": _ADMINISTRATOR,
    "unbind": _ADMINISTRATOR,
    "unbind_go": _ADMINISTRATOR,
    "code_for": _ADMINISTRATOR,
    "code_for_go": _ADMINISTRATOR,
    "away": _ADMINISTRATOR,
    "away_go": _ADMINISTRATOR,
    "present": _ADMINISTRATOR,
    "present_go": _ADMINISTRATOR,
    "fix": _ADMINISTRATOR,
    "fix_go": _ADMINISTRATOR,
    "outside": _ADMINISTRATOR,
    "outside_set": _ADMINISTRATOR,
    "outside_go": _ADMINISTRATOR,
    # binding
    "binding": _ADMINISTRATOR,
    "links": _ADMINISTRATOR,
    "links_all": _ADMINISTRATOR,
    "links_go": _ADMINISTRATOR,
    "link_find": _ADMINISTRATOR,
    "link": _ADMINISTRATOR,
    "link_go": _ADMINISTRATOR,
    "suggest": _ADMINISTRATOR,
    "bind": _ADMINISTRATOR,
    "bind_go": _ADMINISTRATOR,
    "not_them": _ADMINISTRATOR,
    "ask_yes": _ADMINISTRATOR,
    "ask_no": _ADMINISTRATOR,
    "call_in": _ADMINISTRATOR,
    "call_in_go": _ADMINISTRATOR,
    "me": _ALL,  # a member of a staff chat, as VK says; nobody else is shown anything
    "me_is": _ALL,
    "me_not": _ALL,
    # chats
    "chats": _ADMINISTRATOR,
    "silent": _ADMINISTRATOR,
    "no_chats": _ADMINISTRATOR,
    "chat": _ADMINISTRATOR,
    "chat_kind": _ADMINISTRATOR,
    "chat_kind_go": _ADMINISTRATOR,
    "chat_class": _ADMINISTRATOR,
    "chat_class_go": _ADMINISTRATOR,
    "chat_outsiders": _ADMINISTRATOR,
    "chat_link": _ADMINISTRATOR,
    "chat_unlink": _ADMINISTRATOR,
    "chat_unlink_go": _ADMINISTRATOR,
    "chat_leave": _ADMINISTRATOR,
    "chat_leave_go": _ADMINISTRATOR,
    "links_reply": _ADMINISTRATOR,
    "links_reply_go": _ADMINISTRATOR,
    "check": _ADMINISTRATOR,
    "chat_check": _ADMINISTRATOR,
    # announcements
    "announce": _ADMINISTRATOR,
    "announce_text": _ADMINISTRATOR,
    "announce_look": _ADMINISTRATOR,
    "announce_tags": _ADMINISTRATOR,
    "announce_now": _ADMINISTRATOR,
    "announce_go": _ADMINISTRATOR,
    "announced": _ADMINISTRATOR,
    "announced_seen": _ADMINISTRATOR,
    "announcements": _ADMINISTRATOR,
    # order and schedule
    "order": _READING | _COORDINATOR,
    "sends": _READING | _COORDINATOR,
    "wish": _READING | _COORDINATOR,
    "rest": _READING,
    "rest_add": _ADMINISTRATOR,
    "rest_class": _ADMINISTRATOR,
    "rest_go": _ADMINISTRATOR,
    "rest_drop": _ADMINISTRATOR,
    "rest_drop_go": _ADMINISTRATOR,
    "own": _ADMINISTRATOR,
    "own_set": _ADMINISTRATOR,
    "own_go": _ADMINISTRATOR,
    # the official table
    "official": _ADMINISTRATOR,
    "official_week": _ADMINISTRATOR,
    "official_columns": _ADMINISTRATOR,
    "official_column": _ADMINISTRATOR,
    "official_go": _ADMINISTRATOR,
    # milestones
    "milestones": _READING | _COORDINATOR,
    "milestone": _READING | _COORDINATOR,
    "milestone_day": _ADMINISTRATOR | _COORDINATOR,
    "milestone_go": _ADMINISTRATOR | _COORDINATOR,
    "milestone_undo": _ADMINISTRATOR | _COORDINATOR,
    "milestone_undo_go": _ADMINISTRATOR | _COORDINATOR,
    # offices and the journal
    "claim": _ALL,  # the code itself says for which office it is
    "offices": _ADMINISTRATOR,
    "appoint": _ADMINISTRATOR,
    "appoint_go": _ADMINISTRATOR,
    "office_off": _ADMINISTRATOR,
    "office_off_go": _ADMINISTRATOR,
    "office_code": _ADMINISTRATOR,
    "office_code_go": _ADMINISTRATOR,
    "office_codes": _ADMINISTRATOR,
    "office_code_off": _ADMINISTRATOR,
    "office_code_off_go": _ADMINISTRATOR,
    "journal": _ADMINISTRATOR,
    "absence_ok": _ADMINISTRATOR,  # under a letter of «clarify»
    # one's own
    "mine": _STAFF,
    "quiet": _STAFF,
    "loud": _STAFF,
    "clarify": _STAFF,
    "cl_away": _STAFF,
    "cl_say": _STAFF,
    "cl_ask": _STAFF,
    "cl_go": _STAFF,
    "data": _ALL,
    "erase": _ALL,
    "erase_go": _ALL,
    # deputies
    "seen": frozenset({Role.DEPUTY}),
    "past": _READING | _COORDINATOR,
    "measures": _READING,
    "measure": _READING,
    "measure_go": _READING,
    # coordinators
    "organisations": _COORDINATOR,
    "organisation": _COORDINATOR,
    "setup": _COORDINATOR,
}
"""Acts and who may do them; an act that is not here nobody may do."""

MAY_IN_CHATS: Mapping[str, frozenset[Role]] = {
    "summary": _ADMINISTRATOR,
}
"""What the bot answers in a group chat of the unit, and to whom."""


def may(roles: frozenset[Role], act: str) -> bool:
    """Tell whether somebody with these parts may do an act."""
    return not MAY.get(act, frozenset()).isdisjoint(roles)


def may_in_chat(roles: frozenset[Role], act: str) -> bool:
    """Tell whether somebody with these parts may ask for an act in a group chat."""
    return not MAY_IN_CHATS.get(act, frozenset()).isdisjoint(roles)
