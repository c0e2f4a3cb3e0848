"""Every column, and whether it can hold somebody: the one table behind what is shown and erased.

``HELD`` lists the columns in which an account can stand: under which kind their owner is shown
them, and what becomes of them when he has his data erased. ``NAMING`` lists those that name people
otherwise and stay, each with why. All others stand in ``PLAIN``. A test fails for a column that is
nowhere, and plants an account into each of ``HELD``.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Column

from storage import tables


class End(StrEnum):
    """What becomes of an account in a column when its data is erased."""

    ROW = "row"  # its row goes
    NOBODY = "nobody"  # the row is the organisation's: nobody takes the account's place
    NULL = "null"  # as NOBODY, where nothing may stand
    MARK = "mark"  # as NOBODY, but rows of one account stay together (storage/people/marks.py)
    TOTAL = "total"  # messages and calls stay in totals; also under the keys of running weeks
    KEPT = "kept"  # it stays, for the reason given


class Form(StrEnum):
    """How an account stands in a column."""

    NUMBER = "number"
    MINUS = "minus"  # minus the account: a private dialog
    TEXT = "text"  # the whole text is the account
    JSON = "json"  # somewhere in it: of details, under a name that begins with ``account``
    MARK = "mark"  # only the account's mark is somewhere in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A column in which an account can stand; ``shown``: its kind as its owner is told."""

    column: Column[Any]
    shown: str
    end: End
    form: Form = Form.NUMBER
    why: str = ""
    """Why it stays, or what of it does."""


HELD: tuple[Held, ...] = (
    # Who somebody is to us.
    Held(column=tables.accounts.c.account, shown="account", end=End.ROW),
    Held(column=tables.bindings.c.account, shown="person", end=End.ROW),
    Held(
        column=tables.offices.c.account,
        shown="office",
        end=End.KEPT,
        why="the organisation gave the office and takes it back, in the dialog or the config",
    ),
    Held(
        column=tables.wishes.c.account,
        shown="wish",
        end=End.ROW,
        why="those that the config names come back with it",
    ),
    Held(column=tables.dialog_states.c.account, shown="dialog", end=End.ROW),
    Held(
        column=tables.dialog_states.c.args,
        shown="dialog_about",
        end=End.NULL,
        form=Form.JSON,
        why="what somebody else began about the account is not half finished any more",
    ),
    Held(column=tables.ledger.c.conversation, shown="ledger", end=End.ROW, form=Form.MINUS),
    Held(
        column=tables.inbox.c.conversation,
        shown="inbox",
        end=End.ROW,
        form=Form.MINUS,
        why="what is not answered yet stays until it is, under another name",
    ),
    Held(
        column=tables.inbox.c.account,
        shown="inbox",
        end=End.NULL,
        why="who asks, until he is answered: what one asks must not hold up the others",
    ),
    Held(column=tables.answers.c.conversation, shown="answer", end=End.ROW, form=Form.MINUS),
    Held(
        column=tables.erased.c.mark,
        shown="erased",
        end=End.KEPT,
        form=Form.MARK,
        why=("without it the next roster would bind the profile again; the account is not in it"),
    ),
    # What was seen of somebody.
    Held(column=tables.chat_members.c.account, shown="member", end=End.ROW),
    Held(column=tables.chats.c.owner, shown="chat", end=End.NOBODY),
    Held(column=tables.chats.c.invited_by, shown="chat", end=End.NULL),
    Held(column=tables.tallies.c.author, shown="tally", end=End.TOTAL),
    Held(column=tables.calls.c.initiator, shown="call", end=End.TOTAL),
    Held(column=tables.call_participants.c.author, shown="call", end=End.TOTAL),
    # What somebody was told, and wrote.
    Held(column=tables.notices.c.recipient, shown="notice", end=End.ROW),
    Held(column=tables.notices.c.period, shown="letter", end=End.ROW, form=Form.MARK),
    Held(column=tables.codes.c.used_by, shown="code", end=End.ROW),
    Held(column=tables.claims.c.used_by, shown="claim", end=End.ROW),
    Held(column=tables.claims.c.issuer, shown="claim", end=End.ROW),
    # What somebody did for an organisation, and what was done about him: it is the organisation's.
    Held(column=tables.corrections.c.author, shown="corrected", end=End.NOBODY),
    Held(column=tables.snapshots.c.author, shown="version", end=End.NOBODY, form=Form.TEXT),
    Held(column=tables.remarks.c.author, shown="remark", end=End.NOBODY),
    Held(column=tables.milestones_done.c.author, shown="milestone", end=End.NOBODY),
    Held(column=tables.announcements.c.author, shown="announcement", end=End.NOBODY),
    Held(column=tables.audit.c.actor, shown="journal", end=End.MARK),
    Held(column=tables.audit.c.details, shown="journal_about", end=End.MARK, form=Form.JSON),
    Held(column=tables.unit_settings.c.name, shown="refused", end=End.ROW, form=Form.MARK),
)

_ROSTER = "the organisation's roster, by its order: kept until somebody leaves, and 3 years"
_REPORT = "a closed week's report, by the order: kept as long as reports are"
_TOLD = "what responsible people were told of a week: 6 weeks"

NAMING: dict[Column[Any], str] = {
    tables.persons.c.id: _ROSTER,
    tables.persons.c.full_name: _ROSTER,
    tables.persons.c.position: _ROSTER,
    tables.persons.c.role: _ROSTER,
    tables.persons.c.classes: _ROSTER,
    tables.classes.c.teacher: _ROSTER,
    tables.absences.c.person: _ROSTER,
    tables.bindings.c.person: "goes with the account beside it",
    tables.codes.c.person: "a code for a row of the roster: 30 days, used ones go with the account",
    tables.corrections.c.person: "corrections of somebody's weeks go with his account",
    tables.corrections.c.comment: "the ground of a correction; goes with it",
    tables.snapshots.c.report: _REPORT,
    tables.remarks.c.text: "measures taken, in the deputy's words: kept as long as reports are",
    tables.notices.c.facts: f"{_TOLD}; words of people go when they are delivered",
    tables.inbox.c.key: "goes, or is renamed, with the conversation beside it",
    tables.inbox.c.body: "what somebody wrote to the bot: emptied when it is answered",
    tables.inbox.c.gist: "a hash of what somebody wrote, to know it again; emptied with it",
    tables.answers.c.body: "what somebody was to be told: 50 minutes at most",
    tables.dialog_states.c.body: "a file that waits for a yes: a day",
    tables.dialog_states.c.file_name: "goes with the file",
    tables.chats.c.title: "the title of a chat, as its people gave it",
    tables.holdings.c.title: "the title of a chat when another unit got it",
    tables.unit_settings.c.value: "what an administrator set",
}
"""Columns that name people otherwise than by account; each with why it may stay."""


def _plain(columns: str) -> frozenset[str]:
    return frozenset(columns.split())


PLAIN: dict[str, frozenset[str]] = {
    "absences": _plain("first last"),
    "accounts": _plain("dialog changed_at"),
    "announcements": _plain("id unit made_at chats"),
    "answers": _plain("id about made_at attempts retry_at claimed_until"),
    "applied_config": _plain("id applied_at fingerprint"),
    "audit": _plain("id at unit action"),
    "bindings": _plain("unit method bound_at"),
    "calendars": _plain("unit since timezone first_day"),
    "call_participants": _plain("call by_start by_end"),
    "calls": _plain(
        "id chat start_number end_number started_at seconds closed reached participant_count "
        "start_at start_count end_at told_at"
    ),
    "chat_members": _plain("chat"),
    "chats": _plain(
        "id unit kind class_name access admin present joined_at left_at people "
        "came_at moved guessed"
    ),
    "claims": _plain("code unit office expires_at"),
    "classes": _plain("unit name pupils parents"),
    "codes": _plain("code expires_at"),
    "conditions": _plain("name value since"),
    "corrections": _plain("id unit week figure messages calls value of made_at"),
    "cursors": _plain("source position moved_at read_through settles_at"),
    "directory": _plain("id version"),
    "erased": _plain("erased_at"),
    "foreign_links": _plain("chat hour messenger messages"),
    "holdings": _plain("place chat unit since until kind class_name"),
    "holes": _plain("chat first last noticed_at gone"),
    "inbox": _plain("id received_at attempts claimed_until folds retry_at"),
    "interruptions": _plain("id chat kind since until"),
    "job_runs": _plain("job unit moment state finished_at"),
    "ledger": _plain("first last"),
    "milestones_done": _plain("unit milestone done_on made_at"),
    "notices": _plain(
        "id unit kind due_at expires_at state attempts retry_at claimed_until random_id begun_at "
        "settled_at error"
    ),
    "offices": _plain("unit office source"),
    "official": _plain("unit week figure value of made_at"),
    "official_columns": _plain("unit header figure"),
    "persons": _plain("unit added_at dismissed_at"),
    "quarantine": _plain("id received_at reason shape place"),
    "remarks": _plain("id unit week kind made_at"),
    "secrets": _plain("name value"),
    "snapshots": _plain("unit week version made_at"),
    "standings": _plain("unit week as_of closed completeness figures"),
    "talkers": _plain("unit act begun_at told_back_at"),
    "tallies": _plain("chat hour messages"),
    "unit_settings": _plain("unit"),
    "turned_away": _plain("day folded dropped"),
    "units": _plain("id kind name parent timezone order_name listed"),
    "vacations": _plain("unit class_name first last source"),
    "visits": _plain("chat number at present unit proved proved_at inferred"),
    "weekly_keys": _plain("unit week starts_at ends_at key"),
    "wishes": _plain("unit name source"),
}
"""By table: columns in which nobody stands."""
