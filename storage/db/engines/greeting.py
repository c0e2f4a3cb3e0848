"""What is settled with a server on a new connection: whether it will do, and how it behaves to us.

A pooler between us and the server may give every transaction another connection of the server's.
Then no lock outlasts a transaction, and who lives cannot be told; so that is refused. It is known
by what it says: the number of a connection that it gave us is not the one by which the server
calls it; and by two of ours that are one to the server.
"""

from collections.abc import Awaitable, Callable
from typing import Final

import asyncpg

from storage.db.errors import LEAST_SERVER, ServerTooOld, SharedConnections, WrongEncoding

LOOKS = 3
"""How often is looked whether connections are shared: somebody else may be between two looks."""

_NUMBER = "SELECT pg_backend_pid()"
_SINCE: Final = {"idle_session_timeout": 14, "transaction_timeout": 17}
"""Settings that older servers do not know."""

MIXED = frozenset({"26000", "42P05"})
"""What a server says of a statement prepared on another connection than it is used on."""

_NO_TRANSACTION = "statement pooling"
"""What a pooler says that takes no transactions at all."""

Connect = Callable[[], Awaitable[asyncpg.Connection]]


class Greeting:
    """Greets the connections of one pool; the first one more thoroughly."""

    def __init__(self, place: str, connect: Connect) -> None:
        self._place = place
        self._connect = connect
        self._known = False

    async def __call__(self, made: asyncpg.Connection, settings: dict[str, str]) -> None:
        """Look whether the server will do, and settle how it shall behave. Raises ``StorageError``.

        Settings are said here and not while connecting: a pooler refuses what it does not know.
        """
        version = made.get_server_version().major
        if version < LEAST_SERVER:
            raise ServerTooOld(self._place, str(version))
        encoding = made.get_settings().server_encoding
        if encoding != "UTF8":
            raise WrongEncoding(self._place, encoding)
        if not self._known:
            if await self._is_shared(made):
                raise SharedConnections(self._place)
            self._known = True
        said = [name for name in settings if version >= _SINCE.get(name, 0)]
        marks = ", ".join(
            f"set_config(${2 * n + 1}, ${2 * n + 2}, false)" for n in range(len(said))
        )
        await made.fetchrow(f"SELECT {marks}", *(part for n in said for part in (n, settings[n])))

    async def _is_shared(self, made: asyncpg.Connection) -> bool:
        try:
            number = await made.fetchval(_NUMBER)
            if number == made.get_server_pid():
                return False  # nobody is between
            other = await self._connect()
            try:
                for _ in range(LOOKS):
                    async with other.transaction():
                        taken = await other.fetchval(_NUMBER)
                    before, number = number, await made.fetchval(_NUMBER)
                    if taken == before or number != before:
                        return True
            finally:
                await other.close()
        except asyncpg.PostgresError as error:
            if error.sqlstate in MIXED or _NO_TRANSACTION in str(error):
                return True
            raise
        return False
