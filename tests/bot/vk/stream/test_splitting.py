"""JSON taken apart without reading it: the same pieces a reader would give, however odd inside."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vk.stream.splitting import elements, members

WORDS = st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(
    ["[", "}", '"', "\\", ',{"', '\\"],', "ts"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
SPACES = st.sampled_from([(",", ":"), (" , ", " : "), (",\n\t", ":\r\n")])


@given(st.dictionaries(WORDS, JSON, max_size=5), SPACES)
def test_the_members_of_an_object_are_those_a_reader_finds(value, spaces):
    found = members(json.dumps(value, separators=spaces).encode())
    assert {key: json.loads(text) for key, text in found.items()} == value


@given(st.lists(JSON, max_size=5), SPACES)
def test_the_elements_of_an_array_are_those_a_reader_finds(value, spaces):
    text = json.dumps(value, ensure_ascii=False, separators=spaces).encode()
    assert [json.loads(each) for each in elements(text)] == value


@given(st.dictionaries(WORDS, JSON, min_size=1, max_size=5), st.data())
def test_what_is_cut_off_is_never_taken(value, data):
    text = json.dumps(value).encode()
    kept = data.draw(st.integers(0, len(text) - 1))
    with pytest.raises(msgspec.DecodeError):
        members(text[:kept])


@given(st.binary(max_size=60))
def test_any_bytes_are_taken_or_refused(body):
    for take in (members, elements):
        try:
            take(body)
        except msgspec.DecodeError:
            continue


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"{}}", b"{}{}", b'{"a":1}[]', b"[1]", b'{"a"}', b"{a:1}", b'{"a":[}', b'{"a":"'],
)
def test_what_is_no_object_is_refused(body):
    with pytest.raises(msgspec.DecodeError):
        members(body)


def test_depth_is_no_matter():
    deep = b"[" * 1_000_000 + b"]" * 1_000_000
    assert members(b'{"ts":"5","updates":[1,%s]}' % deep)["ts"] == b'"5"'
    assert elements(b"[1,%s,2]" % deep) == [b"1", deep, b"2"]
