"""Sending a message as the community: one door, so that everything sent can be told and tested."""

import hashlib
import itertools
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.vk.cleaning import sendable
from bot.vk.client import Vk
from bot.vk.errors import NETWORK, STOPPING, VkError
from bot.vk.execute import call, fitting, outcomes, script
from bot.vk.written import written
from storage.accounts import CHATS

SEND, EDIT = "messages.send", "messages.edit"
TEXT_LIMIT = 4096  # VK cuts no longer texts, it refuses them (error 914)
HISTORY = 200  # messages one messages.getHistory gives at most
SKEW = timedelta(minutes=10)  # by which VK's clock and ours may differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message VK took from us; ``to`` is VK's peer_id."""

    to: int
    kind: str
    at: datetime
    text: str
    attachments: tuple[str, ...]


OnSent = Callable[[Sent], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of one message about to be sent; ``about`` and ``kind`` as in ``Sender.send``."""

    peer: int
    text: str
    about: tuple[object, ...]
    kind: str
    keyboard: str | None = None


def random_id(*parts: object) -> int:
    """Derive VK's random_id from what a message is about: a repeat within an hour is dropped."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") & 0x7FFFFFFF or 1


def pages(text: str, limit: int = TEXT_LIMIT) -> list[str]:
    """Cut a text into messages VK takes, at line ends as far as lines allow."""
    found: list[str] = []
    current = ""
    for line in text.split("\n"):
        for piece in [line[at : at + limit] for at in range(0, len(line), limit)] or [""]:
            longer = f"{current}\n{piece}" if current else piece
            if len(longer) > limit:
                found.append(current)
                longer = piece
            current = longer
    return [*found, current]


def numbered(text: str, about: tuple[object, ...]) -> list[tuple[int, str]]:
    """Cut a text into messages, each with its random_id.

    They count down to 0, so that a message of number 0 proves all of a text: it is the last.
    """
    cut = pages(sendable(text))
    return [(random_id(*about, len(cut) - 1 - index), page) for index, page in enumerate(cut)]


class Sender:
    """Sends texts with keyboards and attachments; tells ``on_sent`` of each message."""

    def __init__(self, vk: Vk, clock: Callable[[], datetime], on_sent: OnSent | None) -> None:
        self._vk = vk
        self._clock = clock
        self._on_sent = on_sent

    async def send(
        self,
        peer: int,
        text: str,
        *,
        about: tuple[object, ...],
        kind: str,
        keyboard: str | None = None,
        attachments: tuple[str, ...] = (),
        taken: Collection[int] = (),
        mentions: bool = False,
    ) -> None:
        """Send a text (in several messages if need be). Raises ``VkError``.

        ``about`` names what is told: the same ``about`` is never told twice within an hour, and
        not at all if VK has ``taken`` it (see there). ``mentions``: those in the text notify.
        """
        messages = numbered(text, about)
        for number, page in messages:
            if number in taken:
                continue
            last = number == messages[-1][0]
            attached = attachments if last else ()
            params = _params(peer, page, number) | {"disable_mentions": int(not mentions)}
            if last:
                params |= {"keyboard": keyboard, "attachment": ",".join(attached) or None}
            try:
                async with self._vk.turns.of(peer):
                    await self._vk.call(SEND, **params)
            except VkError as error:
                # What came before this part has been sent, and is not to be sent again.
                error.unsure = error.unsure or number != messages[0][0]
                raise
            self._tell(peer, kind, page, attached)

    async def edit(
        self, peer: int, number: int, text: str, *, kind: str, keyboard: str | None = None
    ) -> None:
        """Change a message of ours, by its number in the dialog. Raises ``VkError``."""
        params = _params(peer, text, 0) | {"cmid": number, "keyboard": keyboard}
        del params["random_id"]
        async with self._vk.turns.of(peer):
            await self._vk.call(EDIT, **params)
        self._tell(peer, kind, text, ())

    async def send_together(self, texts: Sequence[Text]) -> list[VkError | None]:
        """Send texts of one message each to different peers, as ``bundles`` puts them together.

        Gives what became of each. Raises ``VkError`` if nobody knows of any.
        """
        try:
            found = await self._executed(texts)
        except VkError as error:
            if error.code in STOPPING or not error.permanent:
                raise
            # It is the script VK does not like, so there will be none.
            untold = VkError(SEND, NETWORK, "not told of")
            untold.unsure = error.unsure
            found = [untold] * len(texts)
        for index, refused in enumerate(found):
            if refused is None:
                self._tell(texts[index].peer, texts[index].kind, texts[index].text, ())
            elif refused.code == NETWORK:
                found[index] = await self._alone(texts[index], refused.unsure)
        return found

    async def taken(self, peer: int, since: datetime) -> frozenset[int]:
        """Give the random_ids of what we wrote to a peer since a moment. Raises ``VkError``."""
        if peer > CHATS:
            return frozenset(await written(self._vk, peer, since - SKEW))
        oldest = (since - SKEW).timestamp()
        found: set[int] = set()
        for offset in itertools.count(0, HISTORY):
            answer = await self._vk.call(
                "messages.getHistory", peer_id=peer, count=HISTORY, offset=offset
            )
            page = answer["items"]
            found |= {item["random_id"] for item in page if item.get("random_id")}
            if len(page) < HISTORY or page[-1]["date"] < oldest:
                break
        return frozenset(found)

    async def _executed(self, texts: Sequence[Text]) -> list[VkError | None]:
        async with self._vk.turns.of(*(text.peer for text in texts)):
            answer, errors, unsure = await self._vk.execute(script(map(_call, texts)))
        return outcomes(SEND, answer, errors, len(texts), unsure=unsure)

    async def _alone(self, text: Text, unsure: bool) -> VkError | None:
        """Send one of a script's; ``unsure``: the script may have sent it."""
        try:
            await self.send(
                text.peer, text.text, about=text.about, kind=text.kind, keyboard=text.keyboard
            )
        except VkError as error:
            error.unsure = error.unsure or unsure
            return error
        return None

    def _tell(self, peer: int, kind: str, text: str, attachments: tuple[str, ...]) -> None:
        if self._on_sent is not None:
            self._on_sent(
                Sent(to=peer, kind=kind, at=self._clock(), text=text, attachments=attachments)
            )


def bundles(texts: Sequence[Text]) -> list[slice]:
    """Cut texts into those that go out in one request."""
    return fitting([len(_call(text)) for text in texts])


def _call(text: Text) -> str:
    [(number, page)] = numbered(text.text, text.about)
    params = _params(text.peer, page, number)
    return call(SEND, params | ({"keyboard": text.keyboard} if text.keyboard else {}))


def _params(peer: int, page: str, number: int) -> dict[str, Any]:
    return {
        "peer_id": peer,
        "message": sendable(page),
        "random_id": number,
        "disable_mentions": 1,
        "dont_parse_links": 1,
    }
