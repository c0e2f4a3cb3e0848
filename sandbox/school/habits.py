"""How active each of the staff is in a week: every case of counting has its person."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sandbox.school.people import Member, School


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How many messages and reached calls of one of the staff the bot must count that week."""

    case: str
    messages: int
    calls: int = 0


SILENT = Habit(case="silent", messages=0)
CASES = (  # the ordinary staff get these first (a small one a few), others are active
    *(SILENT,) * 2,
    Habit(case="only calls", messages=0, calls=3),
    Habit(case="one or two", messages=1),
    *(Habit(case="one or two", messages=2),) * 2,
    *(Habit(case="exactly 3", messages=3),) * 2,
    *(Habit(case="some", messages=number, calls=1) for number in (4, 5, 6, 7, 8)),
    Habit(case="nine and one edited", messages=9),
    Habit(case="nine, the tenth next week", messages=9),
    *(Habit(case="exactly 10", messages=10),) * 2,
    Habit(case="ten dots in a minute", messages=10),
    Habit(case="Sunday evening", messages=14),
)


def habits(school: School, monday: date, seed: int) -> dict[int, Habit]:
    """What the bot must find for each of the staff: the truth to hold its counts against."""
    rng = Random(f"{seed}:{monday}:habits")  # noqa: S311 - believable, not secret
    chatting = {id_ for chat in school.chats for id_ in chat.members}
    result: dict[int, Habit] = {}
    ordinary: list[int] = []
    for member in school.staff:
        days = len(present_days(member, monday))
        if member.id not in chatting:
            result[member.id] = SILENT
        elif days <= 2:  # nothing but a weekend is left
            result[member.id] = Habit(case="on leave", messages=0)
        elif days < 7:
            result[member.id] = Habit(case="sick for days", messages=rng.randint(10, 13))
        elif member.id in {school.administrator, school.deputy}:
            result[member.id] = Habit(case="active", messages=rng.randint(22, 34), calls=2)
        else:
            ordinary.append(member.id)
    rng.shuffle(ordinary)
    cases = CASES if len(ordinary) > len(CASES) else CASES[:: len(CASES) // 3]
    for index, id_ in enumerate(ordinary):
        result[id_] = cases[index] if index < len(cases) else _active(rng)
    return result


def _active(rng: Random) -> Habit:
    return Habit(case="active", messages=rng.randint(11, 26), calls=rng.choice((0, 0, 1, 1, 2)))


def present_days(member: Member, monday: date) -> list[int]:
    """Days of the week (0 is Monday) on which the person is not absent."""
    week = [(offset, monday + timedelta(days=offset)) for offset in range(7)]
    gone = member.absent
    return [offset for offset, day in week if not (gone and gone[0] <= day <= gone[1])]
