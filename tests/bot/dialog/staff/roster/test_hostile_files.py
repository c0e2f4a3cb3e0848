"""Files that are made to harm: who may not hand them in costs nothing, and nobody else notices."""

import asyncio

import pytest

from bot.dialog.core.handing import Gate, TooMany
from bot.words.dialog import NO_FILE, NOT_ALLOWED, ONE_FILE
from storage import tables
from tests import bombs
from tests.bot.dialog.conversing import newest, say
from tests.bot.dialog.staffing import hand
from tests.cast import ADMIN, DEPUTY, MARIA, ROSTER, STRANGER
from tests.playground import playground

pytestmark = [pytest.mark.asyncio, pytest.mark.own_process]

BOMBS = bombs.bombs()
HANDED = (
    "shared strings by the billion",
    "one part named by 2,000 sheets",
    "spaces repeated",
    "binary sheets under another name",
    "a cell in the last corner",
)


@pytest.mark.parametrize("name", HANDED)
async def test_a_table_made_to_kill_is_refused_at_once_and_the_service_lives(name, tmp_path):
    async with playground(tmp_path) as place:
        said = await hand(place, ADMIN, "список.xlsx", BOMBS[name]())
        assert said.startswith(("Файл «список.xlsx»: ", "МАОУ «СОШ № 12», файл «список.xlsx»"))
        items = await place.rows(tables.inbox)
        assert [(item.attempts, item.body) for item in items] == [(1, None)] * len(items)
        assert (await hand(place, ADMIN, "список.csv", ROSTER.encode())).startswith("МАОУ")
        assert await place.rows(tables.persons) == []


async def test_a_table_made_to_kill_is_refused_as_an_official_one_too(tmp_path):
    async with playground(tmp_path) as place:
        await say(place, ADMIN, "официальная статистика")
        said = await hand(place, ADMIN, "отчёт.xlsx", BOMBS["shared strings by the billion"]())
        assert said.startswith("Файл «отчёт.xlsx»: ")


@pytest.mark.parametrize("person", [STRANGER, MARIA, DEPUTY], ids=["stranger", "teacher", "deputy"])
async def test_nothing_is_fetched_for_who_may_not_hand_it_in(person, tmp_path, monkeypatch):
    async def download(_vk, url):
        raise AssertionError(url)

    monkeypatch.setattr("bot.dialog.core.dialog.download", download)
    async with playground(tmp_path) as place:
        await place.roster()
        assert await hand(place, person, "список.csv", ROSTER.encode()) == NOT_ALLOWED


async def test_a_file_that_lies_elsewhere_is_not_fetched(tmp_path, log):
    async with playground(tmp_path) as place:
        place.world.say(
            ADMIN,
            dm=True,
            attachments=[
                {
                    "type": "doc",
                    "doc": {
                        "id": 1,
                        "owner_id": ADMIN,
                        "date": place.world.timestamp(),
                        "size": 9,
                        "type": 1,
                        "title": "список.csv",
                        "ext": "csv",
                        "url": "http://169.254.169.254/latest/meta-data",
                    },
                }
            ],
        )
        await place.settle()
        assert newest(place, ADMIN).text == NO_FILE
        assert "169.254" not in "".join(log)


async def test_many_files_of_many_people_are_read_a_few_at_a_time():
    gate, running, most = Gate(), 0, 0

    async def fetching():
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        return b"x"

    async def person(account):
        async with gate.of(account):
            return await gate.fetch(fetching)

    assert await asyncio.gather(*(person(number) for number in range(40))) == [b"x"] * 40
    assert most == 4


async def test_an_account_has_one_place():
    gate = Gate()
    async with gate.of(1), gate.of(2):
        with pytest.raises(TooMany):
            async with gate.of(1):
                pass
    async with gate.of(1):
        assert ONE_FILE
