"""An announcement that is being written: kept with what is half finished, never anywhere else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from bot.dialog.announce.announcing_words import defused
from bot.dialog.core.request import Request
from bot.vk.files.attached import Attached
from monitor.jobs.announcing import Words
from storage.records import Chat, ChatKind

NO_KIND = "none"

WHEN_DUE, AT_ONCE = "due", "now"
"""The question about a draft that stands, and that a «да» answers: is it sent, when?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """To whom, the text, addresses of attachments, and whether mentions shall work.

    ``to``: kinds of chats, or ids of organisations. ``unsent``: kinds of what was attached and
    cannot be sent on. ``material``: the number of what a level handed out, if it is passed on.
    """

    to: frozenset[str] = frozenset()
    text: str = ""
    attached: tuple[str, ...] = ()
    unsent: tuple[str, ...] = ()
    tagged: bool = False
    material: int = 0

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

    def chosen(self, chats: Sequence[Chat]) -> list[Chat]:
        """Give the chats it goes to, of those there are."""
        return [chat for chat in chats if kind_of(chat) in self.to]


def kind_of(chat: Chat) -> str:
    """Name a chat's kind for a button; a chat of which nobody has said it has one as well."""
    return chat.kind or NO_KIND


def named(kind: str) -> ChatKind | None:
    """Give back a kind from its name on a button."""
    return None if kind == NO_KIND else ChatKind(kind)


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
    )


def _split(args: Mapping[str, str | int], name: str) -> tuple[str, ...]:
    return tuple(each for each in str(args.get(name, "")).split(",") if each)


def text_of(text: str, attached: Sequence[Attached]) -> str:
    """Give a message's text, with the links attached to it that do not stand in it."""
    links = (each.address for each in attached if each.kind == "link")
    missing = [link for link in dict.fromkeys(links) if link not in text]
    return "\n".join(part for part in (text.strip(), *missing) if part)
