"""What makes the tests quick and is nothing that they speak of.

Nearly every test has a database of its own. As the program opens it, each test would compile
every statement anew, wait for the disk at every commit and change threads twice for every
statement: together about half of the time that all of them take. Tests that do speak of that are
marked ``as_served``; processes that a test starts have all of it as users have. Nearly every
conversation begins with a roster, which is read here: only tests marked ``own_process`` start the
process that reads a table.
"""

import gc
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from typing import Any, TypeVar

import pytest
from loguru._better_exceptions import ExceptionFormatter
from PIL import Image
from sqlalchemy import URL, Dialect, Engine, create_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.util import LRUCache

from bot.dialog.core import hearing
from bot.dialog.staff.roster import rostering
from bot.pictures import child as drawing_child
from bot.pictures import elsewhere
from bot.service import reading_orders
from bot.sheets.roster.roster import Roster, read_roster
from bot.sheets.untrusted import child, reading
from bot.sheets.untrusted.reading import Book
from bot.words.understanding.phrases import Phrasebook, Phrased
from monitor.order_files.loading import parse_order
from storage.db import traces
from storage.db.engines import sqlite
from storage.engine import AsyncEngine
from tests.one_thread import OneThread

T = TypeVar("T")


def hurry(patch: pytest.MonkeyPatch) -> None:
    """Open databases and orders quickly until the patch is undone."""
    patch.setattr(sqlite, "create_async_engine", _engine)
    for each in (sqlite, traces):
        patch.setattr(each, "PRAGMAS", tuple(map(_without_the_disk, each.PRAGMAS)))
    patch.setattr(reading_orders, "parse_order", _order)
    patch.setattr(hearing, "Phrasebook", lambda acts: _phrasebook(tuple(acts)))
    patch.setattr(reading.Reader, "_answer", _read_here)
    patch.setattr(rostering, "read_roster", _roster)
    patch.setattr(elsewhere.Elsewhere, "make", _make_here)
    patch.setattr(ExceptionFormatter, "_get_lib_dirs", staticmethod(_lib_dirs))


@contextmanager
def drawn_lightly() -> Iterator[None]:
    """Draw no pictures, and write what papers were written before no second time.

    A white page stands for every picture: what is drawn is the matter of ``tests/bot/pictures``.
    """
    from bot.papers import pdf_file, word_file  # noqa: PLC0415 - seconds for tests of nothing drawn
    from bot.pictures import drawing, level  # noqa: PLC0415 - as above

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_file, "pdf_file", partial(_written, pdf_file.pdf_file))
        patch.setattr(word_file, "word_file", partial(_written, word_file.word_file))
        patch.setattr(drawing, "digest_png", lambda _digest: _white_page())
        patch.setattr(level, "level_png", lambda _digest: _white_page())
        yield


@contextmanager
def papers_unwritten() -> Iterator[None]:
    """Compose papers, but write no file of them: for tests that open dozens and read none."""
    from bot.papers import pdf_file, word_file  # noqa: PLC0415 - as above

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_file, "pdf_file", lambda _paper: b"%PDF")
        patch.setattr(word_file, "word_file", lambda _paper: b"PK")
        yield


def _written(write: Callable[[T], bytes], paper: T) -> bytes:
    """Give the file of a paper: equal ones give equal bytes, as the papers' tests say."""
    kept, said = _papers(), f"{write}{paper}"
    if said not in kept:
        kept[said] = write(paper)
    return kept[said]


@cache
def _papers() -> dict[str, bytes]:
    return {}


@cache
def _white_page() -> bytes:
    """Give a picture of the size that digests have, with nothing on it."""
    written = io.BytesIO()
    Image.new("1", (1200, 1950), 1).save(written, "PNG")
    return written.getvalue()


def let_rubbish_lie() -> None:
    """Look for no rubbish while everything is imported: hardly any of it is."""
    gc.disable()


def settle_down() -> None:
    """Look for rubbish again, seldom, and never among what was imported: that stays."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    gc.enable()


def _engine(address: URL, **options: Any) -> AsyncEngine:
    """Make an engine that shares with all others what is compiled, and what is known of SQLite."""
    dialect = _dialect()
    args, named = dialect.create_connect_args(address)
    pool = AsyncAdaptedQueuePool(lambda: dialect.connect(*args, **named), dialect=dialect)
    shared = {"compiled_cache": _compiled()}
    return AsyncEngine(Engine(pool, dialect, address, execution_options=shared, **options))


@cache
def _compiled() -> LRUCache[Any, Any]:
    return LRUCache(5_000)  # all statements there are


@cache
def _dialect() -> Dialect:
    """Give the dialect that all databases share: what is compiled is kept by its dialect."""
    dialect = OneThread(dbapi=OneThread.import_dbapi())
    with create_engine("sqlite://").connect() as connection:
        dialect.initialize(connection)  # it looks at the library that it speaks to
    return dialect


def _without_the_disk(pragma: str) -> str:
    return pragma.replace("synchronous = FULL", "synchronous = OFF")


def apart(patch: pytest.MonkeyPatch) -> None:
    """Read and draw in processes of their own until the patch is undone, as it is for users."""
    patch.setattr(reading.Reader, "_answer", _read_apart)
    patch.setattr(elsewhere.Elsewhere, "make", _make_apart)


_read_apart, _make_apart = reading.Reader._answer, elsewhere.Elsewhere.make


def _make_here(_elsewhere: elsewhere.Elsewhere, module: str, name: str, *args: Any) -> bytes:
    """Draw here: a start of the process that draws takes a second."""
    return drawing_child.made(module, name, args)


def _read_here(_reader: reading.Reader, data: bytes) -> bytes:
    """Read a table here: a start of the process that reads it takes half a second."""
    return child.answer(data)


def _roster(data: Book, file_name: str, given: Mapping[str, str] | None = None) -> Roster:
    """Read a roster's rows once: it takes longer than to save them, and is nothing that changes."""
    kept, said = _rosters(), f"{data}{file_name}{given}"
    if said not in kept:
        kept[said] = read_roster(data, file_name, given)
    return kept[said]


@cache
def _rosters() -> dict[str, Roster]:
    return {}


_lib_dirs = cache(ExceptionFormatter._get_lib_dirs)
"""Tells where libraries lie, which each log asks for three milliseconds."""

_order = cache(parse_order)
"""Reads a text once: nobody can change an order."""


@cache
def _phrasebook(acts: tuple[Phrased, ...]) -> Phrasebook:
    """Learn the phrases of the same acts once: a quarter of a second for every service."""
    return Phrasebook(acts)
