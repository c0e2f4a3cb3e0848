"""Inline buttons in chats: an explicit table from what a button does to who does it."""

from collections.abc import Awaitable, Callable

from bot.dialog.binding import calling
from bot.dialog.chats import joining
from bot.dialog.core.context import Talk
from bot.dialog.core.dialog import pressed_in_private
from bot.dialog.core.router import Router
from bot.dialog.core.showing import Reply, reply
from bot.parsing import payloads
from bot.vk.heard import Labeler, Press, on_press
from bot.vk.keyboards import Args
from storage.accounts import CHATS

_DO: dict[str, Callable[[Talk, int, Args], Awaitable[str]]] = {
    "kind": joining.choose_kind,
    "unit": joining.choose_unit,
}

_OPEN: dict[str, Callable[[Talk, int, Args], Awaitable[Reply]]] = {
    "me": calling.answer_press,
}


IN_CHATS = frozenset((*_DO, *_OPEN))
"""Acts of buttons in chats; no others are let in (bot/service/answering/addressed.py)."""


def labeler(talk: Talk, router: Router) -> Labeler:
    """Build the handler of button presses; the answer is a snackbar, or a link that opens."""
    found = Labeler()

    async def pressed(event: Press) -> None:
        if event.peer_id <= CHATS:
            await pressed_in_private(talk, router, event)
            return
        act, args = payloads.read(event.payload)
        if act in _DO:
            said = Reply(text=await _DO[act](talk, event.user_id, args))
        elif act in _OPEN:
            said = await _OPEN[act](talk, event.user_id, args)
        else:
            return
        await reply(talk, event.peer_id, event.user_id, str(event.event_id), said)

    on_press(found, pressed)
    return found
