"""The modules that carry the promises, and the tests that exercise each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A module whose changes some of these tests must notice; paths from the project's root."""

    path: str
    tests: tuple[str, ...]


_COUNTING = (
    "tests/monitor/test_counting.py",
    "tests/monitor/test_counting_people.py",
    "tests/monitor/test_boundaries.py",
    "tests/monitor/test_families_people.py",
    "tests/monitor/test_families_chats.py",
    "tests/monitor/test_indicators.py",
    "tests/monitor/test_learners.py",
    "tests/monitor/test_windows.py",
    "tests/monitor/test_vacations.py",
    "tests/monitor/test_absences.py",
    "tests/monitor/test_judging.py",
    "tests/monitor/test_properties.py",
)
_RECORDING = (
    "tests/storage/test_intake.py",
    "tests/storage/test_intake_property.py",
    "tests/storage/test_ledgerbook.py",
    "tests/storage/test_holes.py",
    "tests/storage/test_calls.py",
    "tests/storage/test_pseudonyms.py",
    "tests/storage/test_visits.py",
    "tests/storage/test_backfill.py",
    "tests/storage/test_many_units.py",
)

MODULES: tuple[Module, ...] = (
    Module(
        path="bot/delivery.py",
        tests=(
            "tests/bot/test_delivery.py",
            "tests/bot/test_sending.py",
            "tests/bot/test_stopping.py",
        ),
    ),
    Module(path="bot/talk/rights.py", tests=("tests/bot/talk/test_rights.py",)),
    Module(
        path="bot/verdicts.py",
        tests=("tests/bot/test_sending.py", "tests/bot/test_sending_property.py"),
    ),
    Module(
        path="bot/vk/updates.py",
        tests=(
            "tests/bot/vk/test_updates.py",
            "tests/bot/vk/test_links.py",
            "tests/bot/vk/test_written.py",
        ),
    ),
    Module(path="monitor/assembling.py", tests=_COUNTING),
    Module(path="monitor/calendar.py", tests=("tests/monitor/test_calendar.py",)),
    Module(path="monitor/indicators/learners.py", tests=_COUNTING),
    Module(path="monitor/indicators/people.py", tests=_COUNTING),
    Module(path="monitor/judging.py", tests=_COUNTING),
    Module(path="monitor/matching.py", tests=("tests/monitor/test_matching.py",)),
    Module(
        path="monitor/norms.py",
        tests=(
            "tests/monitor/test_norms.py",
            "tests/monitor/test_norm_kinds.py",
            "tests/monitor/test_own.py",
        ),
    ),
    Module(
        path="monitor/rollup.py",
        tests=(
            "tests/monitor/test_rollup.py",
            "tests/monitor/test_rollup_property.py",
            "tests/monitor/test_levels.py",
        ),
    ),
    Module(path="monitor/schedule.py", tests=("tests/monitor/test_schedule.py",)),
    Module(
        path="monitor/week.py",
        tests=(
            "tests/monitor/test_week.py",
            "tests/monitor/test_zones.py",
            "tests/monitor/test_boundaries.py",
        ),
    ),
    Module(path="storage/callbook.py", tests=("tests/storage/test_calls.py",)),
    Module(path="storage/intake.py", tests=_RECORDING),
    Module(path="storage/ledger.py", tests=("tests/storage/test_ledger.py",)),
    Module(path="storage/ledgerbook.py", tests=_RECORDING),
    Module(path="storage/naming.py", tests=_RECORDING),
    Module(
        path="storage/notices.py",
        tests=(
            "tests/storage/test_notices.py",
            "tests/storage/test_doubtful.py",
            "tests/storage/test_withdrawing.py",
            "tests/bot/test_delivery.py",
        ),
    ),
    Module(path="storage/pseudonyms.py", tests=("tests/storage/test_pseudonyms.py",)),
)
