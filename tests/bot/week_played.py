"""A small school's week through the sandbox, played once for the tests of its texts and tables."""

from dataclasses import dataclass

from storage import tables
from storage.accounts import CHATS
from tests.cast import (
    ADMIN,
    COORDINATOR,
    DEPUTY,
    FRIDAY_DIGEST,
    MARIA,
    NEXT_MONDAY_CLOSE,
    PAVEL,
    THURSDAY_NUDGE,
    THURSDAY_REMINDER,
    at,
)
from tests.playground import playground

VERA, ALLA, OLEG = 111, 112, 113
PUPILS = (201, 202, 203)
PARENT = 204

ROSTER = """ФИО;Должность;Роль;VK;Классы;Отсутствует с;Отсутствует по
Быкова Анна Сергеевна;Учитель истории;учитель;101;;;
Зотов Игорь Львович;Заместитель директора;администрация;102;;;
Орлова Вера Юрьевна;Учитель химии;учитель;111;;;
Петрова Мария Петровна;Учитель математики;учитель;104;5А;;
Сомова Алла Юрьевна;Учитель музыки;учитель;112;;16.11.2026;22.11.2026
Титов Олег Иванович;Учитель труда;учитель;113;;19.11.2026;19.11.2026
Уткин Павел Ильич;Учитель физики;учитель;105;;;
Юдина Ольга Олеговна;Секретарь;прочий персонал;;;;
"""
CLASSES = """Класс;Учеников;Родителей;Классный руководитель
5А;4;7;Петрова Мария Петровна
6Б;6;11;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What came of the week: messages by moment, what stands in dialogs, files, the report."""

    told: dict[str, list]  # Sent, by the moment after which they went out
    again: dict[str, int]  # how many more the same moment's second tick sent
    dialogs: dict[int, list]  # the bot's messages as VK keeps them, by peer
    files: dict[str, bytes]  # by attachment string
    notices: list
    config: object


async def play(folder):
    """Play the week before, then the week; the clock is set from moment to moment."""
    told, again = {}, {}
    async with playground(folder, clock=at(-7, 9)) as place:
        world = place.world

        async def live(name, moment):
            before = len(place.sent)
            await place.tick(moment)
            told[name] = place.sent[before:]
            await place.tick(moment)
            again[name] = len(place.sent) - before - len(told[name])

        for number, name in ((VERA, "Вера"), (ALLA, "Алла"), (OLEG, "Олег")):
            world.add_person(name, "Новая", id=number)
        for number in (*PUPILS, PARENT):
            world.add_person("Ученик", str(number), id=number)
        for person in (ADMIN, DEPUTY, MARIA, VERA, ALLA, OLEG, COORDINATOR):
            world.say(person, dm=True, text="Начать")
        await place.roster(ROSTER)
        await place.roster(CLASSES)
        staff = (DEPUTY, MARIA, PAVEL, VERA, ALLA, OLEG)
        council = await place.chat("Педсовет", *staff)
        pupils = await place.chat("5А ученики", MARIA, *PUPILS)
        await place.chat("Методический совет", *staff)
        told["before"] = list(place.sent)

        place.say(council, ADMIN, 10, at=at(-5, 9))
        place.say(council, MARIA, 9, at=at(-5, 10))
        await live("close before", at(0, 9))

        place.say(council, ADMIN, 12, at=at(0, 10))
        place.say(council, VERA, 10, at=at(1, 10))
        place.say(council, MARIA, 4, at=at(1, 11))
        place.say(pupils, MARIA, 3, at=at(2, 11))
        world.call(pupils, MARIA, [MARIA, *PUPILS], 300)
        place.say(council, DEPUTY, 1, at=at(2, 12))
        place.say(council, PAVEL, 9, at=at(2, 13))
        place.say(pupils, PUPILS[0], 5, at=at(2, 14))
        place.say(pupils, PUPILS[1], 1, at=at(3, 8))
        await live("nudge", THURSDAY_NUDGE)
        await live("reminder", THURSDAY_REMINDER)
        place.say(council, MARIA, 3, at=at(3, 16))
        await live("friday", FRIDAY_DIGEST)
        place.say(council, PAVEL, 1, at=at(5, 12))
        place.say(council, OLEG, 1, at=at(6, 23, 59, 59))
        place.say(council, DEPUTY, 20, at=at(7))
        await live("close", NEXT_MONDAY_CLOSE)

        files = {}
        for each in [sent for name in told for sent in told[name]]:
            for attachment in each.attachments:
                files[attachment] = await fetched(place, attachment)
        ours = -world.group_id
        talks = {**world.dms, **{CHATS + each: chat.dialog for each, chat in world.chats.items()}}
        return Week(
            told=told,
            again=again,
            dialogs={
                peer: [each for each in talk.messages if each.from_id == ours]
                for peer, talk in talks.items()
            },
            files=files,
            notices=await place.rows(tables.notices),
            config=place.config,
        )


async def fetched(place, attachment):
    """Fetch what is attached from where VK would show it."""
    value = place.world.files.attachable["_".join(attachment.split("_")[:2])]
    url = value["photo"]["sizes"][-1]["url"] if "photo" in value else value["doc"]["url"]
    return await place.service.vk.http.request_content(url, method="GET")


def plain(text):
    """A text with ordinary spaces for no-break ones."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def text_of(week, moment, person, kind):
    """What somebody was told at a moment, with ordinary spaces."""
    [text] = [each.text for each in week.told[moment] if (each.to, each.kind) == (person, kind)]
    return plain(text)
