"""What makes the tests quick and is nothing that they speak of.

Nearly every test has a database of its own. As the program opens it, each test would compile
every statement anew, wait for the disk at every commit and change threads twice for every
statement: together about half of the time that all of them take. Tests that do speak of that are
marked ``as_served``; processes that a test starts have all of it as users have. The same few weeks
are played again and again: what was drawn of one is not drawn anew in the next conversation.
Nearly every conversation begins with a roster, which is read here: only tests marked
``own_process`` start the process that reads a table.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import Any, TypeVar

import pytest
from sqlalchemy import URL, Dialect, Engine, create_engine
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.util import LRUCache

from bot.service import reading_orders
from bot.sheets.untrusted import child, reading
from monitor.order_files.loading import parse_order
from storage.db import database
from tests.one_thread import OneThread

T = TypeVar("T")


def hurry(patch: pytest.MonkeyPatch) -> None:
    """Open databases and orders quickly until the patch is undone."""
    patch.setattr(database, "create_async_engine", _engine)
    patch.setattr(database, "PRAGMAS", tuple(map(_without_the_disk, database.PRAGMAS)))
    patch.setattr(reading_orders, "parse_order", _order)
    patch.setattr(reading.Reader, "_answer", _read_here)


@contextmanager
def drawing_once() -> Iterator[None]:
    """Draw what was drawn before no second time; the tests of the pictures are without this.

    So with papers.
    """
    from bot.papers import pdf_file, word_file  # noqa: PLC0415 - seconds for tests of nothing drawn
    from bot.pictures import drawing, level  # noqa: PLC0415 - as above

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_file, "pdf_file", partial(_drawn, pdf_file.pdf_file))
        patch.setattr(word_file, "word_file", partial(_drawn, word_file.word_file))
        patch.setattr(drawing, "digest_png", partial(_drawn, drawing.digest_png))
        patch.setattr(level, "level_png", partial(_drawn, level.level_png))
        yield


@contextmanager
def papers_unwritten() -> Iterator[None]:
    """Compose papers, but write no file of them: for tests that open dozens and read none."""
    from bot.papers import pdf_file, word_file  # noqa: PLC0415 - as above

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_file, "pdf_file", lambda _paper: b"%PDF")
        patch.setattr(word_file, "word_file", lambda _paper: b"PK")
        yield


def _drawn(draw: Callable[[T], bytes], told: T) -> bytes:
    """Give the picture of a digest: equal ones give equal bytes, as the pictures' tests say."""
    kept, said = _pictures(), f"{draw}{told}"
    if said not in kept:
        kept[said] = draw(told)
    return kept[said]


@cache
def _pictures() -> dict[str, bytes]:
    return {}


def settle_down() -> None:
    """Look for rubbish no more among what was imported: half a million objects that stay."""
    gc.collect()
    gc.freeze()


def _engine(address: URL, **options: Any) -> AsyncEngine:
    """Make an engine that shares with all others what is compiled, and what is known of SQLite."""
    if address.get_backend_name() != "sqlite":
        return create_async_engine(address, **options)
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
    """Read tables in processes of their own until the patch is undone, as they are for users."""
    patch.setattr(reading.Reader, "_answer", _read_apart)


_read_apart = reading.Reader._answer


def _read_here(_reader: reading.Reader, data: bytes) -> bytes:
    """Read a table here: a start of the process that reads it takes half a second."""
    return child.answer(data)


_order = cache(parse_order)
"""Reads a text once: nobody can change an order."""
