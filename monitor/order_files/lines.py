"""On which line of a TOML text each of its values begins. Pure.

tomllib tells no positions. The text has been read by it already, so its grammar is not judged here
again: what stands where a key, a string or a bracket may stand is taken for one.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping

_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
_STRING = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'''',
    re.DOTALL,
)
_OTHER = re.compile(r"[^,\]}#\r\n]+")

Path = tuple[str, ...]


def lines_of(text: str) -> Mapping[Path, int]:
    """Give the line (from 1) of every key, table and member of a list, by its path.

    Members are numbered from 1: ``("indicator", "2", "norm", "threshold")``.
    """
    return _Reading(text).found


def line_of(lines: Mapping[Path, int], place: str) -> int | None:
    """Give the line of a dotted place, or else of the nearest one around it; None: of none."""
    path = tuple(place.split("."))
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), None)


class _Reading:
    """One walk through a text; ``at`` is where it stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {}
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._members: dict[Path, int] = {}
        table: Path = ()
        self._skip(_GAP)
        while self.at < len(text):
            if text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_GAP)

    def _header(self) -> Path:
        """Read ``[a.b]`` or ``[[a.b]]``; a name of a list means its last member."""
        line, many = self._line(), self.text.startswith("[[", self.at)
        self.at += 1 + many
        keys = self._keys()
        self.at += 1 + many
        path: Path = ()
        for number, key in enumerate(keys, start=1):
            path = (*path, key)
            if many and number == len(keys):
                self._members[path] = self._members.get(path, 0) + 1
                self.found.setdefault(path, line)
            if path in self._members:
                path = (*path, str(self._members[path]))
            self.found.setdefault(path, line)
        return path

    def _pair(self, table: Path) -> None:
        """Read ``a.b = value``."""
        line = self._line()
        path = table
        for key in self._keys():
            path = (*path, key)
            self.found.setdefault(path, line)
        self.at += 1  # the equals sign
        self._skip(_BLANK)
        self._value(path)

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip(_BLANK)
            written = self._take(_KEY)
            keys.append(next(iter(tomllib.loads(f"{written} = 0"))))
            self._skip(_BLANK)
            if not self.text.startswith(".", self.at):
                return keys
            self.at += 1

    def _value(self, path: Path) -> None:
        first = self.text[self.at]
        if first in "\"'":
            self._take(_STRING)
        elif first == "[":
            self._members_of(path)
        elif first == "{":
            self._table_of(path)
        else:
            self._take(_OTHER)

    def _members_of(self, path: Path) -> None:
        """Read ``[1, 2]``, over as many lines as it takes."""
        number = 0
        while not self._closed("]"):
            number += 1
            member = (*path, str(number))
            self.found[member] = self._line()
            self._value(member)

    def _table_of(self, path: Path) -> None:
        """Read ``{ a = 1, b = 2 }``."""
        while not self._closed("}"):
            self._pair(path)

    def _closed(self, bracket: str) -> bool:
        """Step over the opening bracket or a comma; tell whether the closing one follows."""
        self._skip(_GAP)
        if self.text[self.at] != bracket:
            self.at += self.text[self.at] in "[{,"
            self._skip(_GAP)
        done = self.text[self.at] == bracket
        self.at += done
        return done

    def _line(self) -> int:
        return bisect_right(self._breaks, self.at - 1) + 1

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise ValueError(f"no TOML at {self.at}")
        self.at = match.end()
        return match[0]
