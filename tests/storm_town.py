"""The town a storm rages over: forty teachers, sixty pupils, a lyceum, and what they really did."""

import random
from collections import Counter
from dataclasses import dataclass, field

from sandbox.world.world import Access, World
from tests import bombs
from tests.cast import ADMIN, LYCEUM_ADMIN

TEACHERS = range(201, 241)
TALKING = 25  # of the teachers; the others only write to the bot, and are nudged
PUPILS = range(1_001, 1_061)
STRANGERS = range(3_001, 3_011)  # write to the bot for ever, and are to disturb nobody
FLOOD = 40  # messages at a time
GOING = slice(1, 3)  # the school's chats the bot is thrown out of and invited into again
BOMBS = tuple(bombs.bombs().items())


@dataclass(slots=True)
class Truth:
    """What the town really did: messages by (chat, account), calls by (chat, caller), commands.

    ``nudges``: how many personal nudges arrived, by account. ``week``: messages by account up to
    the end of the week that was closed. ``floods``: messages to the bot of strangers who never
    stop; they fold, so only that each is answered is held against it.

    ``theirs``: messages in the lyceum's chats up to the end of that week. ``absences``: (chat,
    since, until) of the bot, UTC seconds; ``unseen``: (chat, first, last) number said meanwhile.
    ``bombs``: by the name of the file, whether it may be read as an ordinary table;
    ``unrefused``: what was wrong with the answers to them.
    """

    messages: Counter[tuple[int, int]] = field(default_factory=Counter)
    calls: Counter[tuple[int, int]] = field(default_factory=Counter)
    commands: Counter[int] = field(default_factory=Counter)
    nudges: Counter[int] = field(default_factory=Counter)
    week: dict[int, int] = field(default_factory=dict)
    floods: Counter[int] = field(default_factory=Counter)
    theirs: int = 0
    absences: list[tuple[int, int, int]] = field(default_factory=list)
    unseen: list[tuple[int, int, int]] = field(default_factory=list)
    bombs: dict[str, bool] = field(default_factory=dict)
    unrefused: list[str] = field(default_factory=list)


class Town:
    """Forty teachers, sixty pupils, six chats and two of a lyceum, and what they do at random.

    ``away``: since when (UTC seconds) and from which number on the bot is not in chats; nothing
    said there then counts.
    """

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.truth = Truth()
        self.away: dict[int, tuple[int, int]] = {}
        self._random = random.Random(seed)
        self._fate = random.Random(seed + 2)
        self._bombs = self._fate.sample(BOMBS, len(BOMBS))
        world.add_person("Анна", "Быкова", id=ADMIN)
        world.add_person("Нина", "Носова", id=LYCEUM_ADMIN)
        for number in (*TEACHERS, *PUPILS, *STRANGERS):
            world.add_person("Имя", f"Фамилия{number}", id=number)
        everybody = [ADMIN, *TEACHERS, *PUPILS, *STRANGERS]
        self.chats = [world.add_chat(f"Чат {n}", ADMIN, everybody) for n in range(1, 7)]
        for chat in self.chats:
            world.set_bot(chat, ADMIN, Access.ADMIN)

        title, members = "Лицей", [LYCEUM_ADMIN, *PUPILS]
        self.theirs = [world.add_chat(f"{title} {n}", LYCEUM_ADMIN, members) for n in (1, 2)]
        for chat in self.theirs:
            world.set_bot(chat, LYCEUM_ADMIN, Access.ADMIN)

    def say(self, person: int, chat: int | None = None) -> None:
        """Let somebody write a message."""
        self._say(person, chat or self.chats[0], "Доброе утро")

    def act(self) -> None:
        """Do one thing somebody in the town does."""
        chance = self._random
        chat, dice = chance.choice(self.chats), chance.random()
        person = chance.choice(TEACHERS[:TALKING] if dice < 0.5 else PUPILS)
        if dice < 0.85:
            self._say(person, chat, "Домашнее задание: параграф 12")
        elif dice < 0.95:
            self._say(chance.choice(PUPILS), chance.choice(self.theirs), "Завтра лицей закрыт")
        elif dice < 0.97:
            if dice < 0.955:
                chat, person = chance.choice(self.theirs), chance.choice(PUPILS)
            self.world.call(chat, person, [person, ADMIN], chance.randrange(1, 600))
            self.truth.calls[chat, person] += chat not in self.away
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
            self._say(person, chat, chance.choice(("/x", "/сводка")))
        self.truth.floods[person] += FLOOD

    def turn_out_or_ask_in(self) -> None:
        """Throw the bot out of a chat, or invite it again if it is out."""
        chat = self._fate.choice(self.chats[GOING])
        if chat in self.away:
            self._ask_in(chat)
        else:
            self.world.advance(7)
            number = self.world.set_bot(chat, ADMIN, Access.ABSENT)
            self.away[chat] = self.world.timestamp(), (number or 0) + 1

    def ask_in(self) -> None:
        """Invite the bot wherever it was thrown out of, and write in every chat once more."""
        for chat in tuple(self.away):
            self._ask_in(chat)
        for chat in (*self.chats, *self.theirs):
            self.say(PUPILS[0], chat)

    def hand_in_bomb(self) -> None:
        """Let the administrator send the bot one more table made to kill, if any is left."""
        if not self._bombs:
            return
        what, made = self._bombs.pop()
        ending = "csv" if what.startswith("a text") else "xlsx"
        name = f"список-{len(self.truth.bombs) + 1}.{ending}"
        files, now = self.world.files, self.world.timestamp()
        doc = files.save_doc(
            files.add(name, made()), title=name, owner=ADMIN, date=now, url=self.world.url
        )
        self.world.say(ADMIN, dm=True, attachments=[{"type": "doc", "doc": doc}])
        self.truth.bombs[name] = what in bombs.harmless()

    def _say(self, person: int, chat: int, text: str) -> None:
        self.world.say(person, chat=chat, text=text)
        self.truth.messages[chat, person] += chat not in self.away

    def _ask_in(self, chat: int) -> None:
        self.world.advance(7)
        since, first = self.away.pop(chat)
        number = self.world.set_bot(chat, ADMIN, Access.ADMIN)
        self.truth.absences.append((chat, since, self.world.timestamp()))
        self.truth.unseen.append((chat, first, (number or 0) - 1))
        self.world.advance(7)


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
