"""What everybody does in one school week: a sorted tuple of acts, the same for the same seed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Literal
from zoneinfo import ZoneInfo

from sandbox.school.habits import Habit, habits, present_days
from sandbox.school.people import School, SchoolChat
from sandbox.school.words import phrase

Kind = Literal["say", "edit", "delete", "call", "invite", "remove", "title"]

OTHER_COMMUNITY = -70_012
UNUSED = "Лагерь «Радуга» 2026"  # a chat nobody writes to
STAFF_CHATS = frozenset(
    {"Педсовет", "Администрация", "МО математиков", "МО филологов", "МО естественных наук"}
    | {"Классные руководители", "Педагоги сада", "Преподаватели"}
)
DAY_WEIGHTS = (10, 12, 12, 12, 10, 1, 1.5)  # Monday to Sunday
# Minutes of the day around which people write: breaks between lessons, ways home, evenings.
PEAKS = {
    "staff": ((470, 525, 580, 640, 700, 755, 810, 860, 960), 7),
    "pupil": ((525, 580, 640, 700, 755, 880, 960, 1050, 1140, 1200), 14),
    "parent": ((460, 490, 750, 1080, 1120, 1180), 30),
}
DAY_START, DAY_END = 450, 1259  # 7:30 and 20:59


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing somebody does in a chat.

    `edit` says `text` and then changes it to `edited`; `delete` says it and takes it back.
    A call of 0 seconds was not reached. `people` are a call's participants (the caller among
    them), those invited, or those removed (oneself: leaving). `text` of `title` is the new title.
    """

    at: datetime  # aware, UTC
    kind: Kind
    chat: str
    from_id: int  # negative: another community
    text: str = ""
    edited: str = ""
    attachments: tuple[str, ...] = ()
    people: tuple[int, ...] = ()
    seconds: int = 0


def make_week(school: School, monday: date, seed: int) -> tuple[Act, ...]:
    """Everything people do in the week from `monday`, sorted.

    The last act is a message at 00:00:00 local of the next Monday: it belongs to the next week.
    Raises ValueError for a day that is no Monday.
    """
    if monday.weekday() != 0:
        raise ValueError(f"{monday} is not a Monday")
    rng = Random(f"{seed}:{monday}")  # noqa: S311 - believable, not secret
    zone = ZoneInfo(school.timezone)
    acts = [*_staff(rng, school, monday, habits(school, monday, seed), zone)]
    acts += _families(rng, school, monday, zone)
    if not school.talk:
        acts += _events(rng, school, monday, zone)
    return tuple(sorted(_without_departed(acts), key=lambda act: act.at))


def _at(monday: date, day: int, second: int, zone: ZoneInfo) -> datetime:
    """A local second of a day as an aware UTC moment."""
    local = datetime.combine(monday + timedelta(days=day), time(), tzinfo=zone)
    return (local + timedelta(seconds=second)).astimezone(UTC)


def _moment(rng: Random, who: str, days: list[int]) -> tuple[int, int]:
    """A believable day and second of the day for a speaker."""
    day = rng.choices(days, [DAY_WEIGHTS[index] for index in days])[0]
    if day > 4:
        return day, rng.randrange(600 * 60, DAY_END * 60)
    peaks, width = PEAKS[who]
    if rng.random() < 0.75:
        minute = rng.gauss(rng.choice(peaks), width)
    else:
        minute = rng.uniform(DAY_START, DAY_END)
    return day, int(min(max(minute, DAY_START), DAY_END) * 60) + rng.randrange(60)


def _content(rng: Random, speaker: str) -> tuple[str, tuple[str, ...]]:
    """A text, a sticker, a voice message, a file, a photo or a repost."""
    dice = rng.random()
    for limit, kind in ((0.04, "sticker"), (0.06, "audio_message"), (0.07, "wall")):
        if dice < limit:
            return "", (kind,)
    for limit, kind in ((0.11, "doc"), (0.14, "photo")):
        if dice < limit:
            return phrase(rng, speaker), (kind,)
    return phrase(rng, speaker), ()


def _staff(
    rng: Random, school: School, monday: date, plan: dict[int, Habit], zone: ZoneInfo
) -> Iterator[Act]:
    for member in school.staff:
        habit = plan[member.id]
        days = present_days(member, monday)
        own = [chat for chat in _open_chats(school) if member.id in chat.members]
        moments = _moments(rng, habit, days)
        for number, (day, second) in enumerate(moments):
            chat = rng.choice(own)
            speaker = "staff" if chat.title in STAFF_CHATS else "teacher"
            text, attachments = _content(rng, school.talk + speaker)
            act = Act(
                at=_at(monday, day, second, zone),
                kind="say",
                chat=chat.title,
                from_id=member.id,
                text=text,
                attachments=attachments,
            )
            yield _special(act, habit, last=number == len(moments) - 1)
        calls = [chat for chat in own if len(chat.members) > 2]
        for _ in range(habit.calls):
            yield _call(rng, rng.choice(calls), member.id, _at(monday, *_call_time(rng), zone))


def _open_chats(school: School) -> list[SchoolChat]:
    """Chats where the bot sees everything, so that staff are counted exactly."""
    return [chat for chat in school.chats if chat.access != "mentions" and chat.title != UNUSED]


def _moments(rng: Random, habit: Habit, days: list[int]) -> list[tuple[int, int]]:
    """Days and seconds of a person's messages; dots come within one minute."""
    if habit.case == "ten dots in a minute":
        return [(3, 16 * 3600 + 20 * 60 + 5 * number) for number in range(habit.messages)]
    moments = [_moment(rng, "staff", days) for _ in range(habit.messages)]
    if habit.case == "Sunday evening":
        moments[-1] = (6, 19 * 3600 + 5 * 60)
    if habit.case == "nine, the tenth next week":
        moments.append((7, 0))
    return moments


def _special(act: Act, habit: Habit, *, last: bool) -> Act:
    """The act as its case wants it: a dot, or the message that is corrected afterwards."""
    if habit.case == "ten dots in a minute":
        return replace(act, text=".", attachments=())
    if habit.case == "nine and one edited" and last:
        corrected = "Поправка: совещание в 14:30, а не в 14:00"
        return replace(act, kind="edit", text="Совещание в 14:00", edited=corrected, attachments=())
    return act


def _call_time(rng: Random) -> tuple[int, int]:
    return rng.randrange(5), rng.randrange(13 * 3600, 19 * 3600)


def _call(rng: Random, chat: SchoolChat, caller: int, at: datetime, *, reached: bool = True) -> Act:
    # The last member of a chat may leave it during the week and is never called.
    others = [id_ for id_ in chat.members[:-1] if id_ != caller]
    joined = rng.sample(others, min(len(others), rng.randint(1, 11))) if reached else []
    return Act(
        at=at,
        kind="call",
        chat=chat.title,
        from_id=caller,
        people=(caller, *joined),
        seconds=rng.randint(40, 2700) if reached else 0,
    )


def _families(rng: Random, school: School, monday: date, zone: ZoneInfo) -> Iterator[Act]:
    """Messages of pupils and parents: a third are silent, a few talk a lot."""
    staff = {member.id for member in school.staff}
    speakers = {person.id: "pupil" for person in school.pupils}
    speakers |= {person.id: "parent" for person in school.parents}
    for chat in school.chats:
        for id_ in chat.members:
            if id_ in staff or rng.random() < 0.35:
                continue
            speaker = speakers[id_]
            for _ in range(min(30, int(2 * rng.paretovariate(0.9)))):
                at = _at(monday, *_moment(rng, speaker, list(range(7))), zone)
                yield _family_act(rng, at, chat.title, id_, school.talk + speaker)


def _family_act(rng: Random, at: datetime, chat: str, id_: int, speaker: str) -> Act:
    text, attachments = _content(rng, speaker)
    act = Act(at=at, kind="say", chat=chat, from_id=id_, text=text, attachments=attachments)
    dice = rng.random()
    if text and dice < 0.015:
        return replace(act, kind="edit", edited=f"{text} (исправлено)")
    return replace(act, kind="delete") if dice > 0.993 else act


def _events(rng: Random, school: School, monday: date, zone: ZoneInfo) -> Iterator[Act]:
    """What happens to the chats themselves, calls nobody answered, and another community."""
    chats = {chat.title: chat for chat in school.chats}
    for title, day, hour in (("5А родители", 1, 12), ("Болталка", 3, 17), ("7А ученики", 4, 15)):
        at, text = _at(monday, day, hour * 3600, zone), phrase(rng, "community")
        yield Act(at=at, kind="say", chat=title, from_id=OTHER_COMMUNITY, text=text)
    yield from _membership(chats, monday, zone)
    for chat in (chats["9А ОГЭ"], chats["10А"], chats["Педсовет"], chats["МО филологов"]):
        at = _at(monday, *_call_time(rng), zone)
        yield _call(rng, chat, chat.owner, at, reached=False)
    for chat in (chats["7А ученики"], chats["9А ОГЭ"], chats["11А ученики"]):
        yield _call(rng, chat, chat.members[-1], _at(monday, *_call_time(rng), zone))


def _membership(chats: dict[str, SchoolChat], monday: date, zone: ZoneInfo) -> Iterator[Act]:
    exams, gossip, parents = chats["9А ОГЭ"], chats["Болталка"], chats["7А родители"]
    yield Act(
        at=_at(monday, 2, 10 * 3600, zone),
        kind="title",
        chat=exams.title,
        from_id=exams.owner,
        text="9А ОГЭ и олимпиады",
    )
    children = reversed(chats["6А дети"].members)
    newcomer = next(id_ for id_ in children if id_ not in gossip.members)
    invited_at = _at(monday, 1, 14 * 3600, zone)
    yield Act(
        at=invited_at, kind="invite", chat=gossip.title, from_id=gossip.owner, people=(newcomer,)
    )
    greeting = "Всем привет!"
    yield Act(
        at=invited_at + timedelta(minutes=4),
        kind="say",
        chat=gossip.title,
        from_id=newcomer,
        text=greeting,
    )
    leaver, removed = parents.members[-1], gossip.members[-1]
    leaving_at, removed_at = _at(monday, 3, 20 * 3600, zone), _at(monday, 4, 18 * 3600, zone)
    yield Act(at=leaving_at, kind="remove", chat=parents.title, from_id=leaver, people=(leaver,))
    yield Act(
        at=removed_at, kind="remove", chat=gossip.title, from_id=gossip.owner, people=(removed,)
    )


def _without_departed(acts: list[Act]) -> list[Act]:
    """The acts without those of people who are no longer in the chat."""
    left = {(act.chat, id_): act.at for act in acts if act.kind == "remove" for id_ in act.people}
    return [
        act
        for act in acts
        if act.kind == "remove" or act.at < left.get((act.chat, act.from_id), act.at + timedelta(1))
    ]
