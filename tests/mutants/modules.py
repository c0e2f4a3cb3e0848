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
    "tests/monitor/test_windows.py",
    "tests/monitor/test_families_people.py",
    "tests/monitor/test_indicators.py",
    "tests/monitor/test_judging.py",
    "tests/monitor/test_absences.py",
    "tests/monitor/test_exact_norms.py",
)
_RECORDING = (
    "tests/storage/test_intake.py",
    "tests/storage/test_visits.py",
    "tests/storage/test_holes.py",
    "tests/storage/test_links.py",
    "tests/storage/test_many_units.py",
)

_EVERYDAY = "len(ranges) == 1 and fresh[0] == ranges[0][1] + 1 and _is_run(fresh)"
_GROWN = "return set(fresh), [(ranges[0][0], fresh[-1])]  # the everyday case"
_SILENT = "elif not each.present and lasting and (each.number < 0 or found[-1].since.number < 0):"
_NUMBERED = "found[-1] = Away(since=each if each.number > 0 else found[-1].since, to=None)"
_TOLD = (
    "end.told is not None and start.number < end.number and abs(start.at - end.told) <= TOLERANCE"
)
_OPEN = "return start.number < end.number and earliest <= start.at <= end.at + TOLERANCE"
_LATER = "return case((new.is_(None), old), (old > new, old), else_=new)"
_RUN = "return numbers[-1] - numbers[0] == len(numbers) - 1"
_CHATS = "chats = {each.conversation for each in fresh if each.conversation > 0}"
_PRESS = "conversation = conversation_of(said.peer_id or 0)"
_WORDS = "told = call.time if isinstance(call.time, int) else 0"
_LOWEST = "await connection.scalar(select(func.min(_table.c.place)))"
_ANSWER = "found = select(_c.id).where(_c.conversation == conversation).limit(1)"
_ANSWERS = "return await connection.scalar(select(_c.id).limit(1)) is not None"
_MOVED = "moved and conversation in moved"
_UNCOUNTED = "if account is None or conversation < 0:"
_DIALOG = "item.conversation < 0 or item.conversation in known.unit_of_chat"
_OTHER = "len(old) > 1 or len(new) > 1 or (old and old[0][0] != new[0][0])"

_OF_CLASS = 'def days_off(vacations: Iterable[Vacation], class_name: str = "") -> DayOff:'
_DOWN = "down = each.cause is Cause.DOWN and (each.until is None or each.until > through)"
_TOTAL = "return Counted(sum(number for number in numbers if number is not None))"
_WRITERS = (
    "return Counted(min(_writers(facts, kind, spec.messages or 1), total.value), total.value)"
)
_ASKED = ("spec.messages", "spec.calls")
_PLAINLY = "return person.messages >= (spec.messages or 0) and person.calls >= (spec.calls or 0)"
_CHOICE = "return _highest(asked), bool(choice) and len(asked) > 1"
_WITH_SHARE = "share is not None and figure.of is not None and share >= exact(norm.ordered)"
_ORDERED = f"return {_WITH_SHARE}"
_SUM = {
    "value": "value = sum(part.value or 0 for part in known)",
    "of": "return Counted(value, sum(part.of or 0 for part in known) if family.has_base else None)",
}
_NEXT = "moment = cron.get_next_fire_time(moment, moment + timedelta(microseconds=1))"
_SHIFT = "week = self.calendar.week_at(week.end if weeks > 0 else week.start - _INSTANT)"
_FOLLOWING = "following = (first + timedelta(days=31)).replace(day=1)"

MODULES: tuple[Module, ...] = (
    Module(
        path="bot/delivery.py",
        tests=(
            "tests/bot/test_sending.py",
            "tests/bot/test_stopping.py",
            "tests/bot/test_delivery.py",
        ),
        equal=(
            # Without a fault nothing is closed; only the types need to be told.
            (
                "if error is not None and verdict.state is NoticeState.FAILED:",
                "if (verdict.state is NoticeState.FAILED):",
            ),
            # What failed is told by the fault itself, in the log; of this the code is read.
            (
                'return VkError("sending", NETWORK, type(error).__name__)',
                "return VkError('XXsending', NETWORK, type(error).__name__)",
            ),
        ),
    ),
    Module(
        path="bot/apart.py",
        tests=("tests/bot/test_apart.py",),
        equal=(
            # Recording nothing changes nothing.
            ("if not bodies:", "if False:"),
        ),
    ),
    Module(path="bot/talk/rights.py", tests=("tests/bot/talk/test_rights_stated.py",)),
    Module(path="bot/verdicts.py", tests=("tests/bot/test_verdicts.py",)),
    Module(
        path="bot/vk/updates.py",
        tests=(
            "tests/bot/vk/test_updates.py",
            "tests/bot/vk/test_links.py",
            "tests/bot/vk/test_written.py",
        ),
        equal=(
            # The short way only spares the long one, which notes the same.
            (
                "message = said.message if said is not None else None",
                "message = (None)",
            ),
            # What is kept without a message is a press of a button, which tells where.
            *(
                (_PRESS, _PRESS.replace("said.peer_id or 0", same))
                for same in ("(said.peer_id)", "said.peer_id or (1)", "said.peer_id or (-1)")
            ),
            # Before the day that ends with any message.
            *((_WORDS, _WORDS.replace("else 0", same)) for same in ("else (1)", "else (-1)")),
        ),
    ),
    Module(path="monitor/assembling.py", tests=_COUNTING),
    Module(
        path="monitor/calendar.py",
        tests=("tests/monitor/test_calendar.py", "tests/monitor/test_zones.py"),
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
    Module(path="monitor/few.py", tests=("tests/monitor/test_few.py",)),
    Module(path="monitor/gaps.py", tests=("tests/monitor/test_gaps.py",)),
    Module(
        path="monitor/indicators/learners.py",
        tests=(
            "tests/monitor/test_learners.py",
            "tests/monitor/test_families_chats.py",
            "tests/monitor/test_indicators.py",
        ),
        equal=(
            # Where a number is missing nothing is added up.
            (_TOTAL, _TOTAL.replace(" if number is not None", "")),
            # Who is among the strangers wrote something.
            (_WRITERS, _WRITERS.replace("or 1", "or (0)")),
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
        path="monitor/judging.py",
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
        path="monitor/known.py",
        tests=("tests/monitor/test_known.py",),
        equal=(
            # What ends where reading ended is cut to what it was.
            (_DOWN, _DOWN.replace("each.until > through", "(each.until >= through)")),
        ),
    ),
    Module(
        path="monitor/matching.py",
        tests=("tests/monitor/test_matching.py",),
        equal=(
            # All fits are sums over as many words: what is added to all of them ranks none.
            ("return 0", "return (1)"),
            ("return 0", "return (-1)"),
        ),
    ),
    Module(
        path="monitor/norms.py",
        tests=(
            "tests/monitor/test_norms.py",
            "tests/monitor/test_norm_kinds.py",
            "tests/monitor/test_own.py",
            "tests/monitor/test_exact_norms.py",
        ),
        equal=(
            # A norm that is met or not was held against a share.
            *(
                (_ORDERED, _ORDERED.replace(_WITH_SHARE, same))
                for same in (
                    "(figure.of is not None and share >= exact(norm.ordered))",
                    "(share is not None and share >= exact(norm.ordered))",
                )
            ),
        ),
    ),
    Module(
        path="monitor/rollup.py",
        tests=("tests/monitor/test_rollup.py",),
        equal=(
            # Only those are added up who have a number.
            *(
                (_SUM[name], _SUM[name].replace(f"part.{name} or 0", f"(part.{name})"))
                for name in _SUM
            ),
        ),
    ),
    Module(
        path="monitor/schedule.py",
        tests=("tests/monitor/test_schedule.py",),
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
    Module(path="monitor/shares.py", tests=("tests/monitor/test_shares.py",)),
    Module(
        path="monitor/week.py",
        tests=(
            "tests/monitor/test_week.py",
            "tests/monitor/test_windows.py",
            "tests/monitor/test_zones.py",
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
    Module(
        path="storage/answers.py",
        tests=("tests/storage/test_answers.py",),
        equal=(
            # Of what is found only whether it is there is read.
            (_ANSWERS, _ANSWERS.replace("limit(1)", "limit((2))")),
            (_ANSWER, _ANSWER.replace("limit(1)", "limit((2))")),
        ),
    ),
    Module(
        path="storage/backlog.py",
        tests=("tests/storage/test_backlog.py",),
        equal=(
            # There is no conversation of number 0.
            *(
                (line, line.replace(f"{name} > 0", same))
                for line, name in (
                    ("return conversation, account if conversation > 0 else None", "conversation"),
                    ("if each.conversation > 0:", "each.conversation"),
                    (_CHATS, "each.conversation"),
                )
                for same in (f"({name} >= 0)", f"{name} > (-1)")
            ),
        ),
    ),
    Module(
        path="storage/callbook.py",
        tests=("tests/storage/test_callbook.py", "tests/storage/test_calls.py"),
    ),
    Module(
        path="storage/callpairs.py",
        tests=("tests/storage/test_callpairs.py",),
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
    Module(
        path="storage/holdings.py",
        tests=("tests/storage/test_holdings.py",),
        equal=(
            # The running interval of the chat that moves is there; only the types need to be told.
            *(
                (f"lowest = {_LOWEST} or 0", f"lowest = {same}")
                for same in (f"({_LOWEST})", f"{_LOWEST} or (1)", f"{_LOWEST} or (-1)")
            ),
        ),
    ),
    Module(
        path="storage/intake.py",
        tests=_RECORDING,
        equal=(
            # With nothing to note nothing is noted, and the directory is still as new as before.
            ("if batch.visits or batch.dialogs:", "if True:"),
            # It only spares the search: a chat that never moved is its own place.
            *(
                (f"if {_MOVED}:", f"if {same}:")
                for same in ("True", "(moved)", "(conversation in moved)")
            ),
            # There is no conversation of number 0.
            *(
                (_UNCOUNTED, _UNCOUNTED.replace("conversation < 0", same))
                for same in ("(conversation <= 0)", "conversation < (1)")
            ),
            *(
                (_DIALOG, _DIALOG.replace("item.conversation < 0", same))
                for same in ("(item.conversation <= 0)", "item.conversation < (1)")
            ),
        ),
    ),
    Module(
        path="storage/ledger.py",
        tests=("tests/storage/test_ledger.py",),
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
        path="storage/ledgerbook.py",
        tests=("tests/storage/test_ledgerbook.py", "tests/storage/test_holes.py"),
        equal=(
            # Where no number is new the ranges are the old ones: nothing follows from them.
            ("continue", "pass"),
            # The condition only spares comparing ranges that are the same; one range is its last.
            (f"if {_OTHER}:", "if True:"),
            *(
                (f"if {_OTHER}:", f"if {_OTHER.replace(*same)}:")
                for same in (
                    ("len(old) > 1", "(len(old) >= 1)"),
                    ("len(old) > 1", "len(old) > (0)"),
                    ("len(new) > 1", "(len(new) >= 1)"),
                    ("len(new) > 1", "len(new) > (0)"),
                    ("old[0][0]", "old[(-1)][0]"),
                    ("old[0][0]", "old[0][(-1)]"),
                    ("old[0][0]", "old[0][(1)]"),
                    ("new[0][0]", "new[(-1)][0]"),
                )
            ),
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
    Module(path="storage/naming.py", tests=("tests/storage/test_naming.py",)),
    Module(
        path="storage/notices.py",
        tests=(
            "tests/storage/test_notices.py",
            "tests/storage/test_doubtful.py",
            "tests/storage/test_withdrawing.py",
        ),
    ),
    Module(
        path="storage/presence.py",
        tests=("tests/storage/test_presence.py",),
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
            *(
                (_NUMBERED, _NUMBERED.replace("each.number > 0", same))
                for same in ("(each.number >= 0)", "each.number > (-1)")
            ),
        ),
    ),
    Module(path="storage/pseudonyms.py", tests=("tests/storage/test_pseudonym.py",)),
    Module(
        path="storage/streams.py",
        tests=("tests/storage/test_streams.py",),
        equal=(
            # Of two that are the same either may be kept.
            (_LATER, _LATER.replace("old > new", "(old >= new)")),
        ),
    ),
    Module(
        path="storage/visits.py",
        tests=("tests/storage/test_visits.py", "tests/storage/test_upgraded_presence.py"),
    ),
)
