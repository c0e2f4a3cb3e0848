"""The modules that carry the promises, and the tests that exercise each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A module whose changes some of these tests must notice; paths from the project's root.

    ``equal``: changes that nobody can notice, each with a comment why: the line at which it begins
    before and after. They are not tried.
    """

    path: str
    tests: tuple[str, ...]
    equal: tuple[tuple[str, str], ...] = ()


_COUNTING = (
    "tests/monitor/indicators/test_families_people.py",
    "tests/monitor/indicators/test_families_chats.py",
    "tests/monitor/indicators/test_indicators.py",
    "tests/monitor/indicators/test_learners.py",
    "tests/monitor/indicators/test_windows.py",
    "tests/monitor/indicators/test_judging.py",
    "tests/monitor/indicators/test_absences.py",
    "tests/monitor/orders/test_exact_norms.py",
)
_RECORDING = (
    "tests/storage/test_intake.py",
    "tests/storage/chats/test_visits.py",
    "tests/storage/seen/test_holes.py",
    "tests/storage/seen/test_links.py",
    "tests/storage/test_many_units.py",
)

_EVERYDAY = "len(ranges) == 1 and fresh[0] == ranges[0][1] + 1 and _is_run(fresh)"
_GROWN = "return set(fresh), [(ranges[0][0], fresh[-1])]  # the everyday case"
_SILENT = "elif not each.present and lasting and (each.number < 0 or found[-1].since.number < 0):"
_TOLD = (
    "end.told is not None and start.number < end.number and abs(start.at - end.told) <= TOLERANCE"
)
_OPEN = "return start.number < end.number and earliest <= start.at <= end.at + TOLERANCE"
_LATER = "return case((new.is_(None), old), (old > new, old), else_=new)"
_RUN = "return numbers[-1] - numbers[0] == len(numbers) - 1"

MODULES: tuple[Module, ...] = (
    Module(
        path="bot/service/telling/delivery.py",
        tests=(
            "tests/bot/service/telling/test_delivery.py",
            "tests/bot/service/telling/test_sending.py",
            "tests/bot/service/telling/test_stopping.py",
        ),
    ),
    Module(
        path="bot/service/recording/apart.py", tests=("tests/bot/service/recording/test_apart.py",)
    ),
    Module(
        path="bot/dialog/core/rights.py", tests=("tests/bot/dialog/core/test_rights_stated.py",)
    ),
    Module(
        path="bot/service/telling/verdicts.py",
        tests=("tests/bot/service/telling/test_verdicts.py",),
    ),
    Module(
        path="bot/vk/stream/updates.py",
        tests=(
            "tests/bot/vk/stream/test_updates.py",
            "tests/bot/vk/stream/test_links.py",
            "tests/bot/vk/test_written.py",
        ),
    ),
    Module(path="monitor/facts/assembling.py", tests=_COUNTING),
    Module(
        path="monitor/time/calendar.py",
        tests=("tests/monitor/time/test_calendar.py", "tests/monitor/time/test_zones.py"),
    ),
    Module(path="monitor/levels/few.py", tests=("tests/monitor/levels/test_few.py",)),
    Module(path="monitor/report/gaps.py", tests=("tests/monitor/report/test_gaps.py",)),
    Module(path="monitor/indicators/learners.py", tests=_COUNTING),
    Module(path="monitor/indicators/people.py", tests=_COUNTING),
    Module(path="monitor/indicators/judging.py", tests=_COUNTING),
    Module(path="monitor/report/known.py", tests=("tests/monitor/report/test_known.py",)),
    Module(path="monitor/people/matching.py", tests=("tests/monitor/people/test_matching.py",)),
    Module(
        path="monitor/orders/norms.py",
        tests=(
            "tests/monitor/orders/test_norms.py",
            "tests/monitor/orders/test_norm_kinds.py",
            "tests/monitor/orders/test_own.py",
            "tests/monitor/orders/test_exact_norms.py",
        ),
    ),
    Module(path="monitor/levels/rollup.py", tests=("tests/monitor/levels/test_rollup.py",)),
    Module(path="monitor/orders/schedule.py", tests=("tests/monitor/orders/test_schedule.py",)),
    Module(path="monitor/orders/shares.py", tests=("tests/monitor/orders/test_shares.py",)),
    Module(
        path="monitor/time/week.py",
        tests=(
            "tests/monitor/time/test_week.py",
            "tests/monitor/indicators/test_windows.py",
            "tests/monitor/time/test_zones.py",
        ),
    ),
    Module(path="storage/asked/answers.py", tests=("tests/storage/asked/test_answers.py",)),
    Module(path="storage/asked/backlog.py", tests=("tests/storage/asked/test_backlog.py",)),
    Module(
        path="storage/seen/callbook.py",
        tests=("tests/storage/seen/test_callbook.py", "tests/storage/seen/test_calls.py"),
    ),
    Module(
        path="storage/seen/callpairs.py",
        tests=("tests/storage/seen/test_callpairs.py",),
        equal=(
            # What is near is put in order once more, and an end that has its start is passed over.
            (
                "open_ends = sorted(ends, key=lambda end: end.number)",
                "open_ends = list(ends)",
            ),
            (
                "open_ends = [end for end in open_ends if end.number not in found]",
                "open_ends = [end for end in open_ends]",
            ),
            # A number is one message: no start has its end's.
            (
                _TOLD,
                _TOLD.replace("start.number < end.number", "(start.number <= end.number)"),
            ),
            (
                _OPEN,
                _OPEN.replace("start.number < end.number", "(start.number <= end.number)"),
            ),
        ),
    ),
    Module(path="storage/places/holdings.py", tests=("tests/storage/places/test_holdings.py",)),
    Module(path="storage/intake.py", tests=_RECORDING),
    Module(
        path="storage/seen/ledger.py",
        tests=("tests/storage/seen/test_ledger.py",),
        equal=(
            *(
                (f"if {_EVERYDAY}:", f"if {same}:")  # only spares the merging, which gives the same
                for same in (
                    "False",
                    _EVERYDAY.replace("[1] + 1", "[1] + (0)"),
                    _EVERYDAY.replace("[0][1]", "[0][(0)]"),
                    _EVERYDAY.replace("ranges[0][1] + 1", "(ranges[0][1] - 1)"),
                    _EVERYDAY.replace("ranges[0]", "ranges[(-1)]"),
                    _EVERYDAY.replace("fresh[0]", "fresh[(-1)]"),
                )
            ),
            # The only range is the last one.
            (_GROWN, _GROWN.replace("ranges[0]", "ranges[(-1)]")),
            # Where there are no ranges the search finds none as well.
            ("if not ranges:", "if False:"),
            # What ends where the merged range ends is inside of it.
            ("if last > merged[-1][1]:", "if (last >= merged[-1][1]):"),
            # Of one number, which is a run, both are the same; of several it is slow, but right.
            (_RUN, _RUN.replace("numbers[0]", "numbers[(-1)]")),
        ),
    ),
    Module(
        path="storage/seen/ledgerbook.py",
        tests=("tests/storage/seen/test_ledgerbook.py", "tests/storage/seen/test_holes.py"),
        equal=(
            # Where no number is new the ranges are the old ones: nothing follows from them.
            ("continue", "pass"),
            # Of no chat no hole is drawn anew.
            ("if torn:", "if True:"),
            # Each conversation's ranges are put together by themselves.
            (
                "select(table.conversation, table.first, table.last)",
                "select(table.conversation, table.first, table.last)"
                ".where(table.conversation.in_(wanted[start:start + _MANY]))"
                ".order_by(table.first)",
            ),
        ),
    ),
    Module(path="storage/seen/naming.py", tests=("tests/storage/seen/test_naming.py",)),
    Module(
        path="storage/told/notices.py",
        tests=(
            "tests/storage/told/test_notices.py",
            "tests/storage/told/test_doubtful.py",
            "tests/storage/told/test_withdrawing.py",
        ),
    ),
    Module(
        path="storage/places/presence.py",
        tests=("tests/storage/places/test_presence.py",),
        equal=(
            # The beginning itself is an invitation, and nothing lasts yet: it changes nothing.
            (
                "if begun is not None and each.place < begun.place:",
                "if begun is not None and (each.place <= begun.place):",
            ),
            # What has no number has a moment's, of which none is so near to zero.
            *(
                (_SILENT, _SILENT.replace(f"{name} < 0", f"{name} {nearly}"))
                for name in ("each.number", "found[-1].since.number")
                for nearly in ("< (-1)", "< (1)")
            ),
        ),
    ),
    Module(path="storage/seen/pseudonyms.py", tests=("tests/storage/seen/test_pseudonym.py",)),
    Module(
        path="storage/seen/streams.py",
        tests=("tests/storage/seen/test_streams.py",),
        equal=(
            # Of two that are the same either may be kept.
            (_LATER, _LATER.replace("old > new", "(old >= new)")),
        ),
    ),
    Module(
        path="storage/chats/visits.py",
        tests=(
            "tests/storage/chats/test_visits.py",
            "tests/storage/places/test_upgraded_presence.py",
        ),
    ),
)
