"""Finding a person's account by what somebody typed: a link, a short address, a number."""

from bot.sheets.cells import BadCell, profile
from bot.vk.client import Vk, VkError


async def profile_in(vk: Vk, text: str) -> int | None:
    """Give the account of a person's profile; None: it is no address of one."""
    try:
        account, screen_name = profile(text)
    except BadCell:
        return None
    if screen_name is None:
        return account
    try:
        answer = await vk.call("utils.resolveScreenName", screen_name=screen_name)
    except VkError:
        return None
    if isinstance(answer, dict) and answer.get("type") == "user":
        return int(answer["object_id"])
    return None
