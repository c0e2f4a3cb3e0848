"""What every conversation has at hand, and how it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.dialog.core.handing import Gate
from bot.service.answering.answering import Answer, Answers, about
from bot.vk.client import Vk
from bot.vk.heard import Message
from bot.vk.sender import Sender
from bot.words.vocabulary import Vocabulary, vocabulary_of
from monitor.jobs.loading.load import UnitOrder
from storage.db.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The database, VK, the units with their orders, the clock, and where files wait.

    What is asked for is answered by ``answers``: no passing error of VK loses it.
    """

    database: Database
    vk: Vk
    sender: Sender
    answers: Answers
    units: Mapping[str, UnitOrder]
    clock: Callable[[], datetime]
    gate: Gate = field(default_factory=Gate)

    def vocabulary(self, unit: str | None) -> Vocabulary:
        """Give the words of a unit: a level's are those of the units below it.

        None: of somebody with no part in any, who may come from each.
        """
        around = (
            each.kind
            for each in self.units.values()
            if unit is None or unit in (each.id, *each.above)
        )
        return vocabulary_of(around)

    async def answer(
        self,
        message: Message,
        text: str,
        *,
        part: str = "answer",
        keyboard: str | None = None,
        private: bool = False,
    ) -> None:
        """Answer a message; handled again after a crash, it is not answered twice.

        ``private``: to who wrote it, not where it was written. Raises ``VkError`` if it can never
        be told.
        """
        await self.answers.give(
            Answer(
                peer=message.from_id if private else message.peer_id,
                about=about("answer", message.peer_id, message.conversation_message_id, part),
                kind=part,
                text=text,
                keyboard=keyboard,
            )
        )
