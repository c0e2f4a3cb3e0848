"""Sending a message as the community: one door, so that everything sent can be told and tested."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.vk.client import Vk

TEXT_LIMIT = 4096  # VK cuts no longer texts, it refuses them (error 914)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message VK took from us; ``to`` is VK's peer_id."""

    to: int
    kind: str
    at: datetime
    text: str
    attachments: tuple[str, ...]


OnSent = Callable[[Sent], None]


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
    ) -> None:
        """Send a text (in several messages if need be). Raises ``VkError``.

        ``about`` names what is told: the same ``about`` is never told twice within an hour.
        """
        cut = pages(text)
        for index, page in enumerate(cut):
            last = index == len(cut) - 1
            attached = attachments if last else ()
            await self._vk.call(
                "messages.send",
                peer_id=peer,
                message=page,
                random_id=random_id(*about, index),
                keyboard=keyboard if last else None,
                attachment=",".join(attached) or None,
                disable_mentions=1,
                dont_parse_links=1,
            )
            if self._on_sent is not None:
                self._on_sent(
                    Sent(to=peer, kind=kind, at=self._clock(), text=page, attachments=attached)
                )
