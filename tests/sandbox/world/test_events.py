import msgspec

from sandbox.world.events import Queue
from tests.sandbox.town import GROUP


def test_an_event_stands_in_vks_envelope():
    queue = Queue(GROUP)
    queue.append("message_deny", {"user_id": 5})
    event = msgspec.json.decode(queue.between(0, 1)[0])
    assert len(bytes.fromhex(event.pop("event_id"))) == 20
    assert event == {
        "group_id": GROUP,
        "type": "message_deny",
        "v": "5.199",
        "object": {"user_id": 5},
    }


def test_event_ids_do_not_repeat():
    queue = Queue(GROUP)
    for _ in range(1000):
        queue.append("message_deny", {"user_id": 5})
    ids = {msgspec.json.decode(event)["event_id"] for event in queue.between(0, 1000)}
    assert len(ids) == 1000


def test_history_forgets_the_oldest_exactly_at_its_limit():
    queue = Queue(GROUP, history_limit=10)
    for user in range(1, 36):
        queue.append("message_deny", {"user_id": user})
    assert (queue.oldest, queue.last) == (25, 35)
    kept = [msgspec.json.decode(event)["object"]["user_id"] for event in queue.between(25, 35)]
    assert kept == list(range(26, 36))


def test_a_slice_of_history_is_what_lies_between():
    queue = Queue(GROUP, history_limit=3)
    for user in range(1, 8):
        queue.append("message_deny", {"user_id": user})
    assert [msgspec.json.decode(event)["object"] for event in queue.between(5, 6)] == [
        {"user_id": 6}
    ]
    assert queue.between(7, 7) == []
    assert queue.between(9, 7) == []


def test_a_renewed_key_is_another_and_a_reset_one_is_lost():
    queue = Queue(GROUP)
    first = queue.key
    queue.renew_key()
    second = queue.key
    queue.reset()
    assert len({first, second, queue.key}) == 3
    assert [queue.is_lost(key) for key in (first, second, queue.key)] == [False, True, False]


def test_watchers_are_called_until_they_leave():
    queue, calls = Queue(GROUP), []

    def watcher():
        calls.append(queue.last)

    queue.watch(watcher)
    queue.append("message_deny", {})
    queue.unwatch(watcher)
    queue.append("message_deny", {})
    assert calls == [1]
