"""The modules that carry the promises, and the tests that exercise each."""

from tests.mutants.module import Module
from tests.mutants.of_bot import BOT
from tests.mutants.of_storage import STORAGE

_COUNTING = (
    "tests/monitor/indicators/test_windows.py",
    "tests/monitor/indicators/test_families_people.py",
    "tests/monitor/indicators/test_both_bases.py",
    "tests/monitor/indicators/test_indicators.py",
    "tests/monitor/indicators/test_judging.py",
    "tests/monitor/indicators/test_asked.py",
    "tests/monitor/indicators/test_absences.py",
    "tests/monitor/orders/test_exact_norms.py",
)

_OF_CLASS = 'def days_off(vacations: Iterable[Vacation], class_name: str = "") -> DayOff:'
_UNTIL = "interruption.until is None or "
_TOTAL = "return Counted(sum(number for number in numbers if number is not None))"
_WRITING = "writing = writers(facts, rule.strangers, spec.messages or 1)"
_PUPILS = "writing = min(writers(facts, rule.strangers, spec.messages or 1), pupils.value)"
_LEAST = "def writers(facts: Facts, kind: ChatKind | None, least: int = 1) -> int:"
_UNBOUND = "return Counted(writers(facts, rule.strangers, spec.messages or 1))"
_ASKED = ("spec.messages", "spec.calls")
_PLAINLY = "return person.messages >= (spec.messages or 0) and person.calls >= (spec.calls or 0)"
_CHOICE = "return _highest(asked), bool(choice) and len(asked) > 1"
_SUM = {
    "value": "value = sum(part.value or 0 for part in known)",
    "of": "return Counted(value, sum(part.of or 0 for part in known) if family.has_base else None)",
}
_NEXT = "moment = cron.get_next_fire_time(moment, moment + timedelta(microseconds=1))"
_SHIFT = "week = self.calendar.week_at(week.end if weeks > 0 else week.start - _INSTANT)"
_FOLLOWING = "following = (first + timedelta(days=31)).replace(day=1)"

MODULES: tuple[Module, ...] = (
    *BOT,
    Module(path="monitor/facts/assembling.py", tests=_COUNTING),
    Module(
        path="monitor/time/calendar.py",
        tests=("tests/monitor/time/test_calendar.py", "tests/monitor/time/test_zones.py"),
        equal=(
            # No class is called so.
            (_OF_CLASS, _OF_CLASS.replace('""', "'XX'")),
            # Of no vacations none is on a day.
            ("if not mine:", "if False:"),
            # At the moment of opening both ways give that moment.
            ("if local.time() < hours.opens:", "if (local.time() <= hours.opens):"),
            # From a working day the search goes on at the next, of which there are no days off.
            ("continue", "pass"),
        ),
    ),
    Module(
        path="monitor/levels/few.py",
        tests=("tests/monitor/levels/test_few.py", "tests/monitor/levels/test_few_told.py"),
    ),
    Module(path="monitor/report/gaps.py", tests=("tests/monitor/report/test_gaps.py",)),
    Module(
        path="monitor/indicators/learners.py",
        tests=(
            "tests/monitor/indicators/test_learners.py",
            "tests/monitor/indicators/test_families_chats.py",
            "tests/monitor/indicators/test_indicators.py",
        ),
        equal=(
            # Where a number is missing nothing is added up.
            (_TOTAL, _TOTAL.replace(" if number is not None", "")),
            # Who is among the strangers wrote something.
            (_WRITING, _WRITING.replace("or 1", "or (0)")),
            (_PUPILS, _PUPILS.replace("or 1", "or (0)")),
        ),
    ),
    Module(
        path="monitor/indicators/accounts.py",
        tests=(
            "tests/monitor/indicators/test_accounts.py",
            "tests/bot/words/test_every_family.py",
        ),
        equal=((_UNBOUND, _UNBOUND.replace("or 1", "or (0)")),),
    ),
    Module(
        path="monitor/indicators/strangers.py",
        tests=("tests/monitor/indicators/test_accounts.py",),
        equal=(
            # As above: who is among the strangers wrote something.
            (_LEAST, _LEAST.replace("int = 1", "int = (0)")),
        ),
    ),
    Module(
        path="monitor/indicators/people.py",
        tests=_COUNTING,
        equal=(
            # Who is there on all of the days is asked for all of it.
            (
                "if shrinks and person.worked < facts.regular:",
                "if shrinks and (person.worked <= facts.regular):",
            ),
            # Without these three the long way says the same.
            ("if not spec.scaled and not spec.any and spec.days is None:", "if False:"),
            # Nobody writes or calls less than nothing.
            *((_PLAINLY, _PLAINLY.replace(f"{name} or 0", f"{name} or (-1)")) for name in _ASKED),
        ),
    ),
    Module(
        path="monitor/indicators/judging.py",
        tests=_COUNTING,
        equal=(
            # It only spares putting the same facts together again.
            ("if key not in self._slices:", "if True:"),
            # Orders with a choice of one are refused, and who is short of it is asked for all.
            *(
                (_CHOICE, _CHOICE.replace("bool(choice) and len(asked) > 1", same))
                for same in (
                    "(bool(choice))",
                    "bool(choice) and (len(asked) >= 1)",
                    "bool(choice) and len(asked) > (0)",
                )
            ),
        ),
    ),
    Module(
        path="monitor/report/known.py",
        tests=("tests/monitor/report/test_known.py",),
        equal=(
            # What ends where reading ended is cut to what it was.
            (f"{_UNTIL}interruption.until > through", f"{_UNTIL}(interruption.until >= through)"),
        ),
    ),
    Module(
        path="monitor/people/matching.py",
        tests=(
            "tests/monitor/people/test_matching.py",
            "tests/monitor/people/test_matching_property.py",
        ),
        equal=(
            # All fits are sums over as many words: what is added to all of them ranks none.
            ("return 0", "return (1)"),
            ("return 0", "return (-1)"),
        ),
    ),
    Module(
        path="monitor/orders/norms.py",
        tests=(
            "tests/monitor/orders/test_norms.py",
            "tests/monitor/orders/test_norm_kinds.py",
            "tests/monitor/orders/test_own.py",
            "tests/monitor/orders/test_exact_norms.py",
        ),
    ),
    Module(path="monitor/facts/ratio.py", tests=("tests/monitor/facts/test_ratio.py",)),
    Module(
        path="monitor/levels/rollup.py",
        tests=(
            "tests/monitor/levels/test_rollup.py",
            "tests/monitor/levels/test_statistics.py",
        ),
        equal=(
            # Only those are added up who have a number.
            *(
                (_SUM[name], _SUM[name].replace(f"part.{name} or 0", f"(part.{name})"))
                for name in _SUM
            ),
        ),
    ),
    Module(
        path="monitor/orders/schedule.py",
        tests=("tests/monitor/orders/test_schedule.py",),
        equal=(
            # Moments are whole minutes, and a trigger never gives the one before again.
            (_NEXT, _NEXT.replace("=1", "=(2)")),
            (_NEXT, _NEXT.replace("=1", "=(0)")),
            # A trigger of weeks or days always has a next moment.
            (
                "while moment is not None and moment <= until:",
                "while (moment <= until):",
            ),
        ),
    ),
    Module(path="monitor/orders/shares.py", tests=("tests/monitor/orders/test_shares.py",)),
    Module(
        path="monitor/time/week.py",
        tests=(
            "tests/monitor/time/test_week.py",
            "tests/monitor/indicators/test_windows.py",
            "tests/monitor/time/test_zones.py",
        ),
        equal=(
            # No weeks later nothing is looked for.
            (_SHIFT, _SHIFT.replace("weeks > 0", "(weeks >= 0)")),
            (_SHIFT, _SHIFT.replace("weeks > 0", "weeks > (-1)")),
            # Two seconds before a midnight are in the same week.
            ("_INSTANT = timedelta(seconds=1)", "_INSTANT = timedelta(seconds=(2))"),
            # Both are in the next month.
            (_FOLLOWING, _FOLLOWING.replace("31", "(32)")),
        ),
    ),
    *STORAGE,
)
