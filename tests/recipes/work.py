"""The recipes of what is done and told unasked: a kind of notice, a scheduled job."""

from tests.recipes.recipe import Recipe

LETTERS, WORDING = "monitor/jobs/letters.py", "bot/service/telling/wording.py"

NOTICE = Recipe(
    name="A notice kind",
    files={
        "bot/words/notices/thanks.py": '''"""Thanks for a week in which everybody wrote."""

from monitor.jobs.letters import Thanks

KIND = "благодарности"


def thanks(facts: Thanks) -> str:
    """Thank for a week."""
    return f"{facts.unit_name}: спасибо, за неделю написали все ({facts.people})."
'''
    },
    lines=(
        (
            LETTERS,
            "async def administrators(",
            '''THANKS = "thanks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    """How many wrote in a week: all."""

    unit_name: str
    people: int


async def thank(
    connection: Connection, unit: UnitOrder, people: int, to: Iterable[int], now: datetime
) -> int:
    """Thank for a week; give how many are told."""
    facts = msgspec.json.encode(Thanks(unit_name=unit.name, people=people)).decode()
    due_at, week = await allowed(connection, unit, now), unit.week(now)
    return await notices.plan(
        connection,
        [
            NewNotice(
                unit=unit.id,
                kind=THANKS,
                period=week.name,
                recipient=account,
                facts=facts,
                due_at=due_at,
            )
            for account in to
        ],
    )


…
''',
        ),
        (
            WORDING,
            "from bot.words.notices import watch as watch_words\n",
            "from bot.words.notices import thanks as thanks_words\n…\n",
        ),
        (WORDING, "from monitor.jobs.letters import ", "THANKS, "),
        (WORDING, "import THANKS, Letter", ", Thanks"),
        (
            WORDING,
            "KINDS: tuple[NoticeKind, ...] = (\n",
            "    NoticeKind(\n"
            "        name=THANKS,\n"
            "        called=thanks_words.KIND,\n"
            "        tell=plainly(Thanks, thanks_words.thanks),\n"
            "    ),\n",
        ),
    ),
    holds=("tests/bot/service/telling/test_kinds.py",),
    proof=(
        "tests/bot/service/telling/test_thanks.py",
        '''"""The new kind is told in time, and its facts are struck out then."""

import pytest

from monitor.jobs.letters import thank
from storage import tables
from tests.bot.dialog.conversing import say
from tests.cast import ADMIN, SCHOOL, at
from tests.playground import playground

THANKS = "МАОУ «СОШ № 12»: спасибо, за неделю написали все (5)."


@pytest.mark.asyncio
async def test_the_new_kind_is_told(tmp_path):
    async with playground(tmp_path) as place:
        await say(place, ADMIN, "меню")
        place.world.set_clock(at(1, 22))
        school = place.service.core.units[SCHOOL]
        async with place.service.core.database.writing() as connection:
            assert await thank(connection, school, 5, [ADMIN], at(1, 22)) == 1
        await place.tick(at(1, 23))
        assert THANKS not in place.heard(dm=ADMIN)  # at night nobody is written to
        await place.tick(at(2, 8, 30))
        assert place.heard(dm=ADMIN)[-1] == THANKS
        [notice] = [row for row in await place.rows(tables.notices) if row.kind == "thanks"]

    assert (notice.state, notice.facts) == ("sent", "")
''',
    ),
)

JOBS = "monitor/orders/jobs.py"

JOB = Recipe(
    name="A scheduled job",
    lines=(
        (
            JOBS,
            '    CLOSE = "close", Whose.ALL\n',
            '    STAND = "stand", Whose.ORGANISATIONS\n',
        ),
        (
            JOBS,
            "    forecast: Moment | None = None\n",
            "    stand: Moment | None = None\n",
        ),
        (
            "monitor/jobs/telling.py",
            "JOBS = (\n",
            "async def stand(connection: Connection, unit: UnitOrder, moment: datetime, "
            "_now: datetime) -> int:\n"
            '    """Count the running week for the levels above; nobody is told."""\n'
            "    await running(connection, unit, moment)\n"
            "    return 0\n\n\n…\n"
            "    Job(name=JobName.STAND, of_organisation=stand),\n",
        ),
        (
            "bot/words/orders/jobs.py",
            "JOBS: dict[JobName, JobWords] = {\n",
            "    JobName.STAND: JobWords(\n"
            '        asked="неделя пересчитывается для уровней выше; никому не пишут",\n'
            '        coming="подсчёт недели для уровней выше",\n'
            '        done="неделя подсчитана для уровней выше",\n'
            "    ),\n",
        ),
    ),
    rows=(("tests/test_arrows.py", "SILENT = {JobName.CLOSE", ", JobName.STAND"),),
    holds=("tests/monitor/orders/test_jobs.py",),
    proof=(
        "tests/monitor/jobs/test_stand.py",
        '''"""The new job runs at its time, once, and stands in the list of what comes."""

import pytest

from storage import tables
from tests.bot.dialog.conversing import say
from tests.builders import INDICATOR, ORDER
from tests.cast import ADMIN, CONFIG, SCHOOL, at, utc
from tests.playground import playground


@pytest.mark.asyncio
async def test_the_new_job_runs_at_its_time(tmp_path):
    text = f'{ORDER}stand = "tuesday 12:00"\\n{INDICATOR}messages = 1\\n'
    (tmp_path / "ours.toml").write_text(text, encoding="utf-8")
    config = CONFIG.replace('order = "perm"', 'order = "ours.toml"')
    async with playground(tmp_path, config) as place:
        await place.roster()
        await place.chat("Педсовет")
        await say(place, ADMIN, "расписание")
        assert (
            "• вторник 17 ноября, 12:00: подсчёт недели для уровней выше"
            in place.heard(dm=ADMIN)[-1]
        )
        await place.tick(at(1, 11, 59))
        assert await runs(place) == []
        await place.tick(at(1, 12))
        await place.tick(at(1, 13))
        assert await runs(place) == [(SCHOOL, utc(at(1, 12)), "done")]
        [standing] = await place.rows(tables.standings)

    assert (standing.unit, standing.as_of) == (SCHOOL, utc(at(1, 12)))


async def runs(place):
    rows = await place.rows(tables.job_runs)
    return [(row.unit, row.moment, row.state) for row in rows if row.job == "stand"]
''',
    ),
)
