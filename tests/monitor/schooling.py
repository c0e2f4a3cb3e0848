"""The school at work: its staff chat, and what the monitor wrote to whom."""

from collections import Counter

from monitor.order_files import loading
from monitor.orders.jobs import JobName
from storage import tables
from tests.cast import (
    ADMIN,
    CONFIG,
    DEPUTY,
    LYCEUM_ADMIN,
    MARIA,
    PAVEL,
    SCHOOL,
    STRANGER,
)

STAFF = (ADMIN, DEPUTY, MARIA, PAVEL, LYCEUM_ADMIN)


def moved(folder, **schedule):
    """A config whose school follows Perm's order with other moments (or another first day)."""
    text = (loading.SHIPPED / "perm.toml").read_text(encoding="utf-8")
    lines = []
    for line in text.splitlines():
        key = line.split(" = ")[0]
        lines.append(f'{key} = "{schedule[key]}"' if key in schedule else line)
    (folder / "moved.toml").write_text("\n".join(lines), encoding="utf-8")
    return CONFIG.replace('order = "perm"\nadministrators', 'order = "moved.toml"\nadministrators')


def scheduled(folder, config=CONFIG, **schedule):
    """A config all of whose units under Perm's order have these moments and closing alone."""
    text = (loading.SHIPPED / "perm.toml").read_text(encoding="utf-8")
    head, _, rest = text.partition("[schedule]")
    head = "".join(line for line in head.splitlines(True) if not line.startswith("watch_for"))
    _, _, tail = rest.partition("\n[")
    told = "\n".join(f'{key} = "{moment}"' for key, moment in schedule.items())
    schedule_text = f'[schedule]\nclose = "monday 09:00"\n{told}\n'
    (folder / "scheduled.toml").write_text(f"{head}{schedule_text}\n[{tail}", encoding="utf-8")
    return config.replace('order = "perm"', 'order = "scheduled.toml"')


async def school(place, *, listening=STAFF):
    """A staff chat with the roster's people, who let the bot write to them."""
    for person in listening:
        place.world.allow_dm(person)
    await place.roster()
    return await place.chat("Педсовет", MARIA, PAVEL, DEPUTY, STRANGER)


async def notices(place, *columns):
    rows = [row for row in await place.rows(tables.notices) if row.unit == SCHOOL]
    return sorted(tuple(getattr(row, column) for column in columns) for row in rows)


def sent(place):
    """How many messages of the monitor's kinds each person got."""
    kinds = {name.value for name in JobName}
    return Counter((each.to, each.kind) for each in place.sent if each.kind in kinds)


async def forget_facts(place):
    """Leave closed weeks as a version left them that kept no facts beside their reports."""
    async with place.service.core.database.writing() as connection:
        await connection.execute(tables.closed_facts.delete())


async def everything(place):
    every = tables.metadata.sorted_tables
    return {table.name: await place.rows(table) for table in every}
