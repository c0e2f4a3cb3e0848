"""What the log says of a fault: its type, our file and line, and what it came from.

Never a message, never a value: they may hold somebody's words, names, or a statement's parameters.
"""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

_ROOT = Path(__file__).resolve().parent.parent
_OURS = ("bot", "monitor", "storage", "sandbox", "tests")
_LONGEST = 4  # causes that are named


def described(error: BaseException) -> str:
    """Describe an error: «KeyError at bot/service/recording/intake.py:122 from OperationalError».

    The line is the innermost one of ours, or the innermost of all. Of a group, every member.
    """
    if isinstance(error, BaseExceptionGroup):
        return ", ".join(sorted({described(each) for each in _members(error)}))
    causes = [_kind(each) for each in _causes(error)]
    said = f"{_kind(error)} at {_place(error)}"
    return f"{said} from {', '.join(causes)}" if causes else said


def _kind(error: BaseException) -> str:
    """Name the type, and the number of what has one (VK's codes)."""
    code = getattr(error, "code", None)
    name = type(error).__name__
    return f"{name} {code}" if isinstance(code, int) else name


def _place(error: BaseException) -> str:
    frames = list(_frames(error.__traceback__))
    ours = [place for place in frames if place.startswith(_OURS)]
    return (ours or frames or ["?"])[-1]


def _frames(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        yield f"{_short(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"
        trace = trace.tb_next


def _short(name: str) -> str:
    """Give a file's name within the program, or its last two parts elsewhere."""
    path = Path(name)
    if path.is_relative_to(_ROOT) and path.relative_to(_ROOT).parts[0] in _OURS:
        return path.relative_to(_ROOT).as_posix()
    return "…/" + "/".join(path.parts[-2:])


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen = {id(error)}
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    while cause is not None and id(cause) not in seen and len(seen) <= _LONGEST:
        yield cause
        seen.add(id(cause))
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def _members(group: BaseExceptionGroup[BaseException]) -> Iterator[BaseException]:
    for each in group.exceptions:
        if isinstance(each, BaseExceptionGroup):
            yield from _members(each)
        else:
            yield each
