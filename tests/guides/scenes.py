"""What the pictures show: a made-up school's first days, played in the stand-in for VK."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from bot.config.settings import load_settings
from bot.demo import stage
from bot.demo.cast import the_municipality
from bot.demo.story import Story
from bot.dialog.access.claims import issue_claim
from bot.parsing.onetime import spelled
from storage.records import Office
from tests.bot.dialog.conversing import press, say
from tests.bot.dialog.staffing import hand, table
from tests.cast import ADMIN, CONFIG, MARIA, OLGA, PAVEL, SCHOOL, THURSDAY_NUDGE, at
from tests.playground import Playground, playground

_CODE = re.compile(r"\b(?:\d{3}-){3}\d{3}\b")
_ROWS = (
    ("Быкова Анна Сергеевна", "Учитель истории", "учитель", "101", "", "", ""),
    ("Петрова Мария Петровна", "Учитель математики", "учитель", "104", "5А", "", ""),
    ("Уткин Павел Ильич", "Учитель физики", "учитель", "id105", "", "", ""),
    ("Юдина Ольга Олеговна", "Секретарь", "прочий персонал", "", "", "", ""),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A picture: its file, whose eyes and where, how tall (pixels); what it shows in words."""

    name: str
    url: str
    height: int
    texts: str
    panel: bool = False  # with what stands on the right: who the bot is in the chat
    whole: bool = False  # with what stands on the left as well


async def scenes(folder: Path) -> AsyncIterator[Scene]:
    """Play the first days, and stop where there is something to be drawn."""
    async with playground(folder, CONFIG.replace("administrators = [101]\n", "")) as place:
        async with place.service.core.database.writing() as connection:
            code = await issue_claim(connection, SCHOOL, Office.ADMINISTRATOR, at(0, 8))
        await say(place, ADMIN, spelled(code))
        yield _dialog(place, "kod-dostupa", ADMIN, 640)
        await hand(place, ADMIN, "Сотрудники.xlsx", table(*_ROWS))
        yield _dialog(place, "spisok", ADMIN, 760)
        await press(place, ADMIN, "Применить")
        chat = await place.chat("Педсовет", MARIA, PAVEL, OLGA)
        place.world.say(MARIA, chat=chat, text="Доброе утро, коллеги!")
        await place.settle()
        yield _chat(place, "bot-v-chate", ADMIN, chat, 560)
        place.say(chat, PAVEL, 12)
        place.say(chat, MARIA, 6)
        place.world.set_clock(at(1, 12))
        await place.settle()
        await say(place, ADMIN, "сводка")
        yield _dialog(place, "svodka", ADMIN, 980)
        await say(place, MARIA, "меню")
        await place.tick(THURSDAY_NUDGE)
        yield _dialog(place, "napominanie", MARIA, 640)
    async with stage.raised(folder, 0, [], the_municipality()) as demo:
        story = Story(demo, lambda _at, _jobs: None)
        await story.open()
        person = demo.cast.organisations[0].school.administrator
        yield Scene(
            name="pokaz",
            url=f"{demo.sandbox.url}/#u={person}&d=dm",
            height=700,
            texts=f"{story.show.body['caption']}\n{story.show.body['why']}",
            panel=True,
            whole=True,
        )


def _dialog(place: Playground, name: str, person: int, height: int) -> Scene:
    said = place.world.dms[person].messages[-2:]
    return Scene(name=name, url=_url(place, person, "dm"), height=height, texts=_texts(said))


def _chat(place: Playground, name: str, person: int, chat: int, height: int) -> Scene:
    said = place.world.chats[chat].dialog.messages
    return Scene(
        name=name, url=_url(place, person, chat), height=height, texts=_texts(said), panel=True
    )


def _url(place: Playground, person: int, opened: int | str) -> str:
    api = load_settings(place.config).vk.api_url
    return f"{api.removesuffix('/method/')}/#u={person}&d={opened}"


def _texts(messages) -> str:
    """Give what is read in a picture; a one-time code is another one every time."""
    return _CODE.sub("000-000-000-000", "\n".join(each.text for each in messages if each.text))
