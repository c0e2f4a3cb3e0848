"""The words on a digest's picture, one by one."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.pictures import digest_words as words
from monitor.facts.values import NormReading
from tests.bot.made_up import MONDAY, NEXT_MONDAY, a_digest, a_figure, a_trend, a_window
from tests.cast import at

NBSP = "\N{NO-BREAK SPACE}"
TODAY = date(2026, 11, 20)
RUNNING, BEGUN = a_window(), a_window(at(1, 10))
CLOSED = a_window(NEXT_MONDAY, closed=True)


def a_norm(*, met, threshold=0.25, **rule):
    return NormReading(text="", threshold=threshold, met=met, **rule)


def test_the_words_on_the_picture_count_before_they_share():
    assert [
        words.subtitle(
            date(2026, 11, 16), date(2026, 11, 22), datetime(2026, 11, 20, 15, tzinfo=UTC)
        ),
        words.subtitle(date(2026, 11, 16), date(2026, 11, 22), None),
        words.headline(24, 43, starred=False),
        words.headline(24, 43, starred=True),
        words.headline(7, None, starred=False),
        words.headline(None, None, starred=True),
        words.headline(0, 0, starred=False),
        words.reached(0.2496),
        words.reached(None),
        words.verdict(a_norm(met=False), CLOSED),
        words.verdict(a_norm(met=False), RUNNING),
        words.verdict(a_norm(met=False), BEGUN),
        words.verdict(a_norm(threshold=None, at_most=0, met=True), CLOSED),
        words.verdict(a_norm(met=True), CLOSED),
        words.verdict(a_norm(met=None), CLOSED),
        words.verdict(a_norm(met=False, deadline=TODAY), RUNNING),
        words.verdict(a_norm(met=False, deadline=MONDAY), CLOSED),
        words.verdict(a_norm(threshold=None, growth=0.0, met=True), CLOSED),
        words.verdict(a_norm(threshold=None, at_least=3, met=False), CLOSED),
        words.main_title(a_figure(title="Показатель", window="day", first=TODAY, last=TODAY)),
        words.bar_label(0.2496, 5),
        words.bar_label(None, 5),
        words.week_label(date(2026, 11, 9), date(2026, 11, 15), 26, 43),
        words.week_label(date(2026, 10, 26), date(2026, 11, 1), None, None),
        words.total(421),
        words.away(0),
        words.away(2),
        words.base("present"),
        words.base("all"),
        words.base(None),
        words.incomplete(0.982),
        words.incomplete(None),
    ] == [
        "16–22 ноября · на 15:00 пятницы; штриховка — ещё не окончено",
        "16–22 ноября · итог недели",
        "24 из 43",
        "24 из 43*",
        "7",
        "нет данных",
        "нет данных",
        f"24,9{NBSP}%",
        "",
        f"норма 25{NBSP}%: не выполнена",
        f"норма 25{NBSP}%: пока не выполнена",
        f"норма 25{NBSP}%",
        "норма «не должно быть»: выполнена",
        f"норма 25{NBSP}%: выполнена",
        f"норма 25{NBSP}%",
        f"норма 25{NBSP}%, срок 20 ноября 2026 г.",
        f"норма 25{NBSP}%: не выполнена",
        "норма — рост к прошлой неделе: выполнена",
        "норма не менее 3: не выполнена",
        "Показатель, за 20 ноября",
        f"24,9{NBSP}%",
        "5",
        "9–15.11\n26 из 43",
        "26.10–1.11",
        "всего 421 сообщение",
        "",
        "отсутствуют: 2",
        "База: без отсутствующих.",
        "База: все по списку.",
        "",
        f"* Бот видел 98,2{NBSP}% сообщений: показатель может быть занижен.",
        "* Бот видел не все сообщения: показатель может быть занижен.",
    ]


def test_the_week_before_is_compared_at_its_hour_and_a_changed_base_is_told():
    running = a_digest(trends=(a_trend((26, 47)),))
    then = replace(running.trends[0].points[0], value=16, of=43)
    assert words.beside(running) == ["база:\xa047\xa0→\xa043"]
    assert words.beside(replace(running, then=then)) == [
        "неделю назад к этому часу: 16 из 43; база:\xa047\xa0→\xa043"
    ]
    assert words.beside(a_digest(trends=(a_trend((26, 43)),))) == []
    assert words.beside(a_digest(trends=())) == []
