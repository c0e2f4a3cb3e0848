"""How long messages are on a phone: forty characters a line, over random weeks of every order."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.words.brief import LINES, height
from bot.words.notices.week import NAMES_SHOWN, digest, reminder, summary
from monitor.facts.values import Figure, NormReading, OtherBase
from monitor.order_files.loading import load_order, shipped_orders
from tests.bot.made_up import (
    CHATS,
    FRIDAY_AFTERNOON,
    NEXT_MONDAY,
    a_digest,
    a_person,
    a_trend,
    a_window,
)
from tests.tries import tries

KINDS = ("school", "kindergarten", "college", "further")
NAMES = (
    "МАОУ «СОШ № 12»",
    "МБОУ «СОШ № 5 с углублённым изучением отдельных предметов имени Героя Советского Союза "
    "Ивана Ивановича Иванова-Петропавловского»",
    "Д" * 90,
)
MISSING = (None, "nobody", "unwatched", "numbers", "classes", "owners", "members", "untold")
order_names = st.sampled_from(shipped_orders())


@cache
def order(name):
    return load_order(name)


@st.composite
def figures(draw, name, kind):
    found = []
    for spec in order(name).indicator:
        of = draw(st.none() | st.integers(0, 12_000))
        value = draw(st.none() | st.integers(0, of if of is not None else 12_000))
        norm = None
        if spec.norm is not None:
            met = draw(st.sampled_from((True, False, None)))
            norm = NormReading(
                text=spec.norm.text,
                threshold=spec.norm.threshold,
                at_most=spec.norm.at_most,
                at_least=spec.norm.at_least,
                growth=spec.norm.growth,
                met=met,
            )
        found.append(
            Figure(
                id=spec.id,
                title=spec.title_of(kind),
                short=draw(st.sampled_from((spec.short_of(kind), ""))),
                value=value,
                of=of,
                base=None if of is None else spec.base,
                norm=norm,
                personal=spec.personal,
                incomplete=draw(st.booleans()),
                missing=draw(st.sampled_from(MISSING)) if value is None else None,
                other=OtherBase(base="all", value=1, of=13_000) if draw(st.booleans()) else None,
                possible=draw(st.integers(-9, 9)),
                corrected=draw(st.booleans()),
            )
        )
    return tuple(found)


@st.composite
def weeks(draw):
    name, kind = draw(order_names), draw(st.sampled_from(KINDS))
    people = tuple(
        a_person(number, draw(st.integers(0, 12)), bound=draw(st.booleans()))
        for number in range(draw(st.integers(0, 12)))
    )
    as_of, closed = draw(st.sampled_from(((FRIDAY_AFTERNOON, False), (NEXT_MONDAY, True))))
    main = order(name).main
    return a_digest(
        figures=draw(figures(name, kind)),
        main=main,
        trends=draw(st.sampled_from(((), (a_trend((11_911, 12_000), figure=main),)))),
        final=closed,
        people=people,
        chats=CHATS if draw(st.booleans()) else (),
        window=a_window(as_of, closed=closed),
        completeness=draw(st.sampled_from((None, 1.0, 0.974))),
        resting=draw(st.booleans()),
        unit_kind=kind,
        unit_name=draw(st.sampled_from(NAMES)),
    )


def lines(text):
    return height("\n".join(line for line in text.split("\n") if not line.startswith("— ")))


@settings(max_examples=tries(150), deadline=None)
@given(weeks())
def test_a_reminder_and_a_digest_fit_on_a_phone(week):
    told = reminder(week)
    assert lines(told) <= LINES, told
    assert told.count("\n— ") <= NAMES_SHOWN
    for text in (digest(week), summary(week)):
        assert lines(text) <= LINES, text
        assert "справочный" not in text
