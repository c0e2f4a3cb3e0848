"""Inline buttons: an explicit table from what a button does to who does it."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from vkbottle import GroupEventType
from vkbottle.bot import BotLabeler, MessageEvent

from bot.talk import joining
from bot.talk.context import Talk

_DO: dict[str, Callable[[Talk, int, dict[str, Any]], Awaitable[str]]] = {
    "kind": joining.choose_kind,
    "unit": joining.choose_unit,
}


def labeler(talk: Talk) -> BotLabeler:
    """Build the handler of button presses; the answer is shown as a snackbar."""
    found = BotLabeler()

    @found.raw_event(GroupEventType.MESSAGE_EVENT, dataclass=MessageEvent)
    async def pressed(event: MessageEvent) -> None:
        payload = event.payload if isinstance(event.payload, dict) else {}
        action = _DO.get(str(payload.get("do")))
        if action is None:
            return
        said = await action(talk, event.user_id, payload)
        await talk.vk.call(
            "messages.sendMessageEventAnswer",
            event_id=event.event_id,
            user_id=event.user_id,
            peer_id=event.peer_id,
            event_data=json.dumps({"type": "show_snackbar", "text": said}, ensure_ascii=False),
        )

    return found
