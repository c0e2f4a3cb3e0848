"""What tests of «Сотрудники» share: files handed to the bot and taken from it, cards opened."""

import io
import json

import openpyxl

from storage import tables
from tests.bot.dialog.conversing import newest, press, say
from tests.cast import ADMIN, SCHOOL

HEADER = ("ФИО", "Должность", "Роль", "VK", "Классы", "Отсутствует с", "Отсутствует по")
ONE = "ФИО;Должность\nУткин Павел Ильич;Учитель физики\n"
TWO = "ФИО;Должность\nЗотов Игорь Львович;Директор\n"


def table(*rows, header=HEADER):
    """Make an XLSX of rows under the roster's header."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Сотрудники"
    for row in (header, *rows):
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


async def hand(place, person, name, body):
    """Let somebody send a file; give what the bot shows then."""
    file = place.world.files.add(name, body)
    doc = place.world.files.save_doc(
        file, title=name, owner=person, date=place.world.timestamp(), url=place.world.url
    )
    place.world.say(person, dm=True, attachments=[{"type": "doc", "doc": doc}])
    await place.settle()
    return newest(place, person).text


async def handed(place, text, name="список.csv", person=ADMIN):
    return await hand(place, person, name, text.encode())


def doc(place, name, body, **said):
    """Keep a file as VK does; ``said`` replaces what VK tells of it."""
    file = place.world.files.add(name, body)
    kept = place.world.files.save_doc(
        file, title=name, owner=ADMIN, date=place.world.timestamp(), url=place.world.url
    )
    return {"type": "doc", "doc": {**kept, **said}}


def taken(place):
    """Give the newest file the bot uploaded: its name and its bytes."""
    file = list(place.world.files.stored.values())[-1]
    return file.name, file.content


async def card(place, name, person=ADMIN):
    """Find somebody by a name and open the only card; give its text."""
    await say(place, person, f"найти {name}")
    labels = [
        each["action"]["label"]
        for row in newest(place, person).keyboard["buttons"]
        for each in row
        if each["action"]["label"].startswith("1. ")
    ]
    text, _ = await press(place, person, labels[0])
    return text


async def lines(place, action):
    """Give the journal's lines of an action: who, in which unit, what."""
    rows = await place.rows(tables.audit)
    return [(row.actor, row.unit, json.loads(row.details)) for row in rows if row.action == action]


async def people(place, unit=SCHOOL):
    rows = await place.rows(tables.persons)
    return {row.full_name for row in rows if row.unit == unit and row.dismissed_at is None}
