"""The poll's loop against a scripted VK: what it asks, how long it rests, what it never loses."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.vk.asking import PollServer
from bot.vk.errors import NETWORK, VkError
from bot.vk.stream.longpoll import SLOWEST, WAIT, LongPoll, Pause
from tests.bot.vk.stream import payloads as vk

pytestmark = pytest.mark.asyncio

GROUP = 900_100


class Over(Exception):
    """The script is at its end."""


@dataclass(slots=True)
class Script:
    """A VK that answers what stands in the script, and a clock that only counts.

    An exception in the script is raised; servers are numbered from 1 and start at ts 100.
    """

    servers: list[object]
    answers: list[object]
    asked: list[tuple[str, str]] = field(default_factory=list)  # key and position of each poll
    handled: list[bytes] = field(default_factory=list)
    read: list[object] = field(default_factory=list)  # what was read of each
    slept: list[float] = field(default_factory=list)
    at: list[int] = field(default_factory=list)  # polls asked before each sleep

    async def poll_server(self, group):
        assert group == GROUP
        return self._next(self.servers)

    async def poll(self, server, position, wait):
        assert wait == WAIT
        self.asked.append((server.key, position))
        return self._next(self.answers)

    def _next(self, script):
        if not script:
            raise Over
        answer = script.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def handle(self, body, read):
        self.handled.append(body)
        self.read.append(read)

    async def sleep(self, seconds):
        self.slept.append(seconds)
        self.at.append(len(self.asked))


def server(number, ts="100"):
    return PollServer(server="http://lp.example", key=f"key {number}", ts=ts)


def answers(*bodies, servers=None, position="5"):
    return Script(servers or [server(number) for number in range(1, 60)], list(bodies)), position


async def play(script, position="5", handle=None):
    """Run to the end of the script; give the loop, for its position."""
    loop = LongPoll(
        script,
        GROUP,
        position,
        handle or script.handle,
        script.sleep,
        lambda error: isinstance(error, Over),
    )
    with pytest.raises(Over):
        await loop.run()
    return loop


def news(ts, number=31):
    return vk.poll(vk.new(vk.message(number=number)), ts=ts)


async def test_each_poll_asks_from_where_the_last_one_ended():
    script, position = answers(news("6"), news("9"))
    loop = await play(script, position)
    assert script.asked == [("key 1", "5"), ("key 1", "6"), ("key 1", "9")]
    assert (script.handled, loop.position, script.slept) == ([news("6"), news("9")], "9", [])


async def test_a_new_stream_begins_where_vk_says():
    script, _ = answers(news("101"))
    await play(script, None)
    assert script.asked == [("key 1", "100"), ("key 1", "101")]


async def test_an_empty_answer_is_not_handed_on():
    script, position = answers(b'{"ts":"5","updates":[]}', news("6"))
    await play(script, position)
    assert (script.handled, script.slept) == ([news("6")], [])


async def test_forgotten_history_goes_on_at_vk_s_position_with_the_same_key():
    script, position = answers(b'{"failed":1,"ts":30}', news("31"))
    await play(script, position)
    assert script.asked == [("key 1", "5"), ("key 1", "30"), ("key 1", "31")]
    assert script.handled == [news("31")]


async def test_an_expired_key_is_renewed_and_the_position_stays():
    script, position = answers(b'{"failed":2}', news("6"))
    await play(script, position)
    assert script.asked == [("key 1", "5"), ("key 2", "5"), ("key 2", "6")]


async def test_lost_information_begins_anew_at_the_server_s_position():
    script, position = answers(b'{"failed":3}', news("101"))
    await play(script, position)
    assert script.asked == [("key 1", "5"), ("key 2", "100"), ("key 2", "101")]


@pytest.mark.parametrize(
    "body",
    [b'{"failed":4,"min_version":0,"max_version":3}', b'{"failed":99}', b'{"failed":1}', b"{}"],
    ids=repr,
)
async def test_a_failure_nobody_knows_renews_the_key_and_keeps_the_position(body):
    script, position = answers(body, news("6"))
    await play(script, position)
    assert script.asked == [("key 1", "5"), ("key 2", "5"), ("key 2", "6")]
    assert script.handled == [news("6")]


NO_ANSWERS = {
    "cut": news("6")[:-40],
    "cut within a letter": news("6")[: news("6").index("Завтра".encode()) + 1],
    "empty": b"",
    "null": b"null",
    "a list": b"[]",
    "a page": b"<html><h1>502 Bad Gateway</h1></html>",
    "an error of the API": b'{"error":{"error_code":10}}',
    "updates of no kind": b'{"ts":"6","updates":5}',
    "no updates": b'{"ts":"6"}',
}


@pytest.mark.parametrize("body", NO_ANSWERS.values(), ids=NO_ANSWERS.keys())
async def test_an_answer_that_is_none_is_asked_for_again(body):
    async def handle(given, read):
        if given == body:
            raise ValueError(given)
        await script.handle(given, read)

    script, position = answers(body, news("6"))
    loop = await play(script, position, handle)
    assert [asked for _, asked in script.asked] == ["5", "5", "6"]
    assert (script.handled, loop.position, len(script.slept)) == ([news("6")], "6", 1)


async def test_a_text_that_is_no_proper_unicode_does_not_hold_up_the_stream():
    broken = news("6").replace("Завтра".encode(), b"\\ud83d")
    script, position = answers(broken, news("7"))
    await play(script, position)
    assert [asked for _, asked in script.asked] == ["5", "6", "7"]


@pytest.mark.parametrize(
    "error", [VkError("a_check", NETWORK, "TimeoutError"), VkError("a_check", 10, "")], ids=str
)
async def test_an_error_of_a_poll_is_asked_again_from_the_same_position(error):
    script, position = answers(error, error, news("6"))
    await play(script, position)
    assert script.asked == [("key 1", "5")] * 3 + [("key 1", "6")]
    assert len(script.slept) == 2


async def test_an_error_at_the_very_first_request_is_no_end():
    refusal = VkError("groups.getLongPollServer", NETWORK, "ClientConnectorError")
    script, position = answers(news("6"), servers=[refusal, refusal, server(1)])
    await play(script, position)
    assert (script.asked, len(script.slept)) == ([("key 1", "5"), ("key 1", "6")], 2)


async def test_an_error_while_the_key_is_renewed_keeps_the_position():
    refusal = VkError("groups.getLongPollServer", 29, "Rate limit reached")
    script, position = answers(
        b'{"failed":2}', news("6"), servers=[server(1), refusal, refusal, server(2)]
    )
    await play(script, position)
    assert script.asked == [("key 1", "5"), ("key 2", "5"), ("key 2", "6")]
    assert len(script.slept) == 3


async def test_what_was_not_recorded_is_asked_for_again():
    tries = []

    async def handle(body, _read):
        tries.append(body)
        if len(tries) < 3:
            raise OSError("database is locked")

    script, position = answers(news("6"), news("6"), news("6"), news("9"))
    loop = await play(script, position, handle)
    assert [asked for _, asked in script.asked] == ["5", "5", "5", "6", "9"]
    assert (tries, loop.position) == ([news("6")] * 3 + [news("9")], "9")


async def test_the_position_moves_only_after_the_handler_returned():
    seen = []

    async def handle(_body, _read):
        seen.append(loop.position)

    script, position = answers(news("6"))
    loop = LongPoll(
        script, GROUP, position, handle, script.sleep, lambda error: isinstance(error, Over)
    )
    await loop.step()
    assert (seen, loop.position) == (["5"], "6")


async def test_cancelling_ends_the_loop_while_a_handler_works():
    entered = asyncio.Event()

    async def handle(_body, _read):
        entered.set()
        await asyncio.Event().wait()

    script, position = answers(news("6"))
    loop = LongPoll(script, GROUP, position, handle, script.sleep, lambda _error: False)
    running = asyncio.create_task(loop.run())
    await entered.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert loop.position == "5"


async def test_only_what_is_fatal_ends_the_loop():
    dead = VkError("groups.getLongPollServer", 5, "User authorization failed")
    script = Script([dead], [])
    loop = LongPoll(script, GROUP, "5", script.handle, script.sleep, lambda error: error is dead)
    with pytest.raises(VkError) as told:
        await loop.run()
    assert (told.value, script.slept) == (dead, [])


LIMITS = [0.25, 0.5, 1, 2, 4, 8, 16, SLOWEST, SLOWEST, SLOWEST, SLOWEST, SLOWEST]
FOR_EVER = {
    "failed 1": b'{"failed":1,"ts":30}',
    "failed 2": b'{"failed":2}',
    "failed 3": b'{"failed":3}',
    "failed 4": b'{"failed":4}',
    "failed 99": b'{"failed":99}',
    "an empty object": b"{}",
    "an empty body": b"",
    "a cut body": b'{"ts":"6","upda',
    "no network": VkError("a_check", NETWORK, "ClientConnectorError"),
}


@pytest.mark.parametrize("answer", FOR_EVER.values(), ids=FOR_EVER.keys())
async def test_what_fails_for_ever_is_asked_once_a_pause_and_ever_more_slowly(answer):
    script, position = answers(*[answer] * len(LIMITS))
    await play(script, position)
    assert script.at == list(range(1, len(LIMITS) + 1))
    assert all(
        limit / 2 <= slept <= limit for slept, limit in zip(script.slept, LIMITS, strict=True)
    )


async def test_pauses_differ_from_one_service_to_another():
    async def sleep(seconds):
        slept.append(seconds)

    slept = []
    for _ in range(20):
        await Pause(sleep)()
    assert len(set(slept)) > 1


async def test_a_success_makes_pauses_short_again():
    broken = [b"{}"] * 8
    script, position = answers(*broken, news("6"), b"{}")
    await play(script, position)
    assert script.slept[7] >= SLOWEST / 2
    assert script.slept[8] <= 0.25


async def test_what_was_read_of_an_answer_is_handed_on_and_nothing_of_an_odd_one():
    odd = vk.poll({"type": "message_new", "object": {"message": {"date": "never"}}}, ts="9")
    script, position = answers(news("6"), odd)
    await play(script, position)
    [good, nothing] = script.read
    assert ([each.type for each in good.updates], nothing) == (["message_new"], None)
    assert script.handled == [news("6"), odd]
