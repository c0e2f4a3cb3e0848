"""A kindergarten and a college are told nothing in a school's words: every button is pressed."""

import io
import re
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from bot.dialog.acts import ACTS
from bot.dialog.core.request import Incoming
from bot.sheets.plain import workbook
from sandbox.world.records import Access
from storage.people import people
from storage.records import SchoolClass
from tests.bot.dialog import desk
from tests.bot.dialog.desk import Walk
from tests.cast import ADMIN, CONFIG, COORDINATOR, DEPUTY, MARIA, PAVEL, SCHOOL, STRANGER, at
from tests.playground import playground
from tests.quick import papers_unwritten

A_SCHOOL_S = re.compile(r"класс|ученик|учени[цч]|учащ|завуч|учител|школ", re.IGNORECASE)
OF_KINDS = {
    "kindergarten": re.compile(rf"{A_SCHOOL_S.pattern}|студент|директор", re.IGNORECASE),
    "college": re.compile(rf"{A_SCHOOL_S.pattern}|воспитанник|заведующ", re.IGNORECASE),
    "further": re.compile(rf"{A_SCHOOL_S.pattern}|воспитанник|студент|заведующ", re.IGNORECASE),
}
"""What is not said to an organisation of a kind. An order's titles are the order's."""

ORDER = "own.toml"
NAMES = {
    "kindergarten": "МАДОУ «Детский сад № 7»",
    "college": "ГБПОУ «Колледж № 7»",
    "further": "МБУ ДО «Дом творчества»",
}
POSTS = {"kindergarten": "Воспитатель", "college": "Преподаватель", "further": "Педагог"}
GROUPS = {"kindergarten": "Солнышко", "college": "ИС-21", "further": "Хор"}


def config(kind):
    """The cast's town with one organisation, of another kind, under an order without titles."""
    town = CONFIG[: CONFIG.index('[[unit]]\nid = "lyceum-5"')]
    return (
        town.replace('kind = "school"', f'kind = "{kind}"')
        .replace("МАОУ «СОШ № 12»", NAMES[kind])
        .replace('order = "perm"', f'order = "{ORDER}"')
    )


def write_order(folder):
    """Write an order that asks for much, whose own words belong to no kind."""
    shipped = Path(__file__).parents[3] / "monitor" / "orders" / "perm.toml"
    text = re.sub(
        rf"\w*(?:{A_SCHOOL_S.pattern})\w*", "люди", shipped.read_text("utf-8"), flags=re.IGNORECASE
    )
    more = """
[[indicator]]
id = "own_chats"
family = "people_active"
title = "Активные в своих чатах"
audience = "teachers"
messages = 1
own_class = true
chats = ["pupils", "parents", "mixed"]

[[indicator]]
id = "numbers"
family = "pupils_total"
title = "Всего по списку"
"""
    (folder / ORDER).write_text(text + more, encoding="utf-8")


def roster(kind):
    """A roster of that kind; nobody teaches at a school."""
    post, group = POSTS[kind], GROUPS[kind]
    return f"""ФИО;Должность;Роль;VK;Группы
Зотов Игорь Львович;Заместитель руководителя;;102;
Петрова Мария Петровна;{post};;104;{group}
Уткин Павел Ильич;Логопед;;105;
Юдина Ольга Олеговна;Секретарь;прочий персонал;;
"""


async def settled(place, kind):
    """Fill the organisation: people, groups, chats of every kind, a week of talk."""
    await place.roster(roster(kind))
    group = GROUPS[kind]
    listed = [
        SchoolClass(name=name, pupils=None, parents=None, teacher="") for name in (group, "Вторая")
    ]
    async with place.service.core.database.writing() as connection:
        await people.set_classes(connection, SCHOOL, listed)
    chats = [await place.chat("Педсовет", DEPUTY, MARIA, PAVEL)]
    titles = f"{group} родители", f"{group} дети", "Дети и родители"
    chats += [await place.chat(title, MARIA) for title in titles]
    chats.append(await place.chat("Разное", MARIA, access=Access.MENTIONS))
    for person in (ADMIN, DEPUTY, COORDINATOR, MARIA, STRANGER):
        place.world.say(person, dm=True, text="меню")
    for chat in chats:
        place.say(chat, MARIA, 2)
    place.world.say(MARIA, chat=chats[1], text="https://t.me/joinchat/abc")
    await place.settle()
    return chats


def handed(kind):
    """A roster with every mistake of groups and roles, a table that is none, one from above."""
    group = GROUPS[kind]
    yield workbook(
        {
            "Сотрудники": [
                ("ФИО", "Роль"),
                ("Юдина Анна", "волшебник"),
                ("Носова Вера", "педагог"),
            ],
            "Группы": [("Группа", "Детей"), (group, 20), (group, 21), ("", 3)],
        }
    )
    yield workbook({"Лист": [("Должность",), ("Педагог",)]})
    headings = (
        "Организация",
        "Педагогов всего",
        "Сотрудники, подключённые к платформе (профиль известен боту)",
    )
    yield workbook({"Лист": [headings, (NAMES[kind], 3, 2), ("Другая", 4, 4)]})


def words_of(body):
    """Give all that a workbook says: names of sheets, cells, notes, lists to choose from."""
    for sheet in openpyxl.load_workbook(io.BytesIO(body)):
        yield sheet.title
        for row in sheet.iter_rows():
            for cell in row:
                yield str(cell.value or "")
                yield cell.comment.text if cell.comment else ""
        for offered in sheet.data_validations.dataValidation:
            yield offered.formula1 or ""


class Reader(Walk):
    """Somebody who presses everything and reads everything."""

    def __init__(self, place, account):
        super().__init__(place, account)
        self.read = set()

    async def opening(self, chat):
        """Open a chat, whatever chats the walk comes by."""
        for act in ("chat", "chat_kind", "chat_class"):
            self._within_limits(await self._desk.pressed(self._account, act, {"c": chat}))

    async def handing(self, body):
        """Hand in a table."""

        async def fetched():
            return Incoming(name="Таблица.xlsx", body=body)

        self._within_limits(await self._desk.handed(self._account, fetched))

    async def typing(self):
        """Type every word that is a command."""
        for word in {word for act in ACTS for word in act.named.typed}:
            self._within_limits(await self._desk.typed(self._account, word))

    def _within_limits(self, shown):
        screen = shown.screen
        self.read |= {(shown.act, screen.text), (shown.act, screen.toast)}
        for button in [each for row in (*screen.rows, *screen.menu) for each in row]:
            self.read.add((shown.act, button.label))
        for file in screen.files:
            self.read.add((shown.act, file.name))
            if file.name.endswith("xlsx"):
                self.read |= {(shown.act, text) for text in words_of(file.body)}
            if file.name.endswith("txt"):
                self.read.add((shown.act, file.body.decode("utf-8-sig")))


def wrong(read, kind):
    """Give what was said in another kind's words, and where."""
    return sorted({(where, text) for where, text in read if OF_KINDS[kind].search(text)})


WALKERS = {
    "administrator": (ADMIN, {"no_chats", "rest_class", "office_code", "why"}),
    "deputy": (DEPUTY, {"lagging", "past", "measures"}),
    "coordinator": (COORDINATOR, {"organisations", "organisation", "why"}),
    "staff": (MARIA, {"mine", "data", "clarify"}),
    "stranger": (STRANGER, set()),
}
KEPT = ("chat_kind_go", "chat_leave_go", "dismiss_go", "cancel")
"""What is not done, for less could be reached afterwards."""

WALKS = [
    *(("kindergarten", who) for who in WALKERS),
    *((kind, "administrator") for kind in ("college", "further")),
]


@pytest.fixture
def unwritten():
    with papers_unwritten():
        yield


@pytest.mark.asyncio
@pytest.mark.usefixtures("unwritten")
@pytest.mark.parametrize(("kind", "who"), WALKS)
async def test_no_screen_speaks_another_kind_s_words(kind, who, tmp_path, monkeypatch):
    account, reached = WALKERS[who]
    monkeypatch.setattr(desk, "TRIES", 1)
    monkeypatch.setattr(desk, "FINAL", (*desk.FINAL, *KEPT))
    write_order(tmp_path)
    async with playground(tmp_path, config(kind)) as place:
        chats = await settled(place, kind)
        await place.tick(at(7, 9))
        place.world.set_clock(at(8, 12) + timedelta(minutes=1))
        reader = Reader(place, account)
        await reader.opening(chats[1])
        for body in handed(kind):
            await reader.handing(body)
        await reader.everywhere()
        await reader.typing()
        assert reached <= reader.acts
        assert wrong(reader.read, kind) == []


@pytest.mark.asyncio
@pytest.mark.parametrize("kind", OF_KINDS)
async def test_nothing_that_is_sent_unasked_speaks_another_kind_s_words(kind, tmp_path):
    write_order(tmp_path)
    async with playground(tmp_path, config(kind)) as place:
        await settled(place, kind)
        for moment in (at(2, 15), at(3, 14), at(3, 15), at(4, 15), at(4, 16), at(7, 9)):
            await place.tick(moment)
        told = {(each.kind, each.text) for each in place.sent}
        assert {"joining", "nudge", "reminder", "summary", "digest", "rollup"} <= {
            name for name, _ in told
        }
        assert wrong(told, kind) == []
