"""Two communities at one database: it is the first one's, and the other changes nothing of it."""

import asyncio

import pytest

from bot.cli.serving import Serving
from bot.config.settings import load_settings
from bot.service.belonging import OtherCommunity, belong
from storage.db.database import Database
from storage.db.engines.opened import Opening
from storage.told import conditions, processes
from tests.bot.cli.commanding import run, said
from tests.cast import MONDAY_MORNING, THURSDAY_NUDGE
from tests.faults.healthy import LIVING
from tests.plain import dumped
from tests.playground import playground

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient", "own_surroundings")]

OURS, THEIRS = 225000001, 225000002
REFUSED = (
    f"В базе данных (database.url) работа сообщества {OURS}, а эти настройки — сообщества "
    f"{THEIRS}. Номера чатов у каждого сообщества свои, поэтому и база у каждого своя: укажите "
    "другую (новую создаст zvonok init) или верните токен прежнего сообщества. Ничего не изменено."
)


def of_another(place):
    """The config of another community, with an organisation of its own, at the same database."""
    text = place.config.read_text(encoding="utf-8")
    other = place.config.with_name("other.toml")
    text = text.replace("[vk]\n", f"[vk]\ngroup_id = {THEIRS}\n", 1)
    other.write_text(text.replace("school-12", "school-13"), encoding="utf-8")
    return other


def rows(place):
    """What the database has, but for who may ask VK when."""
    return list(dumped(place.config.with_name("zvonok.db"), without=("slots",)))


async def test_a_service_of_another_community_does_not_start_and_changes_nothing(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        other, before = of_another(place), rows(place)
        with pytest.raises(OtherCommunity, match=str(THEIRS)) as refused:
            await Serving(other, load_settings(other), None, Opening.UPGRADE).run()
        assert str(refused.value) == REFUSED
        assert rows(place) == before


async def test_who_has_to_ask_vk_whose_the_token_is_changes_nothing_either(tmp_path):
    async with playground(tmp_path) as place:
        async with place.service.core.database.writing() as connection:
            await conditions.set(connection, conditions.COMMUNITY, str(THEIRS), MONDAY_MORNING)
        text = place.config.read_text(encoding="utf-8").replace("school-12", "school-13")
        place.config.write_text(text, encoding="utf-8")
        before = rows(place)
        with pytest.raises(OtherCommunity):
            await Serving(place.config, load_settings(place.config), None, Opening.UPGRADE).run()
        assert rows(place) == before


@pytest.mark.parametrize("command", ["apply", f"tick --now {THURSDAY_NUDGE.isoformat()}"])
async def test_commands_of_another_community_change_nothing(command, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        other, before = of_another(place), rows(place)
        done = await asyncio.to_thread(run, *command.split(), "--config", other)
        assert said(done)[0] == 1
        assert said(done)[2].endswith(REFUSED)
        assert rows(place) == before


async def test_of_two_that_begin_at_once_one_has_the_database(tmp_path):
    file = tmp_path / "zvonok.db"
    one, two = [await Database.open(f"sqlite:///{file}") for _ in range(2)]
    done = await asyncio.gather(
        belong(one, OURS, MONDAY_MORNING),
        belong(two, THEIRS, MONDAY_MORNING),
        return_exceptions=True,
    )
    for each in (one, two):
        await each.close()
    assert sorted(type(each) for each in done if each) == [OtherCommunity]


async def test_of_a_database_that_did_not_keep_it_the_running_processes_tell(tmp_path):
    database = await Database.open(f"sqlite:///{tmp_path / 'zvonok.db'}")
    async with database.writing() as connection:
        await processes.keep(connection, LIVING)
    with pytest.raises(OtherCommunity):
        await belong(database, THEIRS, MONDAY_MORNING)
    await belong(database, OURS, MONDAY_MORNING)
    await database.close()
