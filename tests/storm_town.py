"""The town a storm rages over: forty teachers, sixty pupils, and what they really did."""

import random
from collections import Counter
from dataclasses import dataclass, field

from sandbox.world import Access, World

ADMIN = 101
TEACHERS = range(201, 241)
TALKING = 25  # of the teachers; the others only write to the bot, and are nudged
PUPILS = range(1_001, 1_061)
STRANGERS = range(3_001, 3_011)  # write to the bot for ever, and are to disturb nobody
FLOOD = 40  # messages at a time


@dataclass(slots=True)
class Truth:
    """What the town really did: messages by (chat, account), calls by (chat, caller), commands.

    ``nudges``: how many personal nudges arrived, by account. ``week``: messages by account up to
    the end of the week that was closed. ``floods``: messages to the bot of strangers who never
    stop; they fold, so only that each is answered is held against it.
    """

    messages: Counter[tuple[int, int]] = field(default_factory=Counter)
    calls: Counter[tuple[int, int]] = field(default_factory=Counter)
    commands: Counter[int] = field(default_factory=Counter)
    nudges: Counter[int] = field(default_factory=Counter)
    week: dict[int, int] = field(default_factory=dict)
    floods: Counter[int] = field(default_factory=Counter)


class Town:
    """Forty teachers, sixty pupils, six chats, and what they do at random."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.truth = Truth()
        self._random = random.Random(seed)
        world.add_person("Анна", "Быкова", id=ADMIN)
        for number in (*TEACHERS, *PUPILS, *STRANGERS):
            world.add_person("Имя", f"Фамилия{number}", id=number)
        everybody = [ADMIN, *TEACHERS, *PUPILS, *STRANGERS]
        self.chats = [world.add_chat(f"Чат {n}", ADMIN, everybody) for n in range(1, 7)]
        for chat in self.chats:
            world.set_bot(chat, ADMIN, Access.ADMIN)

    def say(self, person: int) -> None:
        """Let somebody write a message."""
        self.world.say(person, chat=self.chats[0], text="Доброе утро")
        self.truth.messages[self.chats[0], person] += 1

    def act(self) -> None:
        """Do one thing somebody in the town does."""
        chance = self._random
        chat, dice = chance.choice(self.chats), chance.random()
        person = chance.choice(TEACHERS[:TALKING] if dice < 0.5 else PUPILS)
        if dice < 0.95:
            self.world.say(person, chat=chat, text="Домашнее задание: параграф 12")
            self.truth.messages[chat, person] += 1
        elif dice < 0.97:
            self.world.call(chat, person, [person, ADMIN], chance.randrange(1, 600))
            self.truth.calls[chat, person] += 1
        elif dice < 0.98:
            person = chance.choice((*TEACHERS, *PUPILS))
            self.world.say(person, dm=True, text="Здравствуйте")
            self.truth.commands[person] += 1
        elif dice < 0.99:
            self.world.say(-777, chat=chat, text="Реклама сообщества")
        else:
            self.world.rename_chat(chat, ADMIN, f"Чат {chance.randrange(100)}")

    def flood(self) -> None:
        """Let a stranger pour messages on the bot, and slashes into a chat."""
        chance = self._random
        person, chat = chance.choice(STRANGERS), chance.choice(self.chats)
        for _ in range(FLOOD):
            self.world.say(person, dm=True, text=f"Ау {chance.random()}")
        for _ in range(FLOOD):
            self.world.say(-777, chat=chat, text="/x")
            self.world.say(person, chat=chat, text=chance.choice(("/x", "/сводка")))
            self.truth.messages[chat, person] += 1
        self.truth.floods[person] += FLOOD


def names() -> dict[int, str]:
    """The teachers' names by account."""
    letters = "абвгдежзиклмнопрстуфхцчшщэюя"
    return {
        number: f"Учителев{letters[index % len(letters)]}{letters[index // len(letters)]}"
        " Имя Отчествович"
        for index, number in enumerate(TEACHERS)
    }


def roster() -> str:
    rows = [f"{name};учитель;учитель;{number}" for number, name in names().items()]
    return "\n".join(["ФИО;Должность;Роль;VK", *rows])
