"""Each fault of the operator's table is played; ``doctor`` names its cause and ends with 1."""

import asyncio
import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.service.oversight.faults_words import OVER, SERIOUS
from bot.service.oversight.line import CAUSES
from storage.told import conditions
from tests.bot.cli.commanding import run, said
from tests.cast import utc
from tests.faults import of_files, of_running, of_work
from tests.faults.healthy import NOW, healthy

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient", "half_full")]

DOCS = Path(__file__).parents[2] / "docs" / "ru" / "faults.md"


async def doctor(place):
    """What ``doctor --json`` says, and its status."""
    done = await asyncio.to_thread(run, "doctor", "--json", "--config", place.config)
    status, out, complaint = said(done)
    assert complaint == ""
    return status, json.loads(out)


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
        ("config", of_files.bad_config),
        ("no_database", of_files.no_database),
        ("not_a_database", of_files.not_a_database),
        ("old_database", of_files.old_database),
        ("community_other", of_running.community_other),
        ("database", of_files.unreachable),
        ("database", of_files.server_away),
        ("never_ran", of_work.never_ran),
        ("empty_database", of_files.empty_database),
        ("disk_full", of_files.disk_full),
        ("disk_low", of_files.disk_low),
        ("part_dead", of_running.intake_dead),
        ("part_dead", of_running.answering_dead),
        ("part_dead", of_running.delivery_dead),
        ("part_dead", of_running.monitor_dead),
        ("part_missing", of_running.part_missing),
        ("not_running", of_running.not_running),
        ("token_dead", of_running.token_dead),
        ("token_dead", of_running.token_dead_elsewhere),
        ("rights", of_running.rights),
        ("longpoll_off", of_running.longpoll_off),
        ("events_off", of_running.events_off),
        ("vk_silent", of_running.vk_silent),
        ("behind", of_running.behind),
        ("not_heard", of_running.not_heard),
        ("clock", of_running.clock),
        ("no_time", of_work.no_time),
        ("config_other", of_files.config_other),
        ("config_differs", of_running.config_differs),
        ("config_refused", of_running.config_refused),
        ("version_differs", of_running.version_differs),
        ("sending_stopped", of_work.sending_stopped),
        ("waiting", of_work.waiting),
        ("job_failed", of_work.job_failed),
        ("jobs_late", of_work.jobs_late),
        ("notices_late", of_work.notices_late),
        ("inbox_late", of_work.inbox_late),
        ("answers_kept", of_work.answers_kept),
        ("silence", of_work.silence),
        ("copy_old", of_work.copy_old),
        ("unlisted", of_files.unlisted),
        ("order_broken", of_files.order_broken),
        ("codes_guessed", of_work.codes_guessed),
        ("file_open", of_files.file_open),
        ("quarantine", of_work.quarantine),
        ("chats_unclaimed", of_work.chats_unclaimed),
        ("chats_unproved", of_work.chats_unproved),
        ("holes", of_work.holes),
    )
)


def documented():
    """The codes of the operator's table."""
    rows = [
        line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    ]
    assert all(len(row.split("|")) == 7 for row in rows)
    return {row.split("`")[1]: row for row in rows}


BEFORE = {"config", "no_database", "not_a_database", "old_database", "community_other"}
"""With these the service does not start, and nobody asks it."""


async def test_every_fault_is_played_and_stands_in_the_operator_s_table_in_the_same_order():
    assert {each.cause for each in FAULTS} == set(CAUSES)
    assert list(documented()) == list(CAUSES)


async def test_whose_schedule_is_done_by_cron_misses_no_process_for_it(tmp_path):
    async with healthy(tmp_path) as place:
        await of_running.part_missing(place)
        await of_work.lasts(place, conditions.TICKED, str(utc(NOW - timedelta(days=3))))
        status, told = await doctor(place)
        await of_work.lasts(place, conditions.TICKED, str(utc(NOW - timedelta(days=5))))
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
