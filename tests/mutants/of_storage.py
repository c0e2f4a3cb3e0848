"""The modules of ``storage`` that carry promises, and the tests that exercise each."""

from tests.mutants.module import Module

_RECORDING = (
    "tests/storage/test_intake.py",
    "tests/storage/test_intake_answers.py",
    "tests/storage/test_intake_owners.py",
    "tests/storage/chats/test_visits.py",
    "tests/storage/seen/test_holes.py",
    "tests/storage/seen/test_links.py",
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
_LONG = "is_backlog([entry.item for entry in entries if not entry.taken])"
_CROWDED = f"if conversation < 0 and {_LONG}"
_CHATS = "chats = {each.conversation for each in fresh if each.conversation > 0}"
_LOWEST = "await connection.scalar(select(func.min(_table.c.place)))"
_ANSWER = "return select(literal(1)).where(or_(before.exists(), _lasting(stop)))"
_ANSWERS = "return select(_c.id).where(~_lasting(stop)).limit(1)"
_RANK = "rank = case((_c.conversation > 0, STAFF), else_=rank_of(-_c.conversation))"
_FIRST = (
    "select(table.unit).where(table.chat == row.id).order_by(table.since, table.place).limit(1)"
)
_MOVED_ROW = "if row is None or not row.moved:  # it has had one owner only"
_VISITED = "if batch.visits:  # they change the directory, so it is read when they are written"
_MOVED = "moved and conversation in moved"
_UNCOUNTED = "if account is None or conversation < 0:"
_DIALOG = "item.conversation < 0 or item.conversation in directory.unit_of_chat"
_OTHER = "len(old) > 1 or len(new) > 1 or (old and old[0][0] != new[0][0])"

STORAGE: tuple[Module, ...] = (
    Module(
        path="storage/asked/answers.py",
        tests=("tests/storage/asked/test_answers.py",),
        equal=(
            # Of what is found only whether it is there is read.
            (_ANSWERS, _ANSWERS.replace("limit(1)", "limit((2))")),
            *((_ANSWER, _ANSWER.replace("literal(1)", f"literal(({same}))")) for same in (0, 2)),
            # There is no conversation of number 0.
            *(
                (_RANK, _RANK.replace("_c.conversation > 0", same))
                for same in ("(_c.conversation >= 0)", "_c.conversation > (-1)")
            ),
            # SQLite gives what it changed in order of the ids; others need not.
            (
                "return sorted(found, key=lambda each: (each.rank, each.id))",
                "return sorted(found, key=lambda each: (each.rank,))",
            ),
        ),
    ),
    Module(
        path="storage/asked/backlog.py",
        tests=("tests/storage/asked/test_backlog.py",),
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
            # It only spares the search: who has little waiting may be at anything.
            *(
                (_CROWDED, f"if {same}")
                for same in (
                    "(conversation < 0)",
                    f"({_LONG})",
                    f"(conversation <= 0) and {_LONG}",
                    f"conversation < (1) and {_LONG}",
                    _CROWDED.removeprefix("if ").replace(" if not entry.taken", ""),
                )
            ),
        ),
    ),
    Module(
        path="storage/seen/call_store.py",
        tests=("tests/storage/seen/test_call_store.py", "tests/storage/seen/test_calls.py"),
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
    Module(
        path="storage/places/holdings.py",
        tests=("tests/storage/places/test_holdings.py",),
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
            # With nothing to note nothing is noted.
            (_VISITED, _VISITED.replace("if batch.visits:", "if True:")),
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
        path="storage/seen/ledger_store.py",
        tests=("tests/storage/seen/test_ledger_store.py", "tests/storage/seen/test_holes.py"),
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
                ".where(table.conversation.in_(conversations)).order_by(table.first)",
            ),
        ),
    ),
    Module(path="storage/seen/author_names.py", tests=("tests/storage/seen/test_author_names.py",)),
    *(
        Module(
            path=path,
            tests=(
                "tests/storage/told/test_notices.py",
                "tests/storage/told/test_claimed.py",
                "tests/storage/told/test_doubtful.py",
                "tests/storage/told/test_withdrawing.py",
            ),
            # Where nothing is open nothing is settled.
            equal=(("if ours:", "if True:"),) if path.endswith("sending.py") else (),
        )
        for path in ("storage/told/notices.py", "storage/told/sending.py")
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
            *(
                (_NUMBERED, _NUMBERED.replace("each.number > 0", same))
                for same in ("(each.number >= 0)", "each.number > (-1)")
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
        equal=(
            # Of what is found the first is read.
            (_FIRST, _FIRST.replace("limit(1)", "limit((2))")),
            # It only spares the search: of a chat that never moved nothing is found.
            (_MOVED_ROW, _MOVED_ROW.replace("row is None or not row.moved", "(row is None)")),
        ),
    ),
)
