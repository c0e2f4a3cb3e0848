"""From a notice's facts to a message: words, a picture, a table. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import msgspec

from bot.sheets.digest import digest_xlsx
from bot.sheets.level import level_xlsx
from bot.sheets.plain import workbook
from bot.vk.keyboards import Args, Button, keyboard
from bot.vk.uploads import File
from bot.words.notices import announced as announced_words
from bot.words.notices import binding as binding_words
from bot.words.notices import chats as chat_words
from bot.words.notices import forecast as forecast_words
from bot.words.notices import letters as letter_words
from bot.words.notices import milestones as milestone_words
from bot.words.notices import nudge as nudge_words
from bot.words.notices import rollup as rollup_words
from bot.words.notices import watch as watch_words
from bot.words.notices import week as week_words
from monitor.chats.access import ACCESS_NOTICE
from monitor.facts.digest import Digest, Nudge
from monitor.jobs.announcing import Outcome, Words
from monitor.jobs.binding import ASK_NOTICE, BOUND_NOTICE, REFUSED_NOTICE, Answer, Asking
from monitor.jobs.letters import Letter
from monitor.jobs.link_replies import LINK_NOTICE
from monitor.orders.deadlines import Deadline
from monitor.orders.schedule import JobName
from monitor.report.codec import decode_digest
from monitor.report.forecast import Forecast
from monitor.report.watch import Watch
from storage.accounts import CHATS, is_account
from storage.records import Notice
from storage.told.announcements import ANNOUNCED
from storage.told.notices import ANNOUNCEMENT, LETTER, URGENT

TO_CHATS = frozenset({ANNOUNCEMENT, URGENT, LINK_NOTICE})
"""Kinds that are for group chats; everything else is for one person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A message ready to go out."""

    text: str
    picture: bytes | None = None
    table: File | None = None
    keyboard: str | None = None
    attached: tuple[str, ...] = ()  # addresses of what VK has already
    mentions: bool = False  # those in the text notify


class Misdirected(Exception):
    """A notice whose recipient cannot be whom its kind is for: a chat, or a person."""


def tell(notice: Notice) -> Told:
    """Word a notice. Raises ``Misdirected``, and ``KeyError`` for a kind nobody words.

    Whatever a row says, figures of people and of organisations are worded for accounts only.
    """
    fits = notice.recipient > CHATS if notice.kind in TO_CHATS else is_account(notice.recipient)
    if not fits:
        raise Misdirected
    return _WORDS[notice.kind](notice)


def _nudge(notice: Notice) -> Told:
    text = nudge_words.nudge(msgspec.json.decode(notice.facts, type=Nudge))
    return Told(text=text, keyboard=_one_button(nudge_words.CLARIFY, "clarify", notice.unit))


def _letter(notice: Notice) -> Told:
    letter = msgspec.json.decode(notice.facts, type=Letter)
    return Told(text=letter_words.letter(letter), keyboard=_letter_buttons(notice.unit, letter))


def _letter_buttons(unit: str, letter: Letter) -> str | None:
    """Give what an administrator can do at once about a letter; None: nothing."""
    found: list[Button] = []
    if letter.person is not None and letter.topic == "absence" and letter.first:
        last = letter.last.isoformat() if letter.last else ""
        args: Args = {"i": letter.person, "a": letter.first.isoformat(), "b": last}
        found.append(Button(label=letter_words.MARK, act="absence_ok", args=args))
    if letter.person is not None and letter.topic == "profile":
        found.append(Button(label=letter_words.UNBIND, act="unbind", args={"i": letter.person}))
    if letter.person is not None and letter.topic in ("absence", "outside", "question"):
        found.append(Button(label=letter_words.CARD, act="person", args={"i": letter.person}))
    if letter.topic == "appointed":
        found.append(Button(label=letter_words.OPEN, act="unit", args={"to": unit}))
    return keyboard((tuple(found),), unit, inline=True) if found else None


def _one_button(label: str, act: str, unit: str, args: Args | None = None) -> str | None:
    button = Button(label=label, act=act, args=args or {}, main=args is not None)
    return keyboard(((button,),), unit, inline=True)


def _forecast(notice: Notice) -> Told:
    facts = msgspec.json.decode(notice.facts, type=Forecast)
    text = forecast_words.forecast(facts)
    if len(facts.short) <= forecast_words.NAMES_SHOWN:
        return Told(text=text)
    body = workbook({forecast_words.SHEET: forecast_words.rows(facts)})
    return Told(text=text, table=File(name=forecast_words.file_name(facts, notice.unit), body=body))


def _watch(notice: Notice) -> Told:
    return Told(text=watch_words.watch(msgspec.json.decode(notice.facts, type=Watch)))


def _reminder(notice: Notice) -> Told:
    digest = _digest_of(notice)
    return Told(text=week_words.reminder(digest), table=_table(digest))


def _summary(notice: Notice) -> Told:
    digest = _digest_of(notice)
    return Told(text=week_words.summary(digest), table=_table(digest))


def _digest(notice: Notice) -> Told:
    digest = _digest_of(notice)
    told = tell_digest(digest, with_people=True)
    return replace(told, keyboard=_acknowledging(notice.unit, digest))


def _acknowledging(unit: str, digest: Digest) -> str | None:
    """Give the button with which the deputy says that a digest has been read."""
    args: Args = {"w": digest.report.window.week, "f": int(digest.final)}
    return _one_button(week_words.ACKNOWLEDGE, "seen", unit, args)


def _rollup(notice: Notice) -> Told:
    return tell_level(_digest_of(notice))


def tell_digest(digest: Digest, *, with_people: bool) -> Told:
    """Word an organisation's digest; ``with_people`` only for readers inside the organisation."""
    from bot.pictures.drawing import digest_png  # noqa: PLC0415 - 40 MB that only who draws shall need

    table = File(
        name=week_words.file_name(digest.report),
        body=digest_xlsx(digest, with_people=with_people),
    )
    return Told(text=week_words.digest(digest), picture=digest_png(digest), table=table)


def tell_level(digest: Digest) -> Told:
    """Word a level's digest; there are no people in it."""
    from bot.pictures.level import level_png  # noqa: PLC0415 - as above

    table = File(name=week_words.file_name(digest.report), body=level_xlsx(digest))
    return Told(text=rollup_words.rollup(digest), picture=level_png(digest), table=table)


def _milestones(notice: Notice) -> Told:
    facts = msgspec.json.decode(notice.facts, type=Deadline)
    opening = _one_button(milestone_words.OPEN, "milestones", notice.unit, {})
    return Told(text=milestone_words.reminder(facts), keyboard=opening)


def _access(notice: Notice) -> Told:
    return Told(text=chat_words.access_needed(msgspec.json.decode(notice.facts)["title"]))


def _announcement(notice: Notice) -> Told:
    words = msgspec.json.decode(notice.facts, type=Words)
    return Told(text=words.text, attached=words.attachments, mentions=words.mentions)


def _announced(notice: Notice) -> Told:
    outcome = msgspec.json.decode(notice.facts, type=Outcome)
    args = {"i": outcome.number}
    opening = _one_button(announced_words.REPORT, "announced", notice.unit, args)
    return Told(text=announced_words.outcome(outcome), keyboard=opening)


def _link_reply(notice: Notice) -> Told:
    return Told(text=chat_words.link_reply(msgspec.json.decode(notice.facts)["order"]))


def _binding_ask(notice: Notice) -> Told:
    facts = msgspec.json.decode(notice.facts, type=Asking)
    args = {"i": facts.person, "a": facts.account}
    row = (
        Button(label=binding_words.CONFIRM, act="ask_yes", args=args, main=True),
        Button(label=binding_words.REFUSE, act="ask_no", args=args),
    )
    buttons = keyboard((row,), notice.unit, inline=True)
    return Told(text=binding_words.asking(facts), keyboard=buttons)


def _binding_answer(notice: Notice) -> Told:
    return Told(text=binding_words.answered(msgspec.json.decode(notice.facts, type=Answer)))


_WORDS: dict[str, Callable[[Notice], Told]] = {
    JobName.FORECAST: _forecast,
    JobName.NUDGE: _nudge,
    JobName.REMINDER: _reminder,
    JobName.SUMMARY: _summary,
    JobName.DIGEST: _digest,
    JobName.WATCH: _watch,
    JobName.ROLLUP: _rollup,
    JobName.MILESTONES: _milestones,
    ACCESS_NOTICE: _access,
    LETTER: _letter,
    LINK_NOTICE: _link_reply,
    ANNOUNCEMENT: _announcement,
    URGENT: _announcement,
    ANNOUNCED: _announced,
    ASK_NOTICE: _binding_ask,
    BOUND_NOTICE: _binding_answer,
    REFUSED_NOTICE: _binding_answer,
}


def _digest_of(notice: Notice) -> Digest:
    return decode_digest(notice.facts)


def _table(digest: Digest) -> File:
    return File(
        name=week_words.file_name(digest.report),
        body=digest_xlsx(digest, with_people=True),
    )
