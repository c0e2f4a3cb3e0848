"""From a script's text to its tokens."""

import json
import re
from dataclasses import dataclass

_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_TOKEN = re.compile(
    r"""(?P<number>\d+(?:\.\d+)?)
       |(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
       |(?P<name>[A-Za-z_$][A-Za-z0-9_$]*)
       |(?P<sign>@\.|==|!=|<=|>=|&&|\|\||[-+*/%!<>=?:(){}\[\],;.])""",
    re.VERBOSE | re.DOTALL,
)
LONGEST_NUMBER = 300  # digits; a double has no more


class ScriptError(ValueError):
    """Code that cannot be read (VK's error 12); the message says what was expected, and where."""

    def __init__(self, reason: str, line: int) -> None:
        """Word it as VK does."""
        super().__init__(f"{reason} in line {line}")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a script: kind is number, string, name, sign or end."""

    kind: str
    text: str
    line: int


def tokens(code: str) -> list[Token]:
    """Cut `code` into tokens, the last of which is the end. Raises ScriptError."""
    found: list[Token] = []
    place, line = 0, 1
    while True:
        start = _end_of_space(code, place)
        line += code.count("\n", place, start)
        if start == len(code):
            return [*found, Token("end", "", line)]
        match = _TOKEN.match(code, start)
        if match is None:
            raise ScriptError(f"unexpected '{code[start : start + 10].strip()}'", line)
        text = match.group()
        found.append(Token(str(match.lastgroup), text, line))
        line += text.count("\n")
        place = match.end()


def _end_of_space(code: str, place: int) -> int:
    match = _SPACE.match(code, place)
    return place if match is None else match.end()


def number(token: Token) -> int | float:
    """Read a number. Raises ScriptError."""
    if len(token.text) > LONGEST_NUMBER:
        raise ScriptError("number is too long", token.line)
    return float(token.text) if "." in token.text else int(token.text)


def text(token: Token) -> str:
    """Read a string without its quotes and escapes. Raises ScriptError."""
    inner = token.text[1:-1]
    if token.text[0] == "'":
        inner = inner.replace("\\'", "'")
        inner = re.sub(r'\\.|"', lambda found: found[0] if found[0] != '"' else '\\"', inner)
    try:
        told = str(json.loads(f'"{inner}"', strict=False))
        told.encode()  # half a character is a ValueError as well
    except ValueError:
        raise ScriptError(f"bad string {token.text[:20]}", token.line) from None
    return told
