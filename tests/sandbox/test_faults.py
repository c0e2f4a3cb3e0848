import pytest

from sandbox.faults import Fault, FaultBook, read_fault
from sandbox.world.records import WorldError

SEND = "method:messages.send"


def test_a_fault_happens_as_often_as_asked_and_no_more():
    book = FaultBook()
    fault = Fault(on=SEND, times=2, error=9)
    book.add(fault)
    assert [book.take(SEND) for _ in range(3)] == [fault, fault, None]
    assert book.listed() == []


def test_a_fault_lets_the_first_pass():
    book = FaultBook()
    fault = Fault(on=SEND, after=2, error=9)
    book.add(fault)
    assert [book.take(SEND) for _ in range(4)] == [None, None, fault, None]


def test_an_endless_fault_stays_until_cleared():
    book = FaultBook()
    fault = Fault(on=SEND, times=-1, error=9)
    book.add(fault)
    assert [book.take(SEND) for _ in range(50)] == [fault] * 50
    book.clear()
    assert book.take(SEND) is None


def test_faults_at_one_point_happen_in_their_order():
    book = FaultBook()
    first, second = Fault(on=SEND, error=9), Fault(on="method:*", error=10)
    book.add(first, second)
    assert [book.take("poll"), book.take(SEND), book.take(SEND)] == [None, first, second]


def test_faults_are_listed_with_what_remains():
    book = FaultBook()
    book.add(Fault(on=SEND, times=3, error=9), Fault(on="poll", after=1, shuffle=True))
    book.take(SEND)
    assert book.listed() == [
        {"on": SEND, "times": 2, "error": 9},
        {"on": "poll", "times": 1, "after": 1, "shuffle": True},
    ]


WRONG = {
    "no object": (5, 'A fault is an object with "on"'),
    "no point": ({"error": 9}, 'A fault is an object with "on"'),
    "an odd point": ({"on": "send"}, '"on" of a fault must be "method:<name>"'),
    "no method": ({"on": "method:"}, '"on" of a fault must be'),
    "an odd field": ({"on": "poll", "lose": 1}, 'A fault has no "lose"; it may have: on, times'),
    "never": ({"on": "poll", "times": 0}, '"times" of a fault must be a positive number, or -1'),
    "true": ({"on": "poll", "times": True}, '"times" of a fault must be'),
    "a text": ({"on": SEND, "error": "9"}, '"error" of a fault must be a VK error code'),
    "a status": ({"on": "poll", "status": 42}, '"status" of a fault must be an HTTP status'),
    "a code": ({"on": "poll", "failed": 5}, '"failed" of a fault must be one of 1, 2, 3, 4, 9'),
    "no code": ({"on": "poll", "failed": True}, '"failed" of a fault must be one of 1, 2, 3, 4, 9'),
    "a time": ({"on": "poll", "hang": -1}, '"hang" of a fault must be seconds'),
    "no time": ({"on": "poll", "hang": True}, '"hang" of a fault must be seconds'),
    "a poll's on a method": (
        {"on": SEND, "failed": 2},
        '"failed" means nothing on a method, only on poll.',
    ),
    "a method's on a poll": (
        {"on": "poll", "error": 9},
        '"error" means nothing on poll, only on a method.',
    ),
    "an answer's on a callback": (
        {"on": "callback", "status": 502},
        '"status" means nothing on callback, only on a method, poll or upload.',
    ),
    "a token nobody shows": (
        {"on": "upload", "token": "x"},
        '"token" means nothing on upload, only on a method, poll or callback.',
    ),
    "words of no error": (
        {"on": "method:*", "msg": "No"},
        '"msg" is the text of an "error", and there is none.',
    ),
    "no end": ({"on": "poll", "hang": 10**400}, '"hang" of a fault must be seconds'),
}


@pytest.mark.parametrize(("order", "sentence"), WRONG.values(), ids=WRONG)
def test_a_wrong_order_is_refused_in_a_sentence(order, sentence):
    with pytest.raises(WorldError) as refused:
        read_fault(order)
    assert str(refused.value).startswith(sentence)
