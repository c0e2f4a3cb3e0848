"""VKScript: what libraries send runs, what cannot be read or go on is VK's error 12 or 13."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.api.vkscript import MOST_CALLS, RunError, ScriptError, as_params, run


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
    "members of members": ("return [{a: {b: 1}}, {a: {b: 2}}]@.a@.b;", [1, 2]),
    "what is not there": ("return API.a.b().nothing;", None),
    "a length": ('return [API.a.b().items.length, "дом".length];', [2, 3]),
    "after a return": ("return 1; return 2;", 1),
    "comments": ("// one\nreturn /* two\n */ 3;", 3),
    "ranks": ("return [1 + 2 * 3, (1 + 2) * 3, 7 - 2 - 1, 7 % 4, -7 % 4];", [7, 9, 4, 3, -3]),
    "a division": ("return [6 / 2, 5 / 2];", [3, 2.5]),
    "comparisons": (
        'return [1 < 2, 2 <= 1, "a" < "b", 1 == "1", 1 != 1, null == 0];',
        [True, False, True, True, False, False],
    ),
    "logic": (
        'return [0 || "b", 1 && 2, !"", ![], true || API.a.b()];',
        ["b", 2, True, False, True],
    ),
    "a choice": ('return null == null ? "yes" : "no";', "yes"),
    "if": ("var a = 5; if (a > 3) { a = a + 1; } else a = 0; return a;", 6),
    "else if": ("var a = 1; if (a > 3) return 1; else if (a > 0) return 2; else return 3;", 2),
    "a while": (
        "var i = 0, s = []; while (i < 3) { s.push(i * i); i = i + 1; } return s;",
        [0, 1, 4],
    ),
    "a return out of a loop": ("while (true) { if (1) { return 7; } }", 7),
    "lists joined": ("return [1] + [2, 3];", [1, 2, 3]),
    "push and pop": ("var a = [1]; a.push(2, 3); return [a.pop(), a];", [3, [1, 2]]),
    "shift and unshift": ("var a = [1, 2]; a.unshift(0); return [a.shift(), a];", [0, [1, 2]]),
    "slice": ("var a = [1, 2, 3]; return [a.slice(1), a.slice(-2, -1)];", [[2, 3], [2]]),
    "splice": ("var a = [1, 2, 3, 4]; return [a.splice(1, 2, 9), a];", [[2, 3], [1, 9, 4]]),
    "indexOf": ('return [[1, "1"].indexOf("1"), "abc".indexOf("c"), [].indexOf(1)];', [1, 2, -1]),
    "substr": ('return ["звонок".substr(2), "звонок".substr(-3, 2)];', ["онок", "но"]),
    "split": ('return "1,2".split(",");', ["1", "2"]),
    "parseInt": ('return [parseInt("12px"), parseInt("x"), parseDouble("1.5s")];', [12, 0, 1.5]),
    "parseInt of a truth": ("return [parseInt([7].indexOf(7) != -1), parseInt(false)];", [1, 0]),
    "calls side by side": (
        'var a = fork(API.a.b({"c": 1})), b = fork(2); return [wait(b), wait(a).params];',
        [2, {"c": 1}],
    ),
    "a variable without var": ("a = 1; a = a + 1; return a;", 2),
    "an argument": ("return parseInt(Args.count) + 1;", 21),
    "a missing argument": ("return Args.nothing;", None),
    "assigned members": (
        'var o = {}; o.a = 1; o["b"] = 2; var l = []; l[1] = o.a; return [o, l];',
        [{"a": 1, "b": 2}, [None, 1]],
    ),
    "delete": ("var o = {a: 1, b: 2}; delete o.a; return o;", {"b": 2}),
    "no arguments by a list": ("return API.a.b([]).params;", {}),
    "a whole number again": ('return 3.0 + "";', "3"),
}


@pytest.mark.parametrize(("code", "value"), VALUES.values(), ids=VALUES)
def test_a_script_returns_its_value(code, value):
    assert run(code, echo, {"count": "20"}) == value


ONE_METHOD = """
    var values = [{"user_ids": 1}, {"user_ids": 2}],i = 0,result = [];
    while(i < values.length) {result.push(API.users.get(values[i]));i = i + 1;}return result;
"""
ONE_PARAMETER = """
    var def_values = {"fields": "sex"},values = [1, 2],result = [],i = 0;
    while(i < values.length) {
        def_values.user_ids = values[i];
        result.push(API.users.get(def_values));
        i = i + 1;
    }
    return result;
"""


def test_the_loops_of_vk_api_s_pool_run():
    """Each call gets the parameters as they were when it was made."""
    assert [call["params"] for call in run(ONE_METHOD, echo)] == [{"user_ids": 1}, {"user_ids": 2}]
    assert [call["params"] for call in run(ONE_PARAMETER, echo)] == [
        {"fields": "sex", "user_ids": 1},
        {"fields": "sex", "user_ids": 2},
    ]


def test_a_list_of_calls_is_called_in_order():
    called = []

    def method(name, params):
        called.append((name, params))
        return len(called)

    code = 'return [API.messages.send({"peer_id": 1, "message": "a;]})"}), API.users.get()];'
    assert run(code, method) == [1, 2]
    assert called == [("messages.send", {"peer_id": 1, "message": "a;]})"}), ("users.get", {})]


def test_twenty_five_calls_are_the_most():
    assert len(run(f"return [{'API.a.b(),' * MOST_CALLS}];", echo)) == 25
    with pytest.raises(RunError, match="too many api calls"):
        run("while (true) { API.a.b(); }", echo)


BROKEN = {
    "no semicolon": ("return 1", "';' expected, '' found in line 1"),
    "an open list": ("return [1;", "']' expected, ';' found in line 1"),
    "an open object": ('return {"a" 1};', "':' expected, '1' found in line 1"),
    "an open block": ("if (1) {", "'}' expected, '' found in line 1"),
    "half a character": (r'return "\ud83d";', r'bad string "\ud83d" in line 1'),
    "an unknown name": ("var b = 1;\nreturn a;", "unknown name 'a' in line 2"),
    "an unknown name in what is never run": ("return 1; a();", "unknown name 'a' in line 1"),
    "no value": ("return [1, ;", "value expected, ';' found in line 1"),
    "an odd sign": ("return 1 & 2;", "unexpected '& 2;' in line 1"),
    "no name": ("var 5 = 1;", "name expected, '5' found in line 1"),
    "a reserved name": ("var API = 1;", "name expected, 'API' found in line 1"),
    "a step": ("var i = 0; i++;", "value expected, '+' found in line 1"),
    "a function": ("function a() {}", "unknown name 'function' in line 1"),
    "an assignment to a value": ("1 = 2;", "cannot assign to this in line 1"),
    "a deleted name": ("var a; delete a;", "delete needs a member in line 1"),
    "brackets without end": ("return " + "[" * 5000, "code is too deep in line 1"),
    "a text left open": ('\n\nreturn "a;', "unexpected '\"a;' in line 3"),
}


@pytest.mark.parametrize(("code", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_script_is_refused_with_what_was_expected(code, reason):
    with pytest.raises(ScriptError) as refused:
        run(code, echo)
    assert str(refused.value) == reason


STUCK = {
    "a loop without end": ("while (true) {}", "Too many operations"),
    "a text that doubles": ('var s = "ab"; while (1) s = s + s;', "response size is too big"),
    "a list that doubles": ("var a = [1]; while (1) a = a + a;", "Too many operations"),
    "a list in itself": ("var a = []; a.push(a); return a;", "response is too deep"),
    "shared lists": (
        "var a = [1], i = 0; while (i < 30) { a = [a, a]; i = i + 1; } return a;",
        "Too many operations",
    ),
    "a far place": ("var a = []; a[900000000] = 1;", "Too many operations"),
    "a number that grows": ("var n = 9; while (1) n = n * n;", "number is too big"),
    "a division by zero": ("return 1 / 0;", "division by zero"),
    "a sum of an object": ("return {} - 1;", "number expected, object found"),
    "a method of nothing": ("return null.push(1);", "null has no method push"),
    "a member of nothing": ("var a; a.b = 1;", "cannot assign to string of null"),
    "a wait for nothing": ("var a = fork(1); return wait(a + 1);", "wait expects what fork gave"),
    "a call with a text": ('API.a.b("x");', "object expected in a.b, string found"),
}


@pytest.mark.parametrize(("code", "reason"), STUCK.values(), ids=STUCK)
def test_a_script_that_cannot_go_on_ends_with_the_reason(code, reason):
    with pytest.raises(RunError) as refused:
        run(code, echo)
    assert str(refused.value) == reason


PIECES = st.sampled_from(
    [
        "var",
        "if",
        "else",
        "while",
        "return",
        "delete",
        "API",
        "Args",
        "parseInt",
        "a",
        "b",
        "i",
        ".",
        ",",
        ";",
        ":",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "+",
        "-",
        "*",
        "/",
        "%",
        "!",
        "=",
        "==",
        "!=",
        "<",
        ">",
        "<=",
        ">=",
        "&&",
        "||",
        "?",
        "@.",
        "0",
        "1",
        "2.5",
        "1e9",
        "99999999999999999999",
        '"t"',
        '"12"',
        "'q'",
        "null",
        "true",
        "length",
        "push",
        "pop",
        "slice",
        "splice",
        "indexOf",
        "substr",
        "split",
        "shift",
        "unshift",
        "users",
        "get",
        "//",
        "/*",
        "*/",
        "\\",
        '"',
        "'",
    ]
)
CODE = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=60).map(" ".join),
    st.lists(PIECES, max_size=40).map(
        lambda pieces: "var a = [1, {b: 2}], i = 3; " + "".join(pieces)
    ),
)
LEAF = st.sampled_from(["1", "-2", "2.5", '"t"', '"12"', "null", "true", "a", "i", "Args.count"])
EXPRESSION = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "%", "<", "==", "&&"]), inner).map(
            " ".join
        ),
        st.builds("[{}, {}]".format, inner, inner),
        st.builds("{{x: {}}}.x".format, inner),
        st.builds("({} ? {} : {})".format, inner, inner, inner),
        st.builds(
            "{}.{}({})".format,
            st.sampled_from(["a", '"te,xt"', "[3, 4]"]),
            st.sampled_from(["push", "pop", "slice", "splice", "indexOf", "substr", "split"]),
            inner,
        ),
        st.builds("parseInt({})".format, inner),
        st.builds("wait(fork({}))".format, inner),
        st.builds("API.users.get({{id: {}}})@.id[{}]".format, inner, inner),
    ),
    max_leaves=12,
)
PROGRAM = st.lists(
    st.one_of(
        st.builds("a[{}] = {};".format, EXPRESSION, EXPRESSION),
        st.builds("while ({}) {{ i = i + 1; a.push({}); }}".format, EXPRESSION, EXPRESSION),
        st.builds("if ({}) return {};".format, EXPRESSION, EXPRESSION),
        st.builds("i = {}; delete a[i];".format, EXPRESSION),
    ),
    max_size=5,
).map(lambda lines: "var a = [1], i = 0;" + "".join(lines) + "return [a, i];")


@given(st.one_of(CODE, PROGRAM))
def test_whatever_is_written_ends_in_json_or_in_an_error_of_vk(code):
    with suppress(ScriptError, RunError):
        json.dumps(run(code, echo, {"count": "2"}), allow_nan=False)


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
