"""What the client's library hands over: messages and presses, and who takes them."""

from collections.abc import Awaitable, Callable, Sequence

from bot.vk.client import Vk
from bot.vk.library import Bot as Handlers
from bot.vk.library import BotLabeler as Labeler
from bot.vk.library import ErrorHandler, GroupEventType, Message
from bot.vk.library import MessageEvent as Press

__all__ = ["Handlers", "Labeler", "Message", "Press", "handlers", "on_press"]


def handlers(vk: Vk, labelers: Sequence[Labeler]) -> Handlers:
    """Put handlers together, in the order in which they are asked; their errors are raised."""
    labeler = Labeler()
    for each in labelers:
        labeler.load(each)
    return Handlers(api=vk.api, labeler=labeler, error_handler=ErrorHandler(raise_exceptions=True))


def on_press(labeler: Labeler, handler: Callable[[Press], Awaitable[None]]) -> None:
    """Let a handler take every press of an inline button."""
    labeler.raw_event(GroupEventType.MESSAGE_EVENT, dataclass=Press)(handler)
