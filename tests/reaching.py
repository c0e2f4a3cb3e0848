"""Which tests open a database: found by what their functions and fixtures name, not by running.

A function reaches what its code names among its module's globals, what those reach, and so on,
within the tests' own modules. So a test that opens none is run on one engine only.
"""

from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

from bot.cli.commands import app
from bot.service.core import open_core
from storage.db import database

OPENERS = (database, database.Database, open_core, app)
"""Whoever comes to one of these opens a database, or may."""


def opens_a_database(item: pytest.Item, known: dict[int, bool]) -> bool:
    """Tell whether a test, or a fixture of its, reaches an opener; ``known``: what was found.

    Fixtures that begin with ``_`` are about all tests.
    """
    function = getattr(item, "function", None)
    inner = getattr(getattr(function, "hypothesis", None), "inner_test", function)
    fixtures = getattr(item, "_fixtureinfo", None)
    named = fixtures.name2fixturedefs.items() if fixtures else ()
    asked = [last[-1].func for name, last in named if not name.startswith("_")]
    return any(_reaches(each, known) for each in (inner, *asked))


def _reaches(thing: Any, known: dict[int, bool]) -> bool:
    """Follow names to their ends: if none is an opener, nothing on the way reaches one."""
    seen: dict[int, Any] = {}
    left = [thing]
    while left:
        each = left.pop()
        if any(each is opener for opener in OPENERS) or known.get(id(each)):
            known[id(thing)] = True
            return True
        if id(each) not in seen and id(each) not in known:
            seen[id(each)] = each
            left += _named(each)
    known |= dict.fromkeys(seen, False)
    return False


def _named(thing: Any) -> Iterator[Any]:
    """Give what something of the tests' own names."""
    if isinstance(thing, dict | list | tuple):
        yield from thing.values() if isinstance(thing, dict) else thing
        return
    if not str(getattr(thing, "__module__", "")).startswith("tests."):
        return
    if isinstance(thing, type):
        yield from vars(thing).values()
        return
    function: Any = thing
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    function = getattr(function, "func", function)
    if isinstance(function, FunctionType):
        names = set(_names(function.__code__))
        for name in names & function.__globals__.keys():
            value = function.__globals__[name]
            yield value
            if isinstance(value, ModuleType) and value.__name__.startswith("tests."):
                yield from (vars(value)[each] for each in names & vars(value).keys())
        yield from (cell.cell_contents for cell in function.__closure__ or () if _full(cell))


def _full(cell: Any) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False


def _names(code: CodeType) -> Iterator[str]:
    """Give the names a function's code has, and those of the functions in it."""
    yield from code.co_names
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _names(each)
