"""Each fault of the operator's table is played; ``doctor`` names its cause and ends with 1."""

import asyncio
import json
import re
import sqlite3
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.parsing.onetime import CEILING, WRONG_CODE
from bot.service.oversight.faults_words import OVER, SERIOUS
from bot.service.oversight.line import CAUSES
from bot.service.oversight.running_words import CLOCK, DEAD_VK, DISK, NO_ROOM, REFUSED
from monitor.order_files.loading import SHIPPED
from sandbox.world.world import Access
from storage import tables
from storage.asked import answers
from storage.records import NewNotice
from storage.told import conditions, copies, journal, notices
from storage.told.copies import Copy
from tests.bot.cli.commanding import broken, run, said
from tests.cast import ADMIN, MARIA, SCHOOL, STRANGER, utc
from tests.faults.healthy import LIVING, NOW, applied, healthy, marked

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient", "half_full")]

DOCS = Path(__file__).parents[2] / "docs" / "ru" / "faults.md"
LATE = timedelta(minutes=11)


async def doctor(place):
    """What ``doctor --json`` says, and its status."""
    done = await asyncio.to_thread(run, "doctor", "--json", "--config", place.config)
    status, out, complaint = said(done)
    assert complaint == ""
    return status, json.loads(out)


async def lasts(place, name, value="", since=NOW):
    async with place.service.core.database.writing() as connection:
        await conditions.set(connection, name, value, since)


def without(*parts, since=LATE):
    """A process in which some parts have not made a turn for a while."""
    return replace(LIVING, turns={**LIVING.turns, **dict.fromkeys(parts, NOW - since)})


async def bad_config(place):
    broken(place.config, "Asia/Yekaterinburg", "Asia/Perm")


async def no_database(place):
    broken(place.config, "zvonok.db", "lost.db")


async def not_a_database(place):
    (place.config.parent / "rubbish.db").write_bytes(b"rubbish " * 1_000)
    broken(place.config, "zvonok.db", "rubbish.db")


async def unreachable(place):
    (place.config.parent / "folder.db").mkdir()
    broken(place.config, "zvonok.db", "folder.db")


async def never_ran(place):
    async with place.service.core.database.writing() as connection:
        await connection.execute(tables.cursors.delete())
    await marked(place)


async def old_database(place):
    path = place.config.parent / "older.db"
    path.write_bytes((place.config.parent / "zvonok.db").read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.close()
    broken(place.config, "zvonok.db", "older.db")


async def empty_database(place):
    broken(place.config, "zvonok.db", "new.db")
    await applied(place)
    with sqlite3.connect(place.config.parent / "zvonok.db") as connection:
        connection.execute("ATTACH ? AS new", (str(place.config.parent / "new.db"),))
        for table in ("processes", "cursors", "copies"):
            connection.execute(f"INSERT INTO new.{table} SELECT * FROM main.{table}")
    connection.close()


async def disk_full(place):
    await marked(place, replace(LIVING, notes={NO_ROOM: True, DISK: 0}))


async def disk_low(place):
    await marked(place, replace(LIVING, notes={DISK: 4}))


async def intake_dead(place):
    await marked(place, without("intake"))


async def answering_dead(place):
    await marked(place, without("answering"))


async def delivery_dead(place):
    await marked(place, without("delivery"))


async def monitor_dead(place):
    await marked(place, without("monitor"))


async def part_missing(place):
    await marked(place, replace(LIVING, turns={"intake": NOW, "answering": NOW, "answers": NOW}))


async def not_running(place):
    await marked(place)


async def token_dead(place):
    place.world.token = "vk1.a.another"


async def token_dead_elsewhere(place):
    await marked(place, LIVING, replace(LIVING, number=4_000_002, notes={DEAD_VK: 5}))


async def rights(place):
    place.world.rights -= {"docs"}


async def longpoll_off(place):
    place.world.long_poll_enabled = False


async def events_off(place):
    place.world.event_types -= {"message_reply"}


async def vk_silent(place):
    text = place.config.read_text(encoding="utf-8")
    place.config.write_text(
        re.sub(r"http://127.0.0.1:\d+", "http://127.0.0.1:9", text), encoding="utf-8"
    )


async def behind(place):
    for _ in range(1_000):
        place.world.say(MARIA, dm=True, text="Ау")


async def not_heard(place):
    async with place.service.core.database.writing() as connection:
        await connection.execute(tables.cursors.update().values(moved_at=utc(NOW - LATE)))


async def clock(place):
    await marked(place, replace(LIVING, notes={CLOCK: 3_600}))


async def no_time(place):
    await lasts(place, conditions.NO_TIME)


async def config_other(place):
    other = place.config.parent / "other.toml"
    text = place.config.read_text(encoding="utf-8")
    other.write_text(text.replace("deputies = [102]", ""), encoding="utf-8")
    await asyncio.to_thread(run, "apply", "--config", other)


async def config_differs(place):
    await marked(place, LIVING, replace(LIVING, machine="another", config="otherwise"))


async def config_refused(place):
    await marked(place, replace(LIVING, notes={REFUSED: True}))


async def version_differs(place):
    await marked(place, LIVING, replace(LIVING, machine="another", version="0.0.9"))


async def sending_stopped(place):
    await lasts(place, conditions.SENDING_STOPPED, "14")


async def waiting(place):
    await lasts(place, conditions.WAITING)


async def job_failed(place):
    await lasts(place, f"{conditions.FAILED}close:{SCHOOL}", "KeyError at monitor/x.py:1")


async def jobs_late(place):
    later = timedelta(days=4)
    place.world.set_clock(NOW + later)
    await place.read_through()
    async with place.service.core.database.writing() as connection:
        await connection.execute(tables.cursors.update().values(moved_at=utc(NOW + later)))
        await copies.note(connection, Copy(place="copy.db", made_at=NOW + later, size=1))
    turns = dict.fromkeys(LIVING.turns, NOW + later)
    await marked(place, replace(LIVING, heard_at=NOW + later, turns=turns))


async def notices_late(place):
    async with place.service.core.database.writing() as connection:
        late = NewNotice(
            unit=SCHOOL,
            kind="letter",
            period="1",
            recipient=ADMIN,
            facts="{}",
            due_at=NOW - LATE,
        )
        await notices.plan(connection, [late])


async def inbox_late(place):
    place.world.say(ADMIN, dm=True, text="Начать")
    await place.poll.step()
    async with place.service.core.database.writing() as connection:
        await connection.execute(tables.inbox.update().values(received_at=utc(NOW - LATE)))


async def answers_kept(place):
    async with place.service.core.database.writing() as connection:
        await answers.keep(connection, "answer", -MARIA, b"", NOW)


async def silence(place):
    async with place.service.core.database.writing() as connection:
        await connection.execute(tables.tallies.delete())
    await lasts_till_noon(place)


async def lasts_till_noon(place):
    noon = NOW + timedelta(hours=2)
    place.world.set_clock(noon)
    async with place.service.core.database.writing() as connection:
        await connection.execute(tables.cursors.update().values(moved_at=utc(noon)))
    await marked(place, replace(LIVING, heard_at=noon, turns=dict.fromkeys(LIVING.turns, noon)))


async def copy_old(place):
    async with place.service.core.database.writing() as connection:
        made = NOW - timedelta(hours=27)
        await copies.note(connection, Copy(place="copy.db", made_at=made, size=1))


async def unlisted(place):
    text = place.config.read_text(encoding="utf-8")
    before, of_school, after = re.split(r"(?=\[\[unit\]\]\nid = \"(?:school-12|lyceum-5))", text)
    assert "school-12" in of_school
    place.config.write_text(before + after, encoding="utf-8")
    await marked(place, replace(LIVING, config=await applied(place)))


async def order_broken(place):
    order = place.config.parent / "own.toml"
    order.write_bytes((SHIPPED / "perm.toml").read_bytes())
    text = place.config.read_text(encoding="utf-8")
    place.config.write_text(text.replace('order = "perm"', 'order = "own.toml"'), encoding="utf-8")
    await marked(place, replace(LIVING, config=await applied(place)))
    order.write_text("title = 1", encoding="utf-8")


async def codes_guessed(place):
    async with place.service.core.database.writing() as connection:
        for _ in range(CEILING):
            await journal.write(connection, at=NOW, action=WRONG_CODE, unit=None)


async def file_open(place):
    (place.config.parent / "zvonok.db").chmod(0o644)


async def quarantine(place):
    async with place.service.core.database.writing() as connection:
        await connection.execute(
            tables.quarantine.insert().values(received_at=utc(NOW), reason="x", shape="{}")
        )


async def chats_unclaimed(place):
    await place.chat("Чужой", MARIA, by=STRANGER)


async def chats_unproved(place):
    await place.chat("5А родители", MARIA, access=Access.MENTIONS)


async def holes(place):
    async with place.service.core.database.writing() as connection:
        await connection.execute(
            tables.holes.insert().values(chat=1, first=900, last=901, noticed_at=utc(NOW))
        )


@dataclass(frozen=True)
class Fault:
    cause: str
    play: object

    @property
    def name(self):
        return self.play.__name__


FAULTS = tuple(
    Fault(cause, play)
    for cause, play in (
        ("config", bad_config),
        ("no_database", no_database),
        ("not_a_database", not_a_database),
        ("old_database", old_database),
        ("database", unreachable),
        ("never_ran", never_ran),
        ("empty_database", empty_database),
        ("disk_full", disk_full),
        ("disk_low", disk_low),
        ("part_dead", intake_dead),
        ("part_dead", answering_dead),
        ("part_dead", delivery_dead),
        ("part_dead", monitor_dead),
        ("part_missing", part_missing),
        ("not_running", not_running),
        ("token_dead", token_dead),
        ("token_dead", token_dead_elsewhere),
        ("rights", rights),
        ("longpoll_off", longpoll_off),
        ("events_off", events_off),
        ("vk_silent", vk_silent),
        ("behind", behind),
        ("not_heard", not_heard),
        ("clock", clock),
        ("no_time", no_time),
        ("config_other", config_other),
        ("config_differs", config_differs),
        ("config_refused", config_refused),
        ("version_differs", version_differs),
        ("sending_stopped", sending_stopped),
        ("waiting", waiting),
        ("job_failed", job_failed),
        ("jobs_late", jobs_late),
        ("notices_late", notices_late),
        ("inbox_late", inbox_late),
        ("answers_kept", answers_kept),
        ("silence", silence),
        ("copy_old", copy_old),
        ("unlisted", unlisted),
        ("order_broken", order_broken),
        ("codes_guessed", codes_guessed),
        ("file_open", file_open),
        ("quarantine", quarantine),
        ("chats_unclaimed", chats_unclaimed),
        ("chats_unproved", chats_unproved),
        ("holes", holes),
    )
)


def documented():
    """The codes of the operator's table."""
    rows = [
        line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    ]
    assert all(len(row.split("|")) == 7 for row in rows)
    return {row.split("`")[1]: row for row in rows}


BEFORE = {"config", "no_database", "not_a_database", "old_database"}
"""With these the service does not start, and nobody asks it."""


async def test_every_fault_is_played_and_stands_in_the_operator_s_table_in_the_same_order():
    assert {each.cause for each in FAULTS} == set(CAUSES)
    assert list(documented()) == list(CAUSES)


async def test_whose_schedule_is_done_by_cron_misses_no_process_for_it(tmp_path):
    async with healthy(tmp_path) as place:
        await part_missing(place)
        await lasts(place, conditions.TICKED, str(utc(NOW - timedelta(days=3))))
        status, told = await doctor(place)
        await lasts(place, conditions.TICKED, str(utc(NOW - timedelta(days=5))))
        _, later = await doctor(place)

    assert (status, told["cause"], later["cause"]) == (0, "", "part_missing")


async def test_the_table_says_which_faults_are_told_in_vk_and_with_which_the_service_works():
    rows = documented()
    assert {code for code, row in rows.items() if "✉" in row} == OVER.keys()
    minor = {code for code, row in rows.items() if "○" in row}
    assert rows.keys() - minor - BEFORE == SERIOUS


async def test_of_a_service_in_good_health_there_is_nothing_to_say(tmp_path):
    async with healthy(tmp_path) as place:
        status, told = await doctor(place)

    assert (status, told["fine"], told["cause"], told["faults"]) == (0, True, "", [])


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
async def test_each_fault_is_named(fault, tmp_path):
    async with healthy(tmp_path) as place:
        await fault.play(place)
        status, told = await doctor(place)

    assert (status, told["cause"]) == (1, fault.cause), told
    assert all(each["code"] in CAUSES for each in told["faults"])
    assert all("{" not in each["text"] for each in told["faults"])
