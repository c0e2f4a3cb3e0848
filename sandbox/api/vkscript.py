"""The part of VKScript bots send to execute: variables, calls, lists, objects, and return.

It is evaluated as it is read; loops, conditions and comments are not understood.
"""

import json
import re
from collections.abc import Callable

from sandbox.world.records import Json, Value

MOST_CALLS = 25
CONSTANTS = {"true": True, "false": False, "null": None}
_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)
          |(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
          |(?P<name>[A-Za-z_]\w*)
          |(?P<sign>@\.|[-+(){}\[\],:;.=]))""",
    re.VERBOSE | re.DOTALL,
)

Method = Callable[[str, Json], Value]


class ScriptError(ValueError):
    """Code that cannot be read; the message says what was expected, as VK's does."""


class TooManyCalls(Exception):
    """More than 25 method calls in one script."""


def run(code: str, method: Method) -> Value:
    """Run `code`, calling `method(name, params)` for each API call; return what it returns.

    Raises ScriptError and TooManyCalls.
    """
    return _Script(_tokens(code), method).value()


def _tokens(code: str) -> list[tuple[str, str]]:
    tokens, place = [], 0
    end = len(code.rstrip())
    while place < end:
        match = _TOKEN.match(code, place)
        if match is None:
            raise ScriptError(f"unexpected '{code[place : place + 10].strip()}'")
        tokens.append((str(match.lastgroup), match.group(str(match.lastgroup))))
        place = match.end()
    return tokens


class _Script:
    """A reader of tokens that computes values on its way."""

    def __init__(self, tokens: list[tuple[str, str]], method: Method) -> None:
        self._tokens = tokens
        self._place = 0
        self._method = method
        self._calls = 0
        self._names: Json = dict(CONSTANTS)

    def value(self) -> Value:
        while self._place < len(self._tokens):
            if self._skip("return"):
                return self._returned()
            if self._skip("var"):
                self._declare()
            else:
                self._expression()
            self._expect(";")
        return None

    def _returned(self) -> Value:
        if self._skip(";"):
            return None
        result = self._expression()
        self._expect(";")
        return result

    def _declare(self) -> None:
        while True:
            name = self._next("name")
            self._expect("=")
            self._names[name] = self._expression()
            if not self._skip(","):
                return

    def _expression(self) -> Value:
        result = self._negated()
        while self._skip("+"):
            other = self._negated()
            texts = isinstance(result, str) or isinstance(other, str)
            result = f"{result}{other}" if texts else result + other
        return result

    def _negated(self) -> Value:
        return -self._negated() if self._skip("-") else self._member()

    def _member(self) -> Value:
        result = self._simple()
        while True:
            if self._skip("."):
                result = _get(result, self._next("name"))
            elif self._skip("@."):
                name = self._next("name")
                items = result if isinstance(result, list) else []
                result = [_get(item, name) for item in items]
            elif self._skip("["):
                result = _get(result, self._expression())
                self._expect("]")
            else:
                return result

    def _simple(self) -> Value:
        kind, text = self._peek()
        self._place += 1
        if kind == "number":
            return float(text) if "." in text else int(text)
        if kind == "string":
            return _unquote(text)
        if kind == "name":
            return self._named(text)
        if text == "[":
            return self._list()
        if text == "{":
            return self._object()
        if text == "(":
            result = self._expression()
            self._expect(")")
            return result
        raise ScriptError(f"value expected, '{text}' found")

    def _named(self, name: str) -> Value:
        if name == "API":
            return self._call()
        if name not in self._names:
            raise ScriptError(f"unknown name '{name}'")
        return self._names[name]

    def _call(self) -> Value:
        self._expect(".")
        method = self._next("name")
        while self._skip("."):
            method = f"{method}.{self._next('name')}"
        self._expect("(")
        params = {} if self._peek()[1] == ")" else self._expression()
        self._expect(")")
        self._calls += 1
        if self._calls > MOST_CALLS:
            raise TooManyCalls
        return self._method(method, params if isinstance(params, dict) else {})

    def _list(self) -> list[Value]:
        items: list[Value] = []
        while not self._skip("]"):
            items.append(self._expression())
            if not self._skip(","):
                self._expect("]")
                break
        return items

    def _object(self) -> Json:
        items: Json = {}
        while not self._skip("}"):
            kind, text = self._peek()
            self._place += 1
            key = _unquote(text) if kind == "string" else text
            self._expect(":")
            items[key] = self._expression()
            if not self._skip(","):
                self._expect("}")
                break
        return items

    def _peek(self) -> tuple[str, str]:
        if self._place < len(self._tokens):
            return self._tokens[self._place]
        return "end", ""

    def _next(self, kind: str) -> str:
        found, text = self._peek()
        if found != kind:
            raise ScriptError(f"{kind} expected, '{text}' found")
        self._place += 1
        return text

    def _skip(self, text: str) -> bool:
        kind, found = self._peek()
        if kind == "string" or found != text:
            return False
        self._place += 1
        return True

    def _expect(self, text: str) -> None:
        if not self._skip(text):
            raise ScriptError(f"'{text}' expected, '{self._peek()[1]}' found")


def _unquote(text: str) -> str:
    if text.startswith("'"):
        text = '"' + text[1:-1].replace("\\'", "'").replace('"', '\\"') + '"'
    try:
        return str(json.loads(text, strict=False))
    except ValueError:
        raise ScriptError(f"bad string {text[:20]}") from None


def _get(value: Value, key: Value) -> Value:
    """Look inside as VKScript does: what is not there is null."""
    if isinstance(value, dict):
        return value.get(key)
    if isinstance(value, list) and isinstance(key, int) and 0 <= key < len(value):
        return value[key]
    if isinstance(value, list) and key == "length":
        return len(value)
    return None


def as_params(values: Json) -> dict[str, str]:
    """Write a script's values as method parameters: lists by commas, objects as JSON."""
    return {name: _as_param(value) for name, value in values.items() if value is not None}


def _as_param(value: Value) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, dict | list) for item in value)
    ):
        return json.dumps(value, ensure_ascii=False)
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
