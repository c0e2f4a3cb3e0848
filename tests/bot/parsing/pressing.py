"""Presses of a button of somebody's own making, as a changed client sends them."""

from tests.bot.vk.stream import payloads as vk


async def press(place, person, payload, number, peer=None):
    """Let somebody press a button of his own making, and answer it."""
    await pressed(place, person, payload, number, peer)
    await place.service.inbox.drain()


async def pressed(place, person, payload, number, peer=None):
    """Let somebody press a button of his own making."""
    event = vk.pressed(
        peer_id=peer or person,
        user_id=person,
        payload=payload,
        event_id=f"{number:012x}",
        conversation_message_id=1,
    )
    await place.service.intake.take(vk.poll(event, ts=str(number)))
