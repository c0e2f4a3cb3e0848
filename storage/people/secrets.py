"""One-time codes at rest: a slow keyed hash of each, so that no table holds one that works.

A copy of the codes' rows alone gives nothing. Who has the whole database has the key as well and
may try codes one by one: at 4 ms of one core each, all codes of nine digits are 50 days' work and
those of twelve 130 years'. That is what the slowness is for; codes end after 7 and 30 days.
"""

import asyncio
from collections.abc import Sequence
from hashlib import scrypt

from sqlalchemy import select

from storage import tables
from storage.engine import AsyncConnection

_table = tables.secrets

CODES = "codes"
"""The key under which one-time codes are hashed; made with the table, in the migration."""


async def key(connection: AsyncConnection) -> bytes:
    """Read the key of codes."""
    found = await connection.scalar(select(_table.c.value).where(_table.c.name == CODES))
    if found is None:
        raise LookupError(CODES)
    return bytes(found)


def mark(secret: bytes, code: str) -> str:
    """Hash a code: 2 MiB and some milliseconds each. What is written is compared as it is."""
    return scrypt(code.encode(), salt=secret, n=2**11, r=8, p=1, dklen=16).hex()


def marks(secret: bytes, codes: Sequence[str]) -> list[str]:
    """Hash many codes; seconds, so not on the loop and not in a transaction that writes."""
    return [mark(secret, code) for code in codes]


async def mark_of(connection: AsyncConnection, code: str) -> str:
    """Hash one code beside the loop."""
    return await asyncio.to_thread(mark, await key(connection), code)
