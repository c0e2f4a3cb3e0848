"""From a notice's facts to a message: words, a picture, a table. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from bot.sheets.digest import digest_xlsx
from bot.texts import joining as joining_words
from bot.texts import nudge as nudge_words
from bot.texts import week as week_words
from monitor.access import ACCESS_NOTICE
from monitor.report import Digest, Nudge
from monitor.schedule import JobName
from storage.records import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to attach: its name as people see it, and its bytes."""

    name: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A message ready to go out."""

    text: str
    picture: bytes | None = None
    table: File | None = None


def tell(notice: Notice) -> Told:
    """Word a notice. Raises KeyError for a kind nobody words."""
    return _WORDS[notice.kind](notice)


def _nudge(notice: Notice) -> Told:
    return Told(text=nudge_words.nudge(msgspec.json.decode(notice.facts, type=Nudge)))


def _reminder(notice: Notice) -> Told:
    digest = _digest_of(notice)
    return Told(text=week_words.reminder(digest), table=_table(digest))


def _summary(notice: Notice) -> Told:
    digest = _digest_of(notice)
    return Told(text=week_words.summary(digest), table=_table(digest))


def _digest(notice: Notice) -> Told:
    from bot.pictures import digest_png  # noqa: PLC0415 - 40 MB that only who draws shall need

    digest = _digest_of(notice)
    return Told(text=week_words.digest(digest), picture=digest_png(digest), table=_table(digest))


def _access(notice: Notice) -> Told:
    return Told(text=joining_words.access_needed(msgspec.json.decode(notice.facts)["title"]))


_WORDS: dict[str, Callable[[Notice], Told]] = {
    JobName.NUDGE: _nudge,
    JobName.REMINDER: _reminder,
    JobName.SUMMARY: _summary,
    JobName.DIGEST: _digest,
    ACCESS_NOTICE: _access,
}


def _digest_of(notice: Notice) -> Digest:
    return msgspec.json.decode(notice.facts, type=Digest)


def _table(digest: Digest) -> File:
    return File(
        name=week_words.file_name(digest.report),
        body=digest_xlsx(digest, with_people=True),
    )
