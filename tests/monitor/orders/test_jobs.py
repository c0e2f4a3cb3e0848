"""Each job is declared where orders ask for it, and done by a function that fits whose it is."""

from typing import get_args

import pytest

from monitor.jobs.tick import JOBS
from monitor.orders.jobs import JobName, Moment, Schedule, TimeOfDay, Whose


def test_an_order_may_ask_for_each_job_and_for_nothing_else():
    assert set(Schedule.model_fields) == {job.value for job in JobName}


@pytest.mark.parametrize("job", JobName)
def test_each_comes_weekly_or_from_monday_to_friday(job):
    asked = Schedule.__annotations__[job]

    assert {asked, *get_args(asked)} & {Moment, TimeOfDay}


@pytest.mark.parametrize("job", JobName)
def test_each_is_done_for_whom_it_is(job):
    """Organisations close together, some at a time (monitor/jobs/tick.py)."""
    done = JOBS[job]
    for_organisations = done.of_organisation is not None or job is JobName.CLOSE

    assert for_organisations == (job.whose is not Whose.LEVELS)
    assert (done.of_level is not None) == (job.whose is not Whose.ORGANISATIONS)


def test_a_name_is_found_again_by_what_the_database_keeps():
    assert [JobName(job.value) for job in JobName] == list(JobName)
