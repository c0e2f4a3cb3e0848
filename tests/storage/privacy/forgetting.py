"""Rows old and new, and forgetting to the end."""

from datetime import UTC, datetime, timedelta

from storage.db.times import seconds

LIMIT = datetime(2026, 11, 16, tzinfo=UTC)
OLD, EDGE, NEW = LIMIT - timedelta(seconds=1), LIMIT, LIMIT + timedelta(days=1)
HOUR = seconds(LIMIT) // 3600


async def write(database, table, *rows):
    async with database.writing() as connection:
        for row in rows:
            await connection.execute(table.insert().values(row))


async def left(database, table, *columns):
    """What a table still has, sorted."""
    async with database.reading() as connection:
        rows = await connection.execute(table.select())
        return sorted(tuple(getattr(row, name) for name in columns) for row in rows)


async def forget(database, step, limit=LIMIT):
    """Forget to the end, and once more; give how many pieces it took."""
    pieces = 0
    while True:
        async with database.writing() as connection:
            if not await step(connection, limit):
                break
        pieces += 1
    async with database.writing() as connection:
        assert await step(connection, limit) is False
    return pieces
