"""Finding a person's account by what somebody typed, and how VK names a profile."""

from dataclasses import dataclass

from bot.parsing.addresses import whose
from bot.vk.client import Vk
from bot.vk.errors import VkError
from storage.accounts import Account, is_account


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A profile as VK names it now; ``gone``: deleted or blocked, nobody reads there."""

    name: str
    gone: bool


async def profile_in(vk: Vk, text: str) -> Account | None:
    """Give the account of a person's profile; None: it is no address of one."""
    found = whose(text)
    return await resolved(vk, found) if isinstance(found, str) else found


async def resolved(vk: Vk, screen_name: str) -> Account | None:
    """Ask VK whose a short address is; None: no person's, or VK does not tell."""
    try:
        answer = await vk.call("utils.resolveScreenName", screen_name=screen_name)
    except VkError:
        return None
    if not isinstance(answer, dict) or answer.get("type") != "user":
        return None
    account = answer.get("object_id")
    return account if is_account(account) else None


def profile_of(answer: object, account: int) -> Named | None:
    """Find a profile in what users.get answered; None: there is no such profile."""
    for each in answer if isinstance(answer, list) else ():
        if isinstance(each, dict) and each.get("id") == account:
            name = f"{each.get('first_name', '')} {each.get('last_name', '')}".strip()
            return Named(name=name, gone="deactivated" in each)
    return None
