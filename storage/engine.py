"""SQLAlchemy's engine for asyncio, without the ORM: 6 MB that its package imports beside it.

Import these from here alone: the package imports the ORM wherever it is imported itself.
"""

from storage.imports import alone

with alone("sqlalchemy.ext.asyncio"):
    from sqlalchemy.ext.asyncio.engine import AsyncConnection, AsyncEngine, create_async_engine

__all__ = ["AsyncConnection", "AsyncEngine", "create_async_engine"]
