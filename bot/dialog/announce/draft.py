"""An announcement that is being written: kept with what is half finished, never anywhere else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zlib import crc32

from bot.dialog.announce.announcing_words import defused
from bot.dialog.core.request import Request
from bot.vk.files.attached import Attached
from bot.vk.sender import TEXT_LIMIT
from bot.words.russian import safe
from monitor.jobs.announcing import Words
from storage.records import Chat

WHEN_DUE, AT_ONCE = "due", "now"
"""The question about a draft that stands, and that a «да» answers: is it sent, when?"""

WHEN = "when"
"""What is written next is the moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """To whom, the text, addresses of attachments, and whether mentions shall work.

    ``to``: numbers of chats, or ids of organisations. ``unsent``: kinds of what was attached and
    cannot be sent on. ``material``: the number of what a level handed out, if it is passed on.
    ``signed``: with the organisation's name. ``at``: the moment chosen, as ISO 8601; empty: none.
    """

    to: frozenset[str] = frozenset()
    text: str = ""
    attached: tuple[str, ...] = ()
    unsent: tuple[str, ...] = ()
    tagged: bool = False
    material: int = 0
    signed: bool = True
    at: str = ""

    @property
    def written(self) -> bool:
        """Whether there is anything to announce."""
        return bool(self.text or self.attached)

    @property
    def attached_kinds(self) -> list[str]:
        """Tell what is attached: «photo», «doc»."""
        return ["photo" if each.startswith("photo") else "doc" for each in self.attached]

    @property
    def args(self) -> dict[str, str | int]:
        """What is kept of it."""
        return {
            "k": ",".join(sorted(self.to)),
            "t": self.text,
            "a": ",".join(self.attached),
            "x": ",".join(self.unsent),
            "w": int(self.tagged),
            "s": self.material,
            "g": int(self.signed),
            "h": self.at,
        }

    @property
    def mark(self) -> int:
        """Tell one draft from another: a button of an older preview does not send a newer one."""
        return crc32(repr(sorted(self.args.items())).encode())

    @property
    def words(self) -> Words:
        """What is sent."""
        text = self.text if self.tagged else defused(self.text)
        return Words(text=text, attachments=self.attached, mentions=self.tagged)

    def signed_words(self, name: str) -> Words:
        """What is sent, with the organisation's name as its last line where there is room."""
        signature = f"\n\n{safe(name)}" if self.text else safe(name)
        if not self.signed or not self.has_room(name):
            return self.words
        return replace(self.words, text=f"{self.words.text}{signature}")

    def has_room(self, name: str) -> bool:
        """Tell whether a signature fits into a message with the text."""
        return len(self.words.text) + len(f"\n\n{safe(name)}") <= TEXT_LIMIT

    def wished(self, now: datetime) -> datetime:
        """Give when it is to go out, were nobody ever to be left in peace."""
        return max(now, datetime.fromisoformat(self.at)) if self.at else now

    def chosen(self, chats: Sequence[Chat]) -> list[Chat]:
        """Give the chats it goes to, of those there are."""
        return [chat for chat in chats if str(chat.id) in self.to]


def draft_of(request: Request, act: str) -> Draft | None:
    """Give the draft somebody is at, half finished as ``act``; None: there is none."""
    if request.state.act != act:
        return None
    args: Mapping[str, str | int] = request.state.args
    return Draft(
        to=frozenset(_split(args, "k")),
        text=str(args.get("t", "")),
        attached=_split(args, "a"),
        unsent=_split(args, "x"),
        tagged=bool(args.get("w")),
        material=int(args.get("s", 0)),
        signed=bool(args.get("g", 1)),
        at=str(args.get("h", "")),
    )


def _split(args: Mapping[str, str | int], name: str) -> tuple[str, ...]:
    return tuple(each for each in str(args.get(name, "")).split(",") if each)


def text_of(text: str, attached: Sequence[Attached]) -> str:
    """Give a message's text, with the links attached to it that do not stand in it."""
    links = (each.address for each in attached if each.kind == "link")
    missing = [link for link in dict.fromkeys(links) if link not in text]
    return "\n".join(part for part in (text.strip(), *missing) if part)
