"""Scripts for execute, the turns of peers, and texts in several messages."""

import asyncio
from datetime import UTC, datetime
from itertools import pairwise

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from bot.vk.client import Vk
from bot.vk.errors import NETWORK, VkError
from bot.vk.execute import LONGEST, MOST_CALLS, call, fitting, outcomes, script
from bot.vk.sender import TEXT_LIMIT, Sender, Text, numbered
from bot.vk.turns import CROWD, Turns
from sandbox.api import vkscript
from sandbox.faults import Fault
from sandbox.http.server import serve
from sandbox.world.world import World

METHOD = "messages.send"
NOW = datetime(2026, 11, 19, 9, tzinfo=UTC)


def refusal(code, method=METHOD):
    return {"method": method, "error_code": code, "error_msg": "…"}


def codes(answer, errors, count):
    """What ``outcomes`` says: a code a call, None where it was done."""
    found = outcomes(METHOD, answer, errors, count)
    return [None if error is None else error.code for error in found]


@pytest.mark.parametrize(
    ("answer", "errors", "expected"),
    [
        ([7, 8], None, [None, None]),
        ([0], None, [None]),  # what a message to a chat is answered with
        ([7, False, 9, False], [refusal(901), refusal(9)], [None, 901, None, 9]),
        # As recorded: one more error, of execute itself, with the code of the last.
        ([False], [refusal(917), refusal(917, "execute")], [917]),
        ([False, False], [refusal(901), refusal(917), refusal(917, "execute")], [901, 917]),
        # Numbers that disagree leave only the failed calls unclear.
        ([7, False], None, [None, NETWORK]),
        ([False, 7, False], [refusal(901)], [NETWORK, None, NETWORK]),
        ([7, False], [refusal(901), refusal(9)], [None, NETWORK]),
        ([7, False], [{"method": METHOD, "error_code": "?"}], [None, NETWORK]),
        ([7, None, "8"], None, [None, NETWORK, NETWORK]),
        ([7], None, [NETWORK, NETWORK]),
        ({"1": False}, [refusal(901)], [NETWORK]),
        (None, "?", [NETWORK]),
    ],
)
def test_an_answer_tells_of_each_call_or_says_that_it_does_not(answer, errors, expected):
    assert codes(answer, errors, len(expected)) == expected


@given(st.lists(st.sampled_from([None, 9, 901, 917]), max_size=MOST_CALLS), st.booleans())
def test_every_mixture_of_refusals_is_read_back(expected, extra):
    answer = [5 if code is None else False for code in expected]
    errors = [refusal(code) for code in expected if code is not None]
    if errors and extra:
        errors.append(refusal(errors[-1]["error_code"], "execute"))
    assert codes(answer, errors, len(expected)) == expected


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_a_script_carries_every_text_as_it_is(texts):
    calls = [call(METHOD, {"message": text, "random_id": 7}) for text in texts]
    heard = []
    vkscript.run(script(calls), lambda _name, params: heard.append(params["message"]))
    assert heard == texts


def test_line_ends_of_old_scripts_are_escaped():
    assert call("m", {"t": 'а\u2028"б"\u2029\n'}) == 'API.m({"t":"а\\u2028\\"б\\"\\u2029\\n"})'


@given(st.lists(st.integers(1, 25_000), max_size=80))
def test_scripts_keep_to_vk_s_limits_and_leave_no_call_out(lengths):
    cuts = fitting(lengths)
    assert [index for cut in cuts for index in range(*cut.indices(10**6))] == [*range(len(lengths))]
    for cut in cuts:
        some = lengths[cut]
        assert len(some) <= MOST_CALLS
        assert len(some) == 1 or len(script("x" * length for length in some)) <= LONGEST


def test_scripts_are_not_cut_before_they_are_full():
    assert fitting([100] * 60) == [slice(0, 25), slice(25, 50), slice(50, 60)]
    assert fitting([20_000] * 4) == [slice(0, 2), slice(2, 4)]


async def through(turns, begun, *peers):
    async with turns.of(*peers):
        begun.append(asyncio.get_running_loop().time())


@pytest.mark.asyncio
async def test_one_peer_s_turns_lie_apart_and_nobody_else_waits_for_them():
    turns = Turns(apart=0.1)
    mine, others = [], []
    await asyncio.gather(
        *(through(turns, mine, 1) for _ in range(4)),
        *(through(turns, others, peer) for peer in range(2, 50)),
    )
    assert all(later - earlier >= 0.099 for earlier, later in pairwise(mine))
    assert max(others) < mine[1]


@pytest.mark.asyncio
async def test_who_needs_several_peers_waits_for_all_and_no_circle_closes():
    turns = Turns(apart=0.05)
    begun = []
    async with asyncio.timeout(3):
        await asyncio.gather(
            *(through(turns, begun, *peers) for peers in ((1, 2), (2, 1), (3, 1), (2, 3)))
        )
    assert all(later - earlier >= 0.049 for earlier, later in pairwise(sorted(begun)))


@pytest.mark.asyncio
async def test_a_turn_is_given_back_by_who_fails():
    turns = Turns(apart=0)
    with pytest.raises(ValueError, match="failed"):
        async with turns.of(1, 2):
            raise ValueError("failed")
    async with asyncio.timeout(1), turns.of(2, 1):
        pass


@pytest.mark.asyncio
async def test_peers_at_rest_are_forgotten():
    turns = Turns(apart=0)
    async with turns.of(0):
        for peer in range(1, 3 * CROWD):
            async with turns.of(peer):
                pass
        assert len(turns._places) <= CROWD
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01), turns.of(0):
                pass


@pytest_asyncio.fixture
async def sandbox():
    world = World()
    world.set_clock(NOW)
    for person in (1, 2):
        world.allow_dm(world.add_person("Мария", "Петрова", id=person))
    async with serve(world) as running:
        yield running


@pytest_asyncio.fixture
async def sender(sandbox, impatient):
    vk = Vk(sandbox.world.token, f"{sandbox.url}/method/", pace=2_000)
    yield Sender(vk, lambda: NOW, None)
    await vk.close()


LONG = "\n".join(f"{number}. {'я' * 90}" for number in range(100))
ABOUT = ("notice", 1)


def texts_of(sandbox, person=1):
    return [message.text for message in sandbox.world.dms[person].messages]


def test_a_long_text_counts_down_so_that_its_last_message_proves_all():
    messages = numbered(LONG, ABOUT)
    assert len(messages) == 3
    assert messages[-1][0] == numbered("коротко", ABOUT)[0][0]
    assert "\n".join(page for _, page in messages) == LONG


@pytest.mark.asyncio
async def test_of_a_long_text_only_what_vk_has_not_is_sent_again(sandbox, sender):
    sandbox.faults.add(Fault(on="method:messages.send", error=9, after=2))
    with pytest.raises(VkError) as refused:
        await sender.send(1, LONG, about=ABOUT, kind="digest")
    assert (refused.value.code, refused.value.unsure, len(texts_of(sandbox))) == (9, True, 2)
    sandbox.world.advance(7_200)  # VK has forgotten the random_ids
    taken = await sender.taken(1, NOW)
    await sender.send(1, LONG, about=ABOUT, kind="digest", taken=taken)
    assert "\n".join(texts_of(sandbox)) == LONG


@pytest.mark.asyncio
async def test_a_message_is_found_behind_everything_said_since(sandbox, sender):
    await sender.send(1, "раз", about=ABOUT, kind="digest")
    for number in range(450):
        sandbox.world.say(1, dm=True, text=str(number))
    assert numbered("раз", ABOUT)[0][0] in await sender.taken(1, NOW)
    assert sandbox.world.requests["messages.getHistory"] == 3


@pytest.mark.asyncio
async def test_history_is_read_no_further_back_than_the_first_try(sandbox, sender):
    for number in range(450):
        sandbox.world.say(1, dm=True, text=str(number))
    sandbox.world.advance(7_200)
    await sender.send(1, "раз", about=ABOUT, kind="digest")
    assert await sender.taken(1, sandbox.world.now()) == {numbered("раз", ABOUT)[0][0]}
    assert sandbox.world.requests["messages.getHistory"] == 1


@pytest.mark.asyncio
async def test_hostile_and_longest_texts_arrive_as_they_are(sandbox, sender):
    hostile = '"]; return API.messages.delete({}); \\ \u2028 \t </script> 🙂'
    texts = [
        Text(peer=peer, text=text, about=("x", peer), kind="nudge")
        for peer, text in ((1, hostile), (2, "\\" * TEXT_LIMIT))
    ]
    assert await sender.send_together(texts) == [None, None]
    assert (texts_of(sandbox, 1), texts_of(sandbox, 2)) == ([hostile], ["\\" * TEXT_LIMIT])
    assert dict(sandbox.world.requests) == {"execute": 1}


@pytest.mark.asyncio
async def test_messages_to_one_person_lie_a_second_apart_alone_or_together(sandbox):
    vk = Vk(sandbox.world.token, f"{sandbox.url}/method/", pace=90)  # its second lasts 0.2
    told = []
    sender = Sender(vk, lambda: NOW, lambda sent: told.append((sent.to, loop.time())))
    loop = asyncio.get_running_loop()
    texts = [Text(peer=peer, text="два", about=("b", peer), kind="nudge") for peer in (1, 2)]
    try:
        await sender.send(1, "раз", about=("a",), kind="answer")
        await asyncio.gather(
            sender.send_together(texts), sender.send(2, "раз", about=("c",), kind="answer")
        )
    finally:
        await vk.close()
    for person in (1, 2):
        earlier, later = (at for to, at in told if to == person)
        assert later - earlier >= 0.19
