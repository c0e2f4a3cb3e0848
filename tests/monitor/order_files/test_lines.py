"""The lines of a TOML text's keys, tables and members, whatever stands between them."""

import tomllib
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.order_files import loading
from monitor.order_files.lines import line_of, lines_of
from monitor.order_files.loading import shipped_orders
from tests.tries import tries

TEXT = '''\
# [[indicator]] in a comment is none
title = "Приказ # 5" # and = here
rule = """
[counting]
id = 'no key'
say \\""" so""""
"quoted.key" = 1

[schedule] # when
close = "monday 09:00"

[[indicator]]
roles = [
  "учитель", # [first]
  "воспитатель",
]
norm = { threshold = 25, text = "a, } b" }

[[indicator]]
id = \'\'\'
{ = ]\'\'\'
nested = [[1, 2], [], [{ a = 1 }]]
[indicator.norm]
text = 'x'
'a b'.deep = 2023-05-26 # a date
'''


def test_every_key_table_and_member_has_its_line():
    assert lines_of(TEXT) == {
        ("title",): 2,
        ("rule",): 3,
        ("quoted.key",): 7,
        ("schedule",): 9,
        ("schedule", "close"): 10,
        ("indicator",): 12,
        ("indicator", "1"): 12,
        ("indicator", "1", "roles"): 13,
        ("indicator", "1", "roles", "1"): 14,
        ("indicator", "1", "roles", "2"): 15,
        ("indicator", "1", "norm"): 17,
        ("indicator", "1", "norm", "threshold"): 17,
        ("indicator", "1", "norm", "text"): 17,
        ("indicator", "2"): 19,
        ("indicator", "2", "id"): 20,
        ("indicator", "2", "nested"): 22,
        ("indicator", "2", "nested", "1"): 22,
        ("indicator", "2", "nested", "1", "1"): 22,
        ("indicator", "2", "nested", "1", "2"): 22,
        ("indicator", "2", "nested", "2"): 22,
        ("indicator", "2", "nested", "3"): 22,
        ("indicator", "2", "nested", "3", "1"): 22,
        ("indicator", "2", "nested", "3", "1", "a"): 22,
        ("indicator", "2", "norm"): 23,
        ("indicator", "2", "norm", "text"): 24,
        ("indicator", "2", "norm", "a b"): 25,
        ("indicator", "2", "norm", "a b", "deep"): 25,
    }


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("schedule.close", 10),
        ("schedule.nudge", 9),
        ("indicator.2.norm.threshold", 23),
        ("indicator.2.title", 19),
        ("main", None),
        ("", None),
    ],
)
def test_what_is_not_written_is_where_it_should_be(place, line):
    assert line_of(lines_of(TEXT), place) == line


def paths(value, path=()):
    """Every path of what tomllib reads, members numbered from 1."""
    if isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list):
        parts = ((str(number), each) for number, each in enumerate(value, start=1))
    else:
        return
    for key, each in parts:
        yield (*path, key)
        yield from paths(each, (*path, key))


@pytest.mark.parametrize("name", shipped_orders())
def test_every_path_of_a_shipped_order_is_found(name):
    text = (loading.SHIPPED / f"{name}.toml").read_text(encoding="utf-8")

    assert set(lines_of(text)) == set(paths(tomllib.loads(text)))


# A document is written line by line, so that the line of each key is known by construction.

NAMES = st.sampled_from(["a", "b_2", "c-3", '"d e"', "'f.g'", '"\\u0416#"'])
WORDS = st.text(st.sampled_from("ab #=[]{},.'Ж"), max_size=8)


def quoted(word):
    return '"' + word + '"'


def several_lines(word):
    return f'"""\n{word}\n[x]\na = 1\n\\""" """'


PLAIN = st.one_of(
    st.integers().map(str),
    st.booleans().map(lambda flag: str(flag).lower()),
    st.dates(min_value=date(1, 1, 1)).map(date.isoformat),
    st.times().map(time.isoformat),
    WORDS.map(quoted),
    WORDS.map(several_lines),
    WORDS.filter(lambda word: "'" not in word).map(lambda word: f"'''\n{word}'''"),
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: "[" + ", # ,\n ".join([*each, ""]) + "]"),
        st.lists(st.tuples(NAMES, inner), max_size=3, unique_by=lambda each: each[0]).map(
            lambda each: "{" + ", ".join(f"{name}\t= {value}" for name, value in each) + "}"
        ),
    ),
    max_leaves=6,
)


@st.composite
def documents(draw):
    """A text, and the lines of its tables and of the keys in them."""
    lines, known = [], {}
    for table in range(1, draw(st.integers(1, 4))):
        lines += ["# [[t]]", ""][: draw(st.integers(0, 2))]
        lines.append("[[ t ]] # = 1")
        known[("t", str(table))] = len(lines)
        for name in draw(st.lists(NAMES, max_size=3, unique=True)):
            key = next(iter(tomllib.loads(f"{name} = 0")))
            known[("t", str(table), key)] = len(lines) + 1
            value = draw(VALUES)
            lines += f"  {name} = {value} # ]".split("\n")
    return "\n".join(lines), known


@given(documents(), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=tries(150), deadline=None)
def test_the_line_of_every_key_is_right_and_nothing_else_is_a_key(document, end):
    text, known = document
    text = text.replace("\n", end)
    found = lines_of(text)

    assert set(found) == set(paths(tomllib.loads(text)))
    assert {path: line for path, line in found.items() if path in known} == known
