import pytest

from sandbox.api.vkscript import ScriptError, TooManyCalls, as_params, run


def echo(name, params):
    """A method that answers how it was called."""
    return {"name": name, "params": params, "items": [{"id": 1}, {"id": 2}]}


VALUES = {
    "a number": ("return 5;", 5),
    "a negative": ("return -2.5;", -2.5),
    "a text": (r'return "дом \"три\"\n";', 'дом "три"\n'),
    "single quotes": ("return 'it\\'s \"so\"';", 'it\'s "so"'),
    "constants": ("return [true, false, null];", [True, False, None]),
    "an object": ('return {"a": 1, b: [2, 3],};', {"a": 1, "b": [2, 3]}),
    "nothing": ("var a = 1;", None),
    "a bare return": ("return;", None),
    "a sum": ('return "id" + 5 + (1 + 2);', "id53"),
    "variables": ("var a = 1, b = a; return [a, b];", [1, 1]),
    "a member": ("var r = API.a.b(); return r.items[1].id;", 2),
    "members": ("return API.a.b().items@.id;", [1, 2]),
    "what is not there": ("return API.a.b().nothing;", None),
    "a length": ("return API.a.b().items.length;", 2),
    "after a return": ("return 1; return 2;", 1),
}


@pytest.mark.parametrize(("code", "value"), VALUES.values(), ids=VALUES)
def test_a_script_returns_its_value(code, value):
    assert run(code, echo) == value


def test_a_list_of_calls_is_called_in_order():
    called = []

    def method(name, params):
        called.append((name, params))
        return len(called)

    code = 'return [API.messages.send({"peer_id": 1, "message": "a;]})"}), API.users.get()];'
    assert run(code, method) == [1, 2]
    assert called == [("messages.send", {"peer_id": 1, "message": "a;]})"}), ("users.get", {})]


def test_twenty_five_calls_are_the_most():
    assert len(run(f"return [{'API.a.b(),' * 25}];", echo)) == 25
    with pytest.raises(TooManyCalls):
        run(f"return [{'API.a.b(),' * 26}];", echo)


BROKEN = {
    "no semicolon": ("return 1", "';' expected, '' found"),
    "an open list": ("return [1;", "']' expected, ';' found"),
    "an open object": ('return {"a" 1};', "':' expected, '1' found"),
    "an unknown name": ("return a;", "unknown name 'a'"),
    "no value": ("return [1, ;", "value expected, ';' found"),
    "an odd sign": ("return 1 & 2;", "unexpected '& 2;'"),
    "no name": ("var 5 = 1;", "name expected, '5' found"),
}


@pytest.mark.parametrize(("code", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_script_is_refused_with_what_was_expected(code, reason):
    with pytest.raises(ScriptError) as refused:
        run(code, echo)
    assert str(refused.value) == reason


def test_values_become_parameters():
    values = {"a": True, "b": [1, 2], "c": {"x": 1}, "d": [[1]], "e": "т", "f": 5, "g": None}
    assert as_params(values) == {
        "a": "1",
        "b": "1,2",
        "c": '{"x": 1}',
        "d": "[[1]]",
        "e": "т",
        "f": "5",
    }
