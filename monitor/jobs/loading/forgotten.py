"""Whether what is asked for is still kept: a week that was half forgotten would look silent."""

from monitor.time.keeping import Forgotten
from monitor.time.week import Span, Week
from storage.db.database import Connection
from storage.privacy import retention


async def refuse_forgotten(connection: Connection, week: Week) -> None:
    """Raise ``Forgotten`` for a week of which not everything is kept: it would look silent."""
    if await is_forgotten(connection, week):
        raise Forgotten(week.name)


async def is_forgotten(connection: Connection, span: Span) -> bool:
    """Tell whether not everything of some days is kept."""
    _, before = await retention.last(connection)
    return before is not None and span.start < before
