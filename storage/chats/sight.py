"""What a poll shows of the bot's sight: full access, or a return nobody told of."""

from storage.chats import proofs, visits
from storage.engine import AsyncConnection
from storage.observations import Batch
from storage.places.directory import Directory
from storage.places.presence import Coming


async def note(
    connection: AsyncConnection, batch: Batch, fresh: set[tuple[int, int]], directory: Directory
) -> None:
    """Keep what new messages show: that the bot is back, and from which number on it sees all."""
    unsure = {chat for chat, past in directory.pasts.items() if past.is_unsure}
    doubted = directory.unproved | unsure if not batch.fetched else directory.unit_of_chat.keys()
    if not doubted:
        return
    comings = {(visit.chat, visit.number) for visit in batch.visits}
    shown: dict[int, list[tuple[int, int]]] = {}
    back: dict[int, tuple[int, int]] = {}
    for chat, number, account, at in batch.seen:
        if chat not in doubted or (chat, number) not in fresh:
            continue
        if (chat, number) in comings:
            continue
        if chat in unsure and directory.pasts[chat].returned(number, at):
            back[chat] = min(back.get(chat, (number, at)), (number, at))
        if account is not None and (chat, number) not in batch.addressed:
            shown.setdefault(chat, []).append((number, at))
    for chat, (number, at) in back.items():
        coming = Coming(number=number, at=at, present=True, inferred=True)
        await visits.add(connection, chat, coming)
    if shown:
        await proofs.prove(connection, shown)
