"""Made-up digests for tests of pictures and tables: a school's week with whatever is changed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.facts.digest import Digest, Trend, WeekPoint
from monitor.facts.values import (
    ChatLine,
    DayLine,
    Figure,
    NormReading,
    PersonLine,
    Report,
    Source,
    WindowSpan,
)

PERM = ZoneInfo("Asia/Yekaterinburg")
MONDAY = date(2026, 11, 16)
FRIDAY_AFTERNOON = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)  # 15:00 in Perm
NEXT_MONDAY = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
RULE = "Учтены новые сообщения людей в чатах организации, где есть бот."


def a_person(number, messages, *, absent=False, bound=True, **changes):
    values = {
        "id": number,
        "name": f"Иванова Мария Петровна {number}",
        "position": "Учитель",
        "role": "учитель",
        "messages": messages,
        "calls": number % 3,
        "days": min(messages, 5),
        "hours": min(messages, 9),
        "absent": absent,
        "bound": bound,
        "reachable": True,
        "short": messages < 10 and not absent,
    }
    return PersonLine(**(values | changes))


PEOPLE = (
    a_person(1, 0),
    a_person(2, 2),
    a_person(3, 3),
    a_person(4, 9),
    a_person(5, 10),
    a_person(6, 41),
    a_person(7, 0, bound=False),
    a_person(8, 0, absent=True),
    a_person(9, 1, absent=True, bound=False),
)


def a_figure(value=24, of=43, threshold=0.6, **changes):
    met = None if value is None or not of else value / of >= threshold
    values = {
        "id": "staff_messages_10",
        "title": "Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю",
        "value": value,
        "of": of,
        "base": "present",
        "norm": NormReading(text=f"норма {threshold}", threshold=threshold, met=met, point="1.5"),
        "minimum": 10,
        "counts": "messages",
        "point": "1.5",
    }
    return Figure(**(values | changes))


def a_window(as_of=FRIDAY_AFTERNOON, *, closed=False):
    start = datetime(2026, 11, 16, tzinfo=PERM)
    end = start + timedelta(days=7)
    return WindowSpan(week="2026-W47", start=start, end=end, as_of=as_of, closed=closed)


def a_trend(*points, figure="staff_messages_10"):
    """Weeks before 16–22 November, the last one being the week just before; None: no data."""
    weeks = []
    for back, point in zip(range(len(points), 0, -1), points, strict=True):
        first = MONDAY - timedelta(weeks=back)
        value, of = point or (None, None)
        weeks.append(
            WeekPoint(
                week=f"2026-W{47 - back}",
                first=first,
                last=first + timedelta(days=6),
                value=value,
                of=of,
            )
        )
    return Trend(figure=figure, points=tuple(weeks))


DAYS = tuple(
    DayLine(day=MONDAY + timedelta(days=number), messages=messages, staff=10 + number)
    for number, messages in enumerate((120, 96, 0, 143, 61))
)
CHATS = (
    ChatLine(
        id=1, title="5А родители", kind="parents", messages=120, calls=1, missed=0, present=True
    ),
    ChatLine(id=2, title="=1+1", kind=None, messages=0, calls=0, missed=3, present=False),
)


def a_report(**changes):
    values = {
        "unit": "school-12",
        "unit_name": "МАОУ «СОШ № 12»",
        "unit_kind": "school",
        "order": "perm",
        "order_title": "Приказ о переходе на платформу",
        "source": Source(title="Приказ о переходе на платформу", basis="text"),
        "rule": RULE,
        "window": a_window(),
        "completeness": 1.0,
        "figures": (a_figure(),),
        "people": PEOPLE,
        "days": DAYS,
        "chats": CHATS,
    }
    return Report(**(values | changes))


def a_digest(*, trends=None, main="staff_messages_10", final=False, **changes):
    if trends is None:
        trends = (a_trend((12, 44), (19, 44), None, (26, 43)),)
    return Digest(report=a_report(**changes), trends=trends, main=main, final=final)
