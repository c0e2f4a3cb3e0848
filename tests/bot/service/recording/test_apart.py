"""Polls of which something cannot be recorded: it is put aside alone, the rest counts, once."""

import re

import pytest

from bot.service.recording.apart import Apart
from bot.service.recording.intake import FETCHED, POSTED, SOURCE
from bot.vk.client import AnswerReader
from storage import tables
from storage.db.failures import is_storages
from storage.places.directory import Directory
from storage.seen import call_store
from tests import plain
from tests.bot.ordering import order
from tests.bot.service.recording.recorded import NOON, counted, poll, says, written
from tests.builders import weeks_of
from tests.cast import MARIA, OLGA, PAVEL
from tests.playground import playground

pytestmark = pytest.mark.asyncio

DEEP = b"[" * 200_000 + b"]" * 200_000
REFUSED = (
    "CREATE TRIGGER refuses BEFORE INSERT ON tallies WHEN NEW.author = {account} "
    "BEGIN SELECT RAISE(ABORT, 'секретное слово'); END"
)


async def aside(place):
    return [(row.place, row.reason) for row in await place.rows(tables.quarantine)]


def refuse(folder, account):
    """Let the database refuse what an account writes, as a constraint nobody thought of would."""
    with plain.connect(folder / "zvonok.db") as other:
        other.execute(REFUSED.format(account=account))
    other.close()


DEEP_UPDATES = {
    "a payload": lambda chat: written(says(chat, 51, PAVEL, payload="@")).replace(b'"@"', DEEP),
    "what nobody reads": lambda chat: written(says(chat, 51, PAVEL, odd="@")).replace(
        b'"@"', b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    ),
    "of no kind we read": lambda _: b'{"type":"wall_post_new","object":%s}' % DEEP,
    "nothing but depth": lambda _: DEEP,
}


@pytest.mark.parametrize(("old", "wanted"), [(False, 1), (True, 0)])
async def test_it_tells_what_was_counted_seen_wanted_and_put_aside(old, wanted, tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        said = [says(chat, 50, MARIA), says(chat, 52, PAVEL, text="/помощь")]
        async with place.service.core.database.writing() as connection:
            apart = Apart(
                connection=connection,
                known=Directory(),
                week_at=weeks_of,
                group=place.service.group,
                source="a source",
                polled_at=NOON,
                position="5",
                old=old,
            )
            await connection.execute(tables.visits.update().values(proved=60, proved_at=NOON))
            await apart.record([])
            await apart.record([written(said[0]), b"{}}", written(said[1])], 7)
            assert (apart.messages, apart.wanted, apart.seen) == (2, wanted, {50, 52})
            await apart.finish("6")

        # What is fetched shows since when the bot saw all; what is late shows nothing more.
        assert [row.proved for row in await place.rows(tables.visits)] == [50 if old else 60]
        assert [where for where, _ in await aside(place)] == ["a source 5 #8 ?"]
        streams = {row.source: row.position for row in await place.rows(tables.cursors)}
        assert streams["a source"] == "6"


@pytest.mark.parametrize("deep", DEEP_UPDATES.values(), ids=DEEP_UPDATES)
async def test_what_is_too_deep_is_put_aside_and_its_neighbours_count(deep, tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        await place.roster()
        ts = place.world.queue.last
        body = poll(
            ts + 1, written(says(chat, 50, MARIA)), deep(chat), written(says(chat, 52, MARIA))
        )
        await order(place, {"on": "poll", "body": body.decode()})
        await place.poll.step()

        assert place.poll.position == str(ts + 1)
        assert await counted(place) == {MARIA: 2}
        [(where, why)] = await aside(place)
        assert re.fullmatch(rf"{SOURCE} {ts + 1} #1 (message_new|wall_post_new|\?)", where)
        assert re.fullmatch(r"(Recursion|Validation)Error at bot/vk/stream/\w+\.py:\d+", why)


@pytest.mark.as_served  # the place of the error is told
@pytest.mark.sqlite("it refuses by a trigger, in the words of SQLite")
async def test_what_the_database_refuses_is_put_aside_alone_and_the_position_moves(tmp_path, log):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        await place.roster()
        refuse(tmp_path, PAVEL)
        for number in range(20):
            place.say(chat, PAVEL if number in (3, 11) else MARIA)
        await place.settle()

        assert await counted(place) == {MARIA: 18}
        assert [re.sub(r"\d+ #", "N #", where) for where, _ in await aside(place)] == [
            f"{SOURCE} N #3 message_new",
            f"{SOURCE} N #11 message_new",
        ]
        assert all(
            re.fullmatch(r"IntegrityError at storage/[\w/]+\.py:\d+ from IntegrityError.*", why)
            for _, why in await aside(place)
        )
        told = [each for each in log if each.startswith("ERROR an update was put aside (longpoll ")]
        assert [re.sub(r".* #|:.*\n", "", each) for each in told] == [
            "3 message_new)",
            "11 message_new)",
        ]
        assert "секретное слово" not in "".join(log)
        assert "tallies" not in "".join(log)


async def test_a_fault_of_our_own_for_one_update_stops_no_other(tmp_path, monkeypatch):
    real = call_store.put

    def put(to, calls, name):
        if any(call.ended for call in calls):
            raise KeyError("секретное слово")
        real(to, calls, name)

    monkeypatch.setattr(call_store, "put", put)
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        await place.roster()
        place.say(chat, MARIA, 3)
        place.world.call(chat, MARIA, participants=[MARIA, PAVEL], seconds=60)
        place.say(chat, PAVEL, 2)
        await place.settle()

        assert await counted(place) == {MARIA: 3, PAVEL: 2}
        [(_, why)] = await aside(place)
        assert why.startswith("KeyError at tests/bot/service/recording/test_apart.py:")


@pytest.mark.sqlite("it refuses by a trigger, in the words of SQLite")
async def test_posted_updates_share_the_road(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        await place.roster()
        refuse(tmp_path, PAVEL)
        bodies = [written(says(chat, 50 + n, PAVEL if n == 4 else MARIA)) for n in range(9)]
        bodies[6] = written(says(chat, 56, MARIA, payload="@")).replace(b'"@"', DEEP)
        assert await place.service.intake.take_updates(bodies) == 7

        assert await counted(place) == {MARIA: 7}
        found = sorted(where for where, _ in await aside(place))
        assert found == [f"{POSTED} #4 message_new", f"{POSTED} #6 message_new"]


@pytest.mark.sqlite("it refuses by a trigger, in the words of SQLite")
async def test_what_was_fetched_and_cannot_be_recorded_is_not_asked_for_for_ever(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        await place.roster()
        place.say(chat, MARIA)
        await place.settle()
        refuse(tmp_path, PAVEL)
        await order(place, {"on": "poll", "forget": 3})
        place.say(chat, MARIA)
        place.say(chat, PAVEL)
        place.say(chat, MARIA)
        place.say(chat, MARIA)
        await place.settle()
        steps = 0
        while await place.service.healer.step():
            steps += 1
            assert steps < 10

        assert await counted(place) == {MARIA: 4}
        assert [where.split()[0] for where, _ in await aside(place)] == [FETCHED]


async def test_when_the_storage_fails_nothing_is_put_aside_and_all_of_it_comes_again(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, OLGA)
        await place.roster()
        with plain.connect(tmp_path / "zvonok.db") as other:
            other.execute("ALTER TABLE tallies RENAME TO away")
        left = place.poll.position
        place.say(chat, MARIA, 5)
        with pytest.raises(Exception, match=r"tallies|database") as refused:
            await place.poll.step()
        assert is_storages(refused.value)
        assert place.poll.position == left
        assert await aside(place) == []
        other.execute("ALTER TABLE away RENAME TO tallies")
        other.close()
        await place.settle()

        assert await counted(place) == {MARIA: 5}


async def test_a_poll_that_no_reader_takes_is_taken_apart_when_it_comes_again_and_again(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        await place.roster()
        ts = place.world.queue.last
        body = poll(
            ts + 1,
            written(says(chat, 50, MARIA)),
            b'{"type":"message_new","object":{"message":{"text":tru}}}',
            written(says(chat, 52, MARIA)),
        )
        await order(place, {"on": "poll", "body": body.decode(), "times": 3})
        good = [await place.poll.step() for _ in range(3)]

        assert good == [False, False, True]
        assert await counted(place) == {MARIA: 2}
        assert [where for where, _ in await aside(place)] == [f"{SOURCE} {ts + 1} #1 message_new"]


async def test_fetched_messages_that_no_reader_takes_hold_up_neither_neighbours_nor_other_chats(
    tmp_path, monkeypatch
):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        await place.roster()
        place.say(chat, MARIA)
        await place.settle()
        await order(place, {"on": "poll", "forget": 6})
        for number in range(7):
            place.world.say(
                MARIA, chat=chat, text="глубоко" if number == 2 else "половина" * (number == 4)
            )
        await place.settle()
        deep = '{"a":' * 5_000 + "1" + "}" * 5_000
        validate = AnswerReader.validate

        async def spoiled(self, method, data, response, ctx_api):
            text = response if isinstance(response, str) else response.decode()
            text = text.replace('"глубоко"', deep).replace('"половина"', '"\\ud83d"')
            return await validate(self, method, data, text, ctx_api)

        monkeypatch.setattr(AnswerReader, "validate", spoiled)
        steps = 0
        while await place.service.healer.step():
            steps += 1
            assert steps < 10

        assert await counted(place) == {MARIA: 1 + 7 - 1}
        assert [(row.first, row.last) for row in await place.rows(tables.holes)] != []
