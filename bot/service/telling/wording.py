"""From a notice's facts to a message: words, a table, a picture drawn by another process."""

from dataclasses import replace

import msgspec

from bot.pictures.elsewhere import elsewhere
from bot.service.telling import buttons
from bot.service.telling.kind import NoticeKind, Told, plainly
from bot.sheets.digest import digest_xlsx
from bot.sheets.file_names import forecast_table, week_table
from bot.sheets.level import level_xlsx
from bot.sheets.plain import workbook
from bot.vk.files.uploads import File
from bot.vk.keyboards import Args, Button
from bot.words.notices import announced as announced_words
from bot.words.notices import binding as binding_words
from bot.words.notices import chats as chat_words
from bot.words.notices import forecast as forecast_words
from bot.words.notices import letters as letter_words
from bot.words.notices import materials as material_words
from bot.words.notices import milestones as milestone_words
from bot.words.notices import nudge as nudge_words
from bot.words.notices import road_map as road_map_words
from bot.words.notices import rollup as rollup_words
from bot.words.notices import watch as watch_words
from bot.words.notices import week as week_words
from bot.words.vocabulary import vocabulary_of
from monitor.chats.access import ACCESS_NOTICE
from monitor.facts.digest import Digest, Nudge
from monitor.jobs.announcing import AnnouncementOutcome, Words
from monitor.jobs.asked.handing_out import Handed
from monitor.jobs.asked.road_map import Urged
from monitor.jobs.binding import ASK_NOTICE, BOUND_NOTICE, REFUSED_NOTICE, Asking, BindingAnswer
from monitor.jobs.letters import Letter
from monitor.jobs.link_replies import LINK_NOTICE, Replied
from monitor.jobs.materials import Left, Over
from monitor.orders.deadlines import Deadline
from monitor.orders.jobs import JobName
from monitor.report.codec import decode_digest
from monitor.report.forecast import Forecast
from monitor.report.watch import Watch
from storage.accounts import CHATS, is_account
from storage.records import Notice
from storage.told.kinds import (
    ANNOUNCED,
    ANNOUNCEMENT,
    LETTER,
    MATERIAL,
    MATERIAL_LEFT,
    MATERIAL_NOW,
    MATERIAL_OVER,
    URGED,
    URGENT,
)


class Misdirected(Exception):
    """A notice whose recipient cannot be whom its kind is for: a chat, or a person."""


def tell(notice: Notice) -> Told:
    """Word a notice. Raises ``Misdirected``, and ``KeyError`` for a kind nobody words.

    Whatever a row says, figures of people and of organisations are worded for accounts only.
    """
    kind = _BY_NAME[notice.kind]
    fits = notice.recipient > CHATS if kind.to_chats else is_account(notice.recipient)
    if not fits:
        raise Misdirected
    return kind.tell(notice)


def together(notice: Notice) -> bool:
    """Tell whether notices of this kind to different people go out in one request."""
    kind = _BY_NAME.get(notice.kind)
    return kind is not None and kind.together


def _nudge(notice: Notice) -> Told:
    facts = msgspec.json.decode(notice.facts, type=Nudge)
    return Told(text=nudge_words.nudge(facts), keyboard=buttons.under_nudge(notice.unit, facts))


def _letter(notice: Notice) -> Told:
    letter = msgspec.json.decode(notice.facts, type=Letter)
    keys = buttons.under_letter(notice.unit, letter)
    return Told(text=letter_words.letter(letter), keyboard=keys)


def _forecast(notice: Notice) -> Told:
    facts = msgspec.json.decode(notice.facts, type=Forecast)
    told = Told(
        text=forecast_words.forecast(facts), keyboard=buttons.under_forecast(notice.unit, facts)
    )
    if len(facts.short) <= forecast_words.NAMES_SHOWN:
        return told
    body = workbook({forecast_words.SHEET: forecast_words.rows(facts)})
    return replace(told, table=File(name=forecast_table(facts), body=body))


def _reminder(notice: Notice) -> Told:
    digest = _digest_of(notice)
    return Told(
        text=week_words.reminder(digest),
        table=_table(digest),
        keyboard=buttons.under_reminder(notice.unit, digest),
    )


def _summary(notice: Notice) -> Told:
    digest = _digest_of(notice)
    return Told(
        text=week_words.summary(digest),
        table=_table(digest),
        keyboard=buttons.under_summary(notice.unit, digest),
    )


def _digest(notice: Notice) -> Told:
    digest = _digest_of(notice)
    told = tell_digest(digest, with_people=True)
    return replace(told, keyboard=buttons.under_digest(notice.unit, digest))


def _rollup(notice: Notice) -> Told:
    digest = _digest_of(notice)
    keys = buttons.under_rollup(notice.unit, digest.report.window.week)
    return replace(tell_level(digest), keyboard=keys)


def tell_digest(digest: Digest, *, with_people: bool) -> Told:
    """Word an organisation's digest; ``with_people`` only for readers inside the organisation."""
    table = File(
        name=week_table(digest.report),
        body=digest_xlsx(digest, with_people=with_people),
    )
    return Told(
        text=week_words.digest(digest),
        picture=elsewhere().make("bot.pictures.drawing", "digest_png", digest),
        table=table,
    )


def tell_level(digest: Digest) -> Told:
    """Word a level's digest; there are no people in it."""
    table = File(name=week_table(digest.report), body=level_xlsx(digest))
    return Told(
        text=rollup_words.rollup(digest),
        picture=elsewhere().make("bot.pictures.level", "level_png", digest),
        table=table,
    )


def _milestones(notice: Notice) -> Told:
    facts = msgspec.json.decode(notice.facts, type=Deadline)
    opening = buttons.one_button(notice.unit, milestone_words.OPEN, "milestones", {})
    return Told(text=milestone_words.reminder(facts), keyboard=opening)


def _urged(notice: Notice) -> Told:
    facts = msgspec.json.decode(notice.facts, type=Urged)
    args = {"m": facts.milestone}
    opening = buttons.one_button(notice.unit, road_map_words.OPEN, "milestone", args)
    return Told(text=road_map_words.urged(facts), keyboard=opening)


def _access(notice: Notice) -> Told:
    return Told(text=chat_words.access_needed(msgspec.json.decode(notice.facts)["title"]))


def _announcement(notice: Notice) -> Told:
    words = msgspec.json.decode(notice.facts, type=Words)
    return Told(text=words.text, attached=words.attachments, mentions=words.mentions)


def _announced(notice: Notice) -> Told:
    outcome = msgspec.json.decode(notice.facts, type=AnnouncementOutcome)
    args = {"i": outcome.number}
    opening = buttons.one_button(notice.unit, announced_words.REPORT, "announced", args)
    return Told(text=announced_words.outcome(outcome), keyboard=opening)


def _material(notice: Notice) -> Told:
    facts = msgspec.json.decode(notice.facts, type=Handed)
    return Told(
        text=material_words.handed(facts),
        keyboard=_material_buttons(notice.unit, facts.number),
        attached=facts.words.attachments,
    )


def _material_left(notice: Notice) -> Told:
    facts = msgspec.json.decode(notice.facts, type=Left)
    return Told(
        text=material_words.left(facts), keyboard=_material_buttons(notice.unit, facts.number)
    )


def _material_buttons(unit: str, number: int) -> str | None:
    """Give what an administrator can do with what a level handed out."""
    args: Args = {"i": number}
    rows = (
        (Button(label=material_words.PASS_ON, act="material_pass", args=args, main=True),),
        (
            Button(label=material_words.ACCEPT, act="material_accept", args=args),
            Button(label=material_words.OWN, act="material_own", args=args),
        ),
        (Button(label=material_words.REPLY, act="material_reply", args=args),),
    )
    return buttons.under(unit, *rows)


def _material_over(notice: Notice) -> Told:
    facts = msgspec.json.decode(notice.facts, type=Over)
    args = {"i": facts.number}
    opening = buttons.one_button(notice.unit, material_words.REPORT, "material_report", args)
    return Told(text=material_words.over(facts), keyboard=opening)


def _link_reply(notice: Notice) -> Told:
    facts = msgspec.json.decode(notice.facts, type=Replied)
    words = vocabulary_of((facts.kind,))
    return Told(text=chat_words.link_reply(facts.order, words, facts.chat))


def _binding_ask(notice: Notice) -> Told:
    facts = msgspec.json.decode(notice.facts, type=Asking)
    args = {"i": facts.person, "a": facts.account}
    row = (
        Button(label=binding_words.CONFIRM, act="ask_yes", args=args, main=True),
        Button(label=binding_words.REFUSE, act="ask_no", args=args),
    )
    return Told(text=binding_words.asking(facts), keyboard=buttons.under(notice.unit, row))


def _digest_of(notice: Notice) -> Digest:
    return decode_digest(notice.facts)


def _table(digest: Digest) -> File:
    return File(
        name=week_table(digest.report),
        body=digest_xlsx(digest, with_people=True),
    )


KINDS: tuple[NoticeKind, ...] = (
    NoticeKind(name=JobName.FORECAST, called=forecast_words.KIND, tell=_forecast),
    NoticeKind(name=JobName.NUDGE, called=nudge_words.KIND, tell=_nudge, together=True),
    NoticeKind(name=JobName.REMINDER, called=week_words.REMINDERS, tell=_reminder),
    NoticeKind(name=JobName.SUMMARY, called=week_words.SUMMARIES, tell=_summary),
    NoticeKind(name=JobName.DIGEST, called=week_words.DIGESTS, tell=_digest),
    NoticeKind(name=JobName.WATCH, called=watch_words.KIND, tell=plainly(Watch, watch_words.watch)),
    NoticeKind(name=JobName.ROLLUP, called=rollup_words.KIND, tell=_rollup),
    NoticeKind(name=JobName.MILESTONES, called=milestone_words.KIND, tell=_milestones),
    NoticeKind(name=URGED, called=road_map_words.KIND, tell=_urged),
    NoticeKind(name=ACCESS_NOTICE, called=chat_words.ACCESS_KIND, tell=_access),
    NoticeKind(name=LINK_NOTICE, called=chat_words.LINKS_KIND, tell=_link_reply, to_chats=True),
    NoticeKind(name=LETTER, called=letter_words.KIND, tell=_letter),
    NoticeKind(
        name=ANNOUNCEMENT, called=announced_words.IN_CHATS, tell=_announcement, to_chats=True
    ),
    NoticeKind(name=URGENT, called=announced_words.AT_ONCE, tell=_announcement, to_chats=True),
    NoticeKind(name=ANNOUNCED, called=announced_words.KIND, tell=_announced),
    NoticeKind(name=MATERIAL, called=material_words.KIND, tell=_material),
    NoticeKind(name=MATERIAL_NOW, called=material_words.AT_ONCE, tell=_material),
    NoticeKind(name=MATERIAL_LEFT, called=material_words.LEFT_KIND, tell=_material_left),
    NoticeKind(name=MATERIAL_OVER, called=material_words.OVER_KIND, tell=_material_over),
    NoticeKind(name=ASK_NOTICE, called=binding_words.ASK_KIND, tell=_binding_ask),
    NoticeKind(
        name=BOUND_NOTICE,
        called=binding_words.BOUND_KIND,
        tell=plainly(BindingAnswer, binding_words.answered),
    ),
    NoticeKind(
        name=REFUSED_NOTICE,
        called=binding_words.REFUSED_KIND,
        tell=plainly(BindingAnswer, binding_words.answered),
    ),
)
"""All kinds there are."""

_BY_NAME = {kind.name: kind for kind in KINDS}
