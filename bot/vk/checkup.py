"""Whether VK lets the service work: the token's rights, and the events it is told of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.vk.asking import VERSION, Asker
from bot.vk.errors import DEAD_TOKEN, VkError

RIGHTS = ("messages", "manage", "photos", "docs")
MESSAGES = "message_new"
EVENTS = (MESSAGES, "message_reply", "message_event", "message_allow", "message_deny")
OLDEST = (5, 103)
"""Before it, updates have another shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """How events are told: by the long poll, or to a Callback API server.

    ``server`` None: the long poll. ``unknown``: VK does not say, for this reason.
    """

    enabled: bool = True
    version: str = VERSION
    missing: tuple[str, ...] = ()
    server: int | None = None
    unknown: VkError | None = None

    @property
    def old(self) -> bool:
        """Whether updates come in a shape that is not read."""
        number = tuple(int(part) for part in self.version.split(".") if part.isdecimal())
        return number < OLDEST

    @property
    def fine(self) -> bool:
        """Whether everything needed is told."""
        return self.unknown is None and self.enabled and not self.missing and not self.old

    @property
    def deaf(self) -> bool:
        """Whether it is known that nothing anybody writes is told."""
        return self.unknown is None and (not self.enabled or MESSAGES in self.missing)

    @property
    def can_be_mended(self) -> bool:
        """Whether VK's settings are known and there is something to set them for."""
        return self.unknown is None and self.server != 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """What is missing; ``lacking`` None: VK does not say which rights the token has."""

    lacking: tuple[str, ...] | None
    feed: Feed

    @property
    def may_mend(self) -> bool:
        """Whether the token may change the community's settings."""
        return self.lacking is not None and "manage" not in self.lacking


async def look(vk: Asker, group: int, secret: str | None) -> Checkup:
    """Ask for rights and settings; ``secret``: of our Callback API server, None: the long poll.

    Raises ``VkError`` when VK cannot be asked at all.
    """
    return Checkup(
        lacking=await _lacking(vk),
        feed=await (_long_poll(vk, group) if secret is None else _server(vk, group, secret)),
    )


async def _lacking(vk: Asker) -> tuple[str, ...] | None:
    try:
        answer = await vk.call("groups.getTokenPermissions")
    except VkError as error:
        if _is_about_asking(error):
            raise
        return None
    granted = {each.get("name") for each in answer.get("permissions", ())}
    return tuple(right for right in RIGHTS if right not in granted)


async def _long_poll(vk: Asker, group: int) -> Feed:
    try:
        answer = await vk.call("groups.getLongPollSettings", group_id=group)
    except VkError as error:
        if _is_about_asking(error):
            raise
        return Feed(unknown=error)
    return Feed(
        enabled=bool(answer.get("is_enabled")),
        version=str(answer.get("api_version") or VERSION),
        missing=_missing(answer),
    )


async def _server(vk: Asker, group: int, secret: str) -> Feed:
    """Our server is the one with our secret; VK's side of its address is not known here."""
    try:
        servers = (await vk.call("groups.getCallbackServers", group_id=group))["items"]
        ours = next((each["id"] for each in servers if each.get("secret_key") == secret), None)
        if ours is None:
            return Feed(enabled=False, server=0)
        answer = await vk.call("groups.getCallbackSettings", group_id=group, server_id=ours)
    except VkError as error:
        if _is_about_asking(error):
            raise
        return Feed(unknown=error, server=0)
    version = str(answer.get("api_version") or VERSION)
    return Feed(version=version, missing=_missing(answer), server=ours)


def _missing(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """Name the types that are off; one that VK does not list is not known to be."""
    events = answer.get("events") or {}
    return tuple(each for each in EVENTS if each in events and not int(events[each]))


def _is_about_asking(error: VkError) -> bool:
    """Whether nothing can be asked now, rather than this one thing never."""
    return not error.permanent or error.code in DEAD_TOKEN


async def mend(vk: Asker, group: int, feed: Feed) -> None:
    """Switch on what is missing. Raises ``VkError``."""
    wanted: dict[str, object] = dict.fromkeys(feed.missing, 1)
    if feed.old or not feed.enabled:
        wanted |= {"api_version": VERSION} | dict.fromkeys(EVENTS, 1)
    if feed.server is None:
        await vk.call("groups.setLongPollSettings", group_id=group, enabled=1, **wanted)
    elif feed.server:
        await vk.call("groups.setCallbackSettings", group_id=group, server_id=feed.server, **wanted)
