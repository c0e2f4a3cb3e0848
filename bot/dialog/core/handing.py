"""Files that people hand in: a few are fetched, and fewer read, at the same time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.sheets.untrusted.reading import Book, book_of

FETCHED_AT_ONCE = 4  # ten megabytes each
READ_AT_ONCE = 2  # a process each


class TooMany(Exception):
    """Somebody hands in another file while his last one is still being fetched or read."""


class Gate:
    """Lets in one file of an account, and of all accounts a few at a time; the others wait."""

    def __init__(self) -> None:
        self._fetching = asyncio.Semaphore(FETCHED_AT_ONCE)
        self._reading = asyncio.Semaphore(READ_AT_ONCE)
        self._accounts: set[int] = set()

    @asynccontextmanager
    async def of(self, account: int) -> AsyncIterator[None]:
        """Hold the place of an account. Raises ``TooMany`` if it has one already."""
        if account in self._accounts:
            raise TooMany
        self._accounts.add(account)
        try:
            yield
        finally:
            self._accounts.discard(account)

    async def fetch(self, fetching: Callable[[], Awaitable[bytes]]) -> bytes:
        """Fetch when there is room."""
        async with self._fetching:
            return await fetching()

    async def read(self, data: bytes | Book, file_name: str) -> Book:
        """Read a table when there is room. Raises ``BadSheet``."""
        if isinstance(data, Book):
            return data
        async with self._reading:
            return await book_of(data, file_name)
