"""PostgreSQL: a server's database that several processes share.

Who writes takes one lock of the database first and gives it back with his commit. So all writers of
all processes stand in one queue, as SQLite has it of itself, and each sees what the one before
committed. Readers see one moment and wait for nobody.
"""

import asyncio
import socket
import ssl
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from weakref import WeakSet

import asyncpg
from sqlalchemy import engine as sync_engine
from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DisconnectionError

from storage.db.engines.greeting import MIXED, Greeting
from storage.db.engines.opened import GLANCING, LONGEST_LOOK, WRITING, Engines, Opening
from storage.db.errors import (
    BadDatabaseOption,
    ConnectionLost,
    DatabaseUnreachable,
    Interrupted,
    NoRights,
    NoSchema,
    NoSuchDatabase,
    RoleRefused,
    ServerAway,
    ServerFull,
    SharedConnections,
    TlsRefused,
)
from storage.engine import create_async_engine

LOCK: Final = 0x7A766F6E6F6B
"""The number of the writers' lock; each database of a server has its own locks."""

PATIENCE = 60
"""Seconds a writer waits for the others, and may be silent while they wait for him."""

CONNECT_WITHIN = 10
"""Seconds in which a server has to answer, if the address says nothing of it."""

UNCHECKED = 30.0
"""Seconds without use after which a connection is tried before it is used."""

MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
FILES = ("sslrootcert", "sslcert", "sslkey", "sslcrl", "passfile")
OPTIONS: dict[str, tuple[str, ...]] = {
    "sslmode": MODES,
    **dict.fromkeys(FILES, ()),
    **dict.fromkeys(("sslpassword", "host", "port", "user", "password", "dbname", "options"), ()),
    **dict.fromkeys(("application_name", "connect_timeout"), ()),
    "ssl_min_protocol_version": ("TLSv1.2", "TLSv1.3"),
    "ssl_max_protocol_version": ("TLSv1.2", "TLSv1.3"),
    "target_session_attrs": ("any", "read-write", "primary"),
}
"""Options of an address, as libpq calls them, with the values they may have (none: any)."""

NAME: Final = "zvonok"
"""What the server's lists call our connections, if the address says nothing of it."""

_SETTINGS = {
    "default_transaction_isolation": "read committed",
    "lock_timeout": f"{PATIENCE}s",
    "statement_timeout": "0",  # what takes too long is ended by us: see ``LONGEST_LOOK``
    "transaction_timeout": "0",
    "idle_session_timeout": "0",
    "idle_in_transaction_session_timeout": f"{LONGEST_LOOK + PATIENCE}s",
    "tcp_keepalives_idle": "60",  # a machine that is gone holds nothing for long
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
    "jit": "off",  # it costs small statements more than it gives
}
"""How a server behaves to us, whatever is set for our role."""

CUT_AFTER = 30
"""Seconds without a sign of the server's machine after which a connection to it is no more."""

_PROBES = (
    ("TCP_KEEPIDLE", CUT_AFTER // 3),
    ("TCP_KEEPINTVL", CUT_AFTER // 6),
    ("TCP_KEEPCNT", 4),
    ("TCP_USER_TIMEOUT", CUT_AFTER * 1_000),  # what was sent and not taken
)

_QUEUE = (
    "SELECT pg_advisory_xact_lock($1), set_config('idle_in_transaction_session_timeout', $2, true)"
)


def engines(url: URL, opening: Opening) -> Engines:
    """Prepare to open a server's database. Raises ``BadDatabaseOption``.

    Whatever fails between us and the server is a ``DatabaseUnreachable``, wherever it shows.
    """
    place = _place(url)
    _check(url, place)
    links: WeakSet[asyncpg.Connection] = WeakSet()
    options = {"postgresql_readonly": True} if opening is Opening.READ else {}
    engine = create_async_engine(
        "postgresql+asyncpg://",
        async_creator=_connecting(url, place, links),
        hide_parameters=True,
        execution_options=options,
    )
    event.listen(engine.sync_engine, "begin", _begin)
    event.listen(engine.sync_engine, "handle_error", _telling(place))
    event.listen(engine.sync_engine.pool, "checkin", _put_away)
    event.listen(engine.sync_engine.pool, "checkout", _taken)
    return Engines(
        engine=engine,
        readers=engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        ),
        glancers=engine.execution_options(isolation_level="AUTOCOMMIT", **{GLANCING: True}),
        writers=engine.execution_options(**{WRITING: True}),
        place=place,
        path=None,
        beside=Path.cwd() / f"{url.database or 'zvonok'}.db",
        sever=lambda: _sever(links),
    )


def _sever(links: "WeakSet[asyncpg.Connection]") -> None:
    """Give all connections up: whoever waits for the server learns that it went away."""
    for each in tuple(links):
        each.terminate()


def _place(url: URL) -> str:
    """Name the database as people do: nothing secret is in it."""
    return URL.create(
        "postgresql", username=url.username, host=url.host, port=url.port, database=url.database
    ).render_as_string()


def _check(url: URL, place: str) -> None:
    for name, given in url.query.items():
        value = given if isinstance(given, str) else given[-1]
        allowed = OPTIONS.get(name)
        if allowed is None:
            raise BadDatabaseOption(place, name)
        number = name in ("port", "connect_timeout")
        if (allowed and value not in allowed) or (number and not value.isdecimal()):
            raise BadDatabaseOption(place, name, value)
        if name in FILES and not Path(value).is_file():
            raise BadDatabaseOption(place, name, value)


def _connecting(url: URL, place: str, links: "WeakSet[asyncpg.Connection]") -> Callable[..., Any]:
    seconds = float(str(url.query.get("connect_timeout", CONNECT_WITHIN)))
    address = url.set(drivername="postgresql").difference_update_query(["connect_timeout"])
    settings = {} if "application_name" in address.query else {"application_name": NAME}

    async def reach() -> asyncpg.Connection:
        return await asyncpg.connect(
            address.render_as_string(hide_password=False),
            timeout=seconds or None,
            command_timeout=LONGEST_LOOK,
            server_settings=settings,
        )

    greet = Greeting(place, reach)

    async def connect(*_args: object, **_named: object) -> asyncpg.Connection:
        """Connect. Raises ``DatabaseUnreachable``, ``WrongEncoding`` and ``SharedConnections``."""
        try:
            made = await reach()
            try:
                async with asyncio.timeout(seconds or None):
                    await greet(made, _SETTINGS)
            except BaseException:
                made.terminate()
                raise
        except asyncpg.ClientConfigurationError as error:  # no certificate to hold it against
            raise BadDatabaseOption(place, "sslmode", str(url.query.get("sslmode"))) from error
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise _refused(error, place) from error
        _notice_a_cut(made)
        links.add(made)
        return made

    return connect


def _notice_a_cut(made: asyncpg.Connection) -> None:
    """Let the system end a connection whose other machine has answered nothing for a while.

    Who waits for a statement hears nothing either way: without this a cut network would be known
    only after ``LONGEST_LOOK``. A server that is merely busy answers these probes.
    """
    transport = getattr(made, "_transport", None)  # the driver has no name for it
    channel = transport and transport.get_extra_info("socket")
    if channel is None or channel.family not in (socket.AF_INET, socket.AF_INET6):
        return
    channel.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _PROBES:
        if hasattr(socket, name):  # each system has its own few
            channel.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def _refused(error: Exception, place: str) -> DatabaseUnreachable:
    """Tell why there is no connection."""
    code = _code(error)
    kinds = {"28000": RoleRefused, "28P01": RoleRefused, "3D000": NoSuchDatabase, "42501": NoRights}
    if code in kinds:
        return kinds[code](place, code)
    if isinstance(error, ssl.SSLError) or "SSL upgrade" in str(error):
        return TlsRefused(place)
    if isinstance(error, OSError | asyncpg.InterfaceError) or code.startswith(("08", "57P")):
        return ServerAway(place, code)
    return Interrupted(place, code)


def of_driver(error: Exception, place: str) -> DatabaseUnreachable | None:
    """Tell what the driver said to who asked it past SQLAlchemy; None: it was what he said."""
    return _told(error, place)


def _telling(place: str) -> Callable[[sync_engine.ExceptionContext], Exception | None]:
    def told(context: sync_engine.ExceptionContext) -> Exception | None:
        found = _told(context.original_exception, place)
        if isinstance(found, ConnectionLost):
            context.is_disconnect = True
        return found

    return told


def _told(error: BaseException, place: str) -> DatabaseUnreachable | None:
    """Tell what came between us and the server; None: it was what we said.

    Of what a server says only its code is taken: its sentences have values in them.
    """
    code = _code(error)
    if code in _KINDS:
        return _KINDS[code](place, code)
    if isinstance(error, OSError) or code.startswith(("08", "57P")):  # TimeoutError is one
        return ConnectionLost(place, code)
    if any(said in str(error) for said in _CLOSED):
        return ConnectionLost(place)
    if code.startswith(("25", "40", "53", "55", "57", "58", "F0", "XX")):
        return Interrupted(place, code)
    return None


_KINDS: dict[str, type[DatabaseUnreachable]] = {
    "42501": NoRights,
    "3F000": NoSchema,
    "53100": ServerFull,
    **dict.fromkeys(MIXED, SharedConnections),
}

_CLOSED = ("connection is closed", "connection was closed", "cannot switch to state")
"""What the driver says where no code of the server's came: the last, while it hears of the end."""


def _code(error: BaseException) -> str:
    return str(getattr(error, "sqlstate", None) or "")


def _begin(connection: sync_engine.Connection) -> None:
    if connection.get_execution_options().get(WRITING, False):
        connection.exec_driver_sql(_QUEUE, (LOCK, f"{PATIENCE}s"))


def _put_away(_connection: Any, record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's pool says so
    record.info["put_away"] = time.monotonic()


def _taken(connection: Any, record: Any, _proxy: Any) -> None:  # noqa: ANN401 - as above
    """Check a connection before it is used: a server may have been started again meanwhile."""
    rested = time.monotonic() - record.info.get("put_away", time.monotonic())
    if connection.driver_connection.is_closed():
        raise DisconnectionError
    if rested > UNCHECKED:
        try:
            connection.ping()
        except Exception as error:
            raise DisconnectionError from error
