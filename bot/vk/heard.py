"""What the client's library hands over: messages and presses, and who takes them."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.vk.client import Vk
from bot.vk.library import ABCAPI, BotMessageView, ErrorHandler, GroupEventType, Message
from bot.vk.library import Bot as Handlers
from bot.vk.library import BotLabeler as Labeler
from bot.vk.library import MessageEvent as Press

__all__ = ["Handlers", "Labeler", "Message", "Press", "handlers", "on_press"]


class _Messages(BotMessageView):
    """Reads a message once.

    vkbottle reads the whole update into a model, writes that out and reads it into another: the
    first one costs 4 MB and as much time again.
    """

    @staticmethod
    async def get_message(event: dict[str, Any], ctx_api: ABCAPI, replace_mention: bool) -> Message:
        """Give the message of an update."""
        told = event["object"]
        known = {"group_id": event.get("group_id"), "client_info": told.get("client_info")}
        ours = {"replace_mention": replace_mention, "unprepared_ctx_api": ctx_api}
        return Message(**told["message"] | known | ours)


def handlers(vk: Vk, labelers: Sequence[Labeler]) -> Handlers:
    """Put handlers together, in the order in which they are asked; their errors are raised."""
    labeler = Labeler(message_view=_Messages())
    for each in labelers:
        labeler.load(each)
    return Handlers(api=vk.api, labeler=labeler, error_handler=ErrorHandler(raise_exceptions=True))


def on_press(labeler: Labeler, handler: Callable[[Press], Awaitable[None]]) -> None:
    """Let a handler take every press of an inline button."""
    labeler.raw_event(GroupEventType.MESSAGE_EVENT, dataclass=Press)(handler)
