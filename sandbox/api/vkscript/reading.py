"""From tokens to what can be run, by descending through the grammar."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sandbox.api.vkscript import nodes, values
from sandbox.api.vkscript.limits import DEEPEST
from sandbox.api.vkscript.nodes import Link, Node, Statement
from sandbox.api.vkscript.tokens import ScriptError, Token, number, text, tokens

__all__ = ["ScriptError", "read"]

RANKS = (("||",), ("&&",), ("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))
CONSTANTS = {"true": True, "false": False, "null": None}
PARSERS = ("parseInt", "parseDouble")
FUNCTIONS = (*PARSERS, "fork", "wait")
RESERVED = (*CONSTANTS, *FUNCTIONS, "API", "var", "if", "else", "while", "return", "delete")


def read(code: str) -> Statement:
    """Read a whole script. Raises ScriptError."""
    reader = _Reader(tokens(code))
    statements = []
    while reader.peek().kind != "end":
        statements.append(reader.statement())
    return nodes.block(statements)


@dataclass(slots=True)
class _Reader:
    """Walks through the tokens; `_known` are the names that may be used."""

    _tokens: list[Token]
    _place: int = 0
    _depth: int = 0
    _known: set[str] = field(default_factory=lambda: {"Args"})

    def peek(self) -> Token:
        return self._tokens[self._place]

    def statement(self) -> Statement:
        with self._deeper():
            token = self.peek()
            read = _STATEMENTS.get(token.text) if token.kind != "string" else None
            if read is None:
                return self._expression_or_assignment()
            self._place += 1
            return read(self)

    def nothing(self) -> Statement:
        return nodes.block([])

    def block(self) -> Statement:
        statements = []
        while not self._skip("}"):
            if self.peek().kind == "end":
                self._expect("}")
            statements.append(self.statement())
        return nodes.block(statements)

    def branch(self) -> Statement:
        condition, body = self._condition(), self.statement()
        otherwise = self.statement() if self._skip("else") else self.nothing()
        return nodes.branch(condition, body, otherwise)

    def loop(self) -> Statement:
        return nodes.loop(self._condition(), self.statement())

    def _condition(self) -> Node:
        self._expect("(")
        condition = self._expression()
        self._expect(")")
        return condition

    def declare(self) -> Statement:
        statements: list[Statement] = []
        while True:
            token = self._next("name")
            if token.text in RESERVED:
                raise ScriptError(f"name expected, '{token.text}' found", token.line)
            value = self._expression() if self._skip("=") else nodes.constant(None)
            self._known.add(token.text)
            statements.append(nodes.assign(token.text, value))
            if not self._skip(","):
                self._expect(";")
                return nodes.block(statements)

    def finish(self) -> Statement:
        if self._skip(";"):
            return nodes.finish(None)
        value = self._expression()
        self._expect(";")
        return nodes.finish(value)

    def delete(self) -> Statement:
        token = self.peek()
        _, links, keys = self._links()
        if keys is None:
            raise ScriptError("delete needs a member", token.line)
        self._expect(";")
        return nodes.delete(nodes.chain(*links), keys)

    def _expression_or_assignment(self) -> Statement:
        start, token = self._place, self.peek()
        if token.kind == "name" and token.text not in RESERVED:
            if self._tokens[start + 1] == Token("sign", "=", self._tokens[start + 1].line):
                self._known.add(token.text)  # scripts also assign what no var has named
            name, (first, links), key = self._links()
            if self._skip("="):
                return self._assigned(name, nodes.chain(first, links), key)
            self._place = start
        value = self._expression()
        if self.peek().text == "=":
            raise ScriptError("cannot assign to this", token.line)
        self._expect(";")
        return nodes.evaluate(value)

    def _assigned(self, name: str, place: Node, key: Node | None) -> Statement:
        value = self._expression()
        self._expect(";")
        if key is None:
            return nodes.assign(name, value)
        return nodes.assign_inside(place, key, value)

    def _links(self) -> tuple[str, tuple[Node, list[Link]], Node | None]:
        """Read a place: its name, the value up to its last member, and that member's key."""
        token = self.peek()
        first = self._value()
        links, key = [], None
        while True:
            if self._skip("."):
                found = self._next("name")
                if self.peek().text == "(" and self.peek().kind == "sign":
                    self._place -= 2  # a call: no place to assign to
                    break
                found_key = nodes.constant(found.text)
            elif self._skip("["):
                found_key = self._expression()
                self._expect("]")
            else:
                break
            if key is not None:
                links.append(nodes.member(key))
            key = found_key
        return token.text, (first, links), key

    def _expression(self) -> Node:
        with self._deeper():
            condition = self._rank(0)
            if not self._skip("?"):
                return condition
            yes = self._expression()
            self._expect(":")
            return nodes.either(condition, yes, self._expression())

    def _rank(self, rank: int) -> Node:
        if rank == len(RANKS):
            return self._operand()
        first = self._rank(rank + 1)
        rest = []
        while self.peek().kind == "sign" and self.peek().text in RANKS[rank]:
            sign = self._next("sign").text
            rest.append((sign, self._rank(rank + 1)))
        return nodes.operators(first, rest) if rest else first

    def _operand(self) -> Node:
        with self._deeper():
            if self._skip("!"):
                return nodes.negation(self._operand())
            if self._skip("-"):
                return nodes.minus(self._operand())
            first, links = self._value(), []
            while (link := self._link()) is not None:
                links.append(link)
            return nodes.chain(first, links) if links else first

    def _link(self) -> Link | None:
        if self._skip("@."):
            return nodes.picked(self._next("name").text)
        if self._skip("["):
            key = self._expression()
            self._expect("]")
            return nodes.member(key)
        if not self._skip("."):
            return None
        name = self._next("name").text
        if self._skip("("):
            return nodes.called(name, self._items(")"))
        return nodes.member(nodes.constant(name))

    def _value(self) -> Node:
        token = self._next(None)
        if token.kind == "number":
            return nodes.constant(values.tidy(number(token)))
        if token.kind == "string":
            return nodes.constant(text(token))
        if token.kind == "name":
            return self._named(token)
        if token.text == "[":
            return nodes.array(self._items("]"))
        if token.text == "{":
            return self._object()
        if token.text == "(":
            value = self._expression()
            self._expect(")")
            return value
        raise ScriptError(f"value expected, '{token.text}' found", token.line)

    def _named(self, token: Token) -> Node:
        if token.text in CONSTANTS:
            return nodes.constant(CONSTANTS[token.text])
        if token.text == "API":
            return self._api_call()
        if token.text in FUNCTIONS:
            self._expect("(")
            operand = self._expression()
            self._expect(")")
            if token.text in PARSERS:
                return nodes.parsed(token.text, operand)
            return nodes.forked(operand) if token.text == "fork" else nodes.waited(operand)
        if token.text not in self._known:
            raise ScriptError(f"unknown name '{token.text}'", token.line)
        return nodes.variable(token.text)

    def _api_call(self) -> Node:
        self._expect(".")
        method = self._next("name").text
        while self._skip("."):
            method = f"{method}.{self._next('name').text}"
        self._expect("(")
        params = None if self.peek().text == ")" else self._expression()
        self._expect(")")
        return nodes.api_call(method, params)

    def _items(self, end: str) -> list[Node]:
        items: list[Node] = []
        while not self._skip(end):
            items.append(self._expression())
            if not self._skip(","):
                self._expect(end)
                break
        return items

    def _object(self) -> Node:
        items: list[tuple[str, Node]] = []
        while not self._skip("}"):
            token = self._next(None)
            if token.kind not in ("name", "string", "number"):
                raise ScriptError(f"key expected, '{token.text}' found", token.line)
            self._expect(":")
            key = text(token) if token.kind == "string" else token.text
            items.append((key, self._expression()))
            if not self._skip(","):
                self._expect("}")
                break
        return nodes.record(items)

    @contextmanager
    def _deeper(self) -> Generator[None]:
        self._depth += 1
        if self._depth > 2 * DEEPEST:
            raise ScriptError("code is too deep", self.peek().line)
        try:
            yield
        finally:
            self._depth -= 1

    def _next(self, kind: str | None) -> Token:
        token = self.peek()
        if kind not in (None, token.kind) or token.kind == "end":
            wanted = "value" if kind is None else kind
            raise ScriptError(f"{wanted} expected, '{token.text}' found", token.line)
        self._place += 1
        return token

    def _skip(self, text: str) -> bool:
        token = self.peek()
        if token.kind == "string" or token.text != text:
            return False
        if token.kind != "end":
            self._place += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        token = self.peek()
        if not self._skip(text):
            raise ScriptError(f"'{text}' expected, '{token.text}' found", token.line)


_STATEMENTS: dict[str, Callable[[_Reader], Statement]] = {
    "{": _Reader.block,
    ";": _Reader.nothing,
    "delete": _Reader.delete,
    "if": _Reader.branch,
    "return": _Reader.finish,
    "var": _Reader.declare,
    "while": _Reader.loop,
}
