"""What is wrong with each organisation, by codes. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from monitor.orders.model import LEVELS
from monitor.orders.schedule import Due
from storage.overview import Glance
from storage.told.conditions import FAILED

PROBLEMS = (
    "job_failed",
    "late",
    "no_responsible",
    "no_people",
    "no_chats",
    "no_access",
    "silent",
    "holes",
    "unbound",
)
"""In the order in which they are told: first what is the service's, then what is theirs."""

ENOUGH_BOUND = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """An organisation at a glance, and what is wrong with it."""

    glance: Glance
    problems: tuple[str, ...]


def states(
    glances: Iterable[Glance], conditions: Collection[str], late: Iterable[Due]
) -> list[State]:
    """Judge organisations; ``conditions``: names of those that last, ``late``: jobs."""
    failed = {name.split(":", 2)[2] for name in conditions if name.startswith(FAILED)}
    behind = {each.unit for each in late}
    return [
        State(glance=each, problems=_problems(each, each.unit.id in failed, each.unit.id in behind))
        for each in glances
    ]


def _problems(each: Glance, failed: bool, late: bool) -> tuple[str, ...]:
    school = each.unit.kind not in LEVELS
    found: Mapping[str, bool] = {
        "job_failed": failed,
        "late": late and not failed,
        "no_responsible": not each.responsible,
        "no_people": school and not each.people,
        "no_chats": school and not each.chats,
        "no_access": bool(each.unproved),
        "silent": school and bool(each.chats) and each.heard_at is None,
        "holes": bool(each.missing),
        "unbound": school and bool(each.people) and each.bound < each.people * ENOUGH_BOUND,
    }
    return tuple(code for code in PROBLEMS if found[code])


def chosen(found: Iterable[State], wrong: str | None) -> list[State]:
    """Keep what has a problem: one by its code, or any; None: keep all."""
    if wrong is None:
        return list(found)
    return [each for each in found if (each.problems if wrong == ANY else wrong in each.problems)]


def worst_first(found: Iterable[State]) -> list[State]:
    """Put what has the gravest problem first, then by id."""
    return sorted(found, key=lambda each: (_rank(each), each.glance.unit.id))


def _rank(each: State) -> int:
    return PROBLEMS.index(each.problems[0]) if each.problems else len(PROBLEMS)


ANY = "any"
