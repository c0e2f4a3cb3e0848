"""Buttons nobody was given: whatever they carry gets a calm sentence, and no fault is logged."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.acts import ACTS, CHAT_ACTS
from bot.dialog.core.act import Acts
from bot.parsing.payloads import LONGEST, MOST, Forged, Pressed, read
from storage.accounts import CHATS
from tests.bot.dialog.conversing import newest
from tests.bot.parsing.pressing import press
from tests.bot.vk.stream import payloads as vk
from tests.cast import ADMIN, COORDINATOR, DEPUTY, MARIA
from tests.playground import playground
from tests.tries import tries

pytestmark = pytest.mark.usefixtures("impatient")

NAMES = (*"abcdefgiklmnopqrtuvwxyz", "to", "ids", "on", "chat", "kind", "unit", "ref")

ODD = (
    *(True, False, None, 1.5, -1.0, 1e300, [], [1], {}, {"a": {"b": [None]}}),
    *("", "x", "0", "-1", "9" * 15, "9" * 400, "²", "٣", "1e5", "2026-02-30", "2026-13-01"),
    *("9999-12-31", "0001-01-01", "2026-W99", "9999-W52", "0000-W00", "2026-W47", "x" * 255),
    *("99999999999999-1", "0-0", "\u202e", "\x00", "a\nb", "%s", "'; --", "school-12"),
    *(0, 1, -1, -5, 7, 10**9, -(10**15), 10**15, 2**31, 2**53, 2**63 - 1, -(2**63), 2**63, 2**80),
)
JSON = st.recursive(
    st.sampled_from(ODD) | st.text(max_size=20) | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from((*NAMES, "do")), JSON, max_size=6))
def test_what_is_read_is_typed_or_forged(payload):
    for given_ in (payload, json.dumps(payload)):
        try:
            act, args = read(given_)
        except Forged:
            continue
        assert isinstance(act, str)
        for value in args.values():
            assert isinstance(value, str | int)
            assert not isinstance(value, bool)
            if isinstance(value, str):
                assert len(value) <= LONGEST
            else:
                assert -(2**63) <= value < 2**63


@pytest.mark.parametrize(
    "payload",
    [
        '{"do":"menu","p":%s}' % ("9" * 5_000),
        '{"do":"menu","p":NaN}',
        '{"do":"menu","p":' + "[" * 5_000 + "]" * 5_000 + "}",
        '{"do":"menu","p":2e400}',
        {"do": "menu", "p": True},
        {"do": ["menu"]},
        {"do": None},
        {"do": "menu", **{str(number): 1 for number in range(MOST + 1)}},
    ],
)
def test_what_no_button_of_ours_carries_is_forged(payload):
    with pytest.raises(Forged):
        read(payload)


@pytest.mark.parametrize("payload", [None, "", "null", "[]", "5", '{"command":"start"}', 7, []])
def test_what_is_not_ours_asks_for_nothing(payload):
    assert read(payload) == Pressed("", {})


def faults(log):
    return [line for line in log if line.startswith(("ERROR", "WARNING"))]


def at_random(dice, known):
    """Make arguments: some right, some of any type and size."""
    args = {name: value for name, value in known.items() if dice.random() < 0.6}
    for _ in range(dice.choice((0, 1, 1, 2))):
        args[dice.choice(NAMES)] = dice.choice(ODD)
    return args


@pytest.mark.asyncio
@pytest.mark.parametrize("seed", range(tries(3)))
async def test_no_act_trips_over_any_payload(seed, tmp_path, log):
    dice = random.Random(seed)
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        known = {"i": 1, "c": chat, "o": "d", "w": 1, "m": 1, "f": "active", "a": MARIA}
        for person in (ADMIN, DEPUTY, COORDINATOR, MARIA):
            place.world.say(person, dm=True, text="меню")
        await place.settle()
        del log[:]
        tripped = []
        for number, act in enumerate(Acts(ACTS).table(), 1):
            person = dice.choice((ADMIN, ADMIN, ADMIN, DEPUTY, COORDINATOR, MARIA))
            payload = {"do": act, **at_random(dice, known)}
            await press(place, person, payload, number)
            tripped += [(payload, line) for line in faults(log)]
            del log[:]
        assert tripped == []


NASTY = (
    *({"do": "rest_drop", "i": odd} for odd in (-1, -5, -(10**15))),
    *({"do": "rest_class", "i": odd} for odd in (-1, -(10**15), 10**15)),
    *({"do": "official_column", "i": odd, "f": odd} for odd in (-1, -(10**15))),
    *({"do": "dismiss_go", "k": odd} for odd in ("9" * 14 + "-1", "9" * 200 + "-1", "²-1", "-")),
    *({"do": act, "i": 1, "q": "ж" * 255, "p": 10**15} for act in ("person", "people")),
    *({"do": "absence_ok", "i": 1, "a": odd} for odd in ("2026-13-01", "", 5, "x" * 255)),
    {"do": "absence_ok", "i": 1, "a": "2026-11-16", "b": "2026-02-30"},
    {"do": "chat_kind_go", "c": 1, "k": "nobody"},
    {"do": "summary", "w": "9999-W52"},
    {"do": "past", "w": "0001-W01"},
    {"do": "fix", "i": 1, "m": 10**15, "w": -(10**15)},
    {"do": "outside_set", "f": "active", "v": 2**62, "n": -1},
)


@pytest.mark.asyncio
async def test_nobody_trips_over_values_beyond_any_list_or_calendar(tmp_path, log):
    async with playground(tmp_path) as place:
        await place.roster()
        await place.chat("Педсовет", MARIA)
        place.world.say(ADMIN, dm=True, text="каникулы")
        await place.settle()
        del log[:]
        tripped = []
        for number, payload in enumerate(NASTY, 1):
            await press(place, ADMIN, payload, number)
            tripped += [(payload, line) for line in faults(log)]
            del log[:]
        assert tripped == []


@pytest.mark.asyncio
@pytest.mark.parametrize("payload", [[], "x", 5, True, {"do": 5}, {"do": "person", "i": [1]}])
async def test_a_forged_press_gets_a_calm_sentence(payload, tmp_path, log):
    async with playground(tmp_path) as place:
        await place.roster()
        place.world.allow_dm(ADMIN)
        await press(place, ADMIN, payload, 1)
        assert newest(place, ADMIN).text.startswith("Не получилось")
        assert faults(log) == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "payload", ['{"do":"person","i":[1]}', '{"do":"menu","p":%s}' % ("9" * 900), {"do": 7}]
)
async def test_a_message_with_a_forged_button_gets_a_calm_sentence(payload, tmp_path, log):
    async with playground(tmp_path) as place:
        await place.roster()
        place.world.allow_dm(ADMIN)
        said = vk.private(author=ADMIN, payload=payload)
        await place.service.intake.take(vk.poll(vk.new(said)))
        await place.service.inbox.drain()
        assert newest(place, ADMIN).text.startswith("Не получилось")
        assert faults(log) == []


@pytest.mark.asyncio
@pytest.mark.parametrize("act", sorted(each.name for each in CHAT_ACTS if not each.typed))
async def test_forged_presses_in_a_chat_are_met_calmly(act, tmp_path, log):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        del log[:]
        known = {"chat": chat, "kind": "staff", "unit": "school-12"}
        for number, odd in enumerate(ODD):
            name = tuple(known)[number % 3]
            await press(place, ADMIN, {"do": act, **known, name: odd}, number + 1, CHATS + chat)
        assert faults(log) == []
