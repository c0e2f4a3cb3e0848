"""Faults of the config, the order's file, the database and the disk it lies on."""

import asyncio
import re
import sqlite3
from dataclasses import replace

from bot.service.oversight.running_words import DISK, NO_ROOM
from monitor.order_files.loading import SHIPPED
from tests.bot.cli.commanding import broken, run
from tests.faults.healthy import LIVING, applied, marked


async def bad_config(place):
    broken(place.config, "Asia/Yekaterinburg", "Asia/Perm")


async def no_database(place):
    broken(place.config, "zvonok.db", "lost.db")


async def not_a_database(place):
    (place.config.parent / "rubbish.db").write_bytes(b"rubbish " * 1_000)
    broken(place.config, "zvonok.db", "rubbish.db")


async def unreachable(place):
    (place.config.parent / "folder.db").mkdir()
    broken(place.config, "zvonok.db", "folder.db")


async def server_away(place):
    text = place.config.read_text(encoding="utf-8")
    away = re.sub(r"sqlite:///[^\"]+", "postgresql://bot@127.0.0.1:9/zvonok", text)
    place.config.write_text(away, encoding="utf-8")


async def old_database(place):
    path = place.config.parent / "older.db"
    path.write_bytes((place.config.parent / "zvonok.db").read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.close()
    broken(place.config, "zvonok.db", "older.db")


async def empty_database(place):
    broken(place.config, "zvonok.db", "new.db")
    await applied(place)
    with sqlite3.connect(place.config.parent / "zvonok.db") as connection:
        connection.execute("ATTACH ? AS new", (str(place.config.parent / "new.db"),))
        for table in ("processes", "cursors", "copies"):
            connection.execute(f"INSERT INTO new.{table} SELECT * FROM main.{table}")
    connection.close()


async def disk_full(place):
    await marked(place, replace(LIVING, notes={NO_ROOM: True, DISK: 0}))


async def disk_low(place):
    await marked(place, replace(LIVING, notes={DISK: 4}))


async def config_other(place):
    other = place.config.parent / "other.toml"
    text = place.config.read_text(encoding="utf-8")
    other.write_text(text.replace("deputies = [102]", ""), encoding="utf-8")
    await asyncio.to_thread(run, "apply", "--config", other)


async def unlisted(place):
    text = place.config.read_text(encoding="utf-8")
    before, of_school, after = re.split(r"(?=\[\[unit\]\]\nid = \"(?:school-12|lyceum-5))", text)
    assert "school-12" in of_school
    place.config.write_text(before + after, encoding="utf-8")
    await marked(place, replace(LIVING, config=await applied(place)))


async def order_broken(place):
    order = place.config.parent / "own.toml"
    order.write_bytes((SHIPPED / "perm.toml").read_bytes())
    text = place.config.read_text(encoding="utf-8")
    place.config.write_text(text.replace('order = "perm"', 'order = "own.toml"'), encoding="utf-8")
    await marked(place, replace(LIVING, config=await applied(place)))
    order.write_text("title = 1", encoding="utf-8")


async def file_open(place):
    (place.config.parent / "zvonok.db").chmod(0o644)
