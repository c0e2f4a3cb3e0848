"""Profiles of a chat's members, asked of VK each time: strangers' names are never kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.dialog.chats.known_chat import vk_tells
from bot.service.recording.members import METHOD, PAGE
from bot.vk.cleaning import NAME, cleaned
from bot.vk.client import Vk
from monitor.people.matching import Profile
from storage.accounts import CHATS
from storage.records import Chat, ChatKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberProfiles:
    """Profiles in chats, each once, and how many of the chats VK does not tell of."""

    profiles: tuple[Profile, ...]
    hidden: int


def staff_chats(chats: Iterable[Chat]) -> list[Chat]:
    """Choose the staff chats the bot is in."""
    return [chat for chat in chats if chat.present and chat.kind is ChatKind.STAFF]


async def members_of(vk: Vk, chat: int, *, gone: bool = False) -> tuple[Profile, ...] | None:
    """Give the people of a chat by VK's names; None: VK refuses. Raises ``VkError``.

    ``gone``: also those whose profiles are deleted or blocked.
    """
    found: list[Profile] = []
    offset, count = 0, 1
    while offset < count:
        answer = await vk_tells(
            vk, METHOD, peer_id=CHATS + chat, offset=offset, count=PAGE, lang="ru"
        )
        if answer is None:
            return None
        found += [
            Profile(
                account=each["id"],
                first=cleaned(each.get("first_name"), NAME),
                last=cleaned(each.get("last_name"), NAME),
            )
            for each in answer.get("profiles", ())
            if gone or "deactivated" not in each
        ]
        count, offset = answer["count"], offset + PAGE
    return tuple(found)


async def seen_in(vk: Vk, chats: Iterable[Chat]) -> MemberProfiles:
    """Give the people of chats. Raises ``VkError``."""
    found: dict[int, Profile] = {}
    hidden = 0
    for chat in chats:
        members = await members_of(vk, chat.id)
        hidden += members is None
        found |= {each.account: each for each in members or ()}
    return MemberProfiles(profiles=tuple(found.values()), hidden=hidden)
