"""Invitations as files: the table with its QR codes, the slips to print."""

import io
import re
import zlib
from datetime import date

import openpyxl
import pytest
import segno

from bot.dialog.binding.invitations import address, linked
from bot.dialog.binding.invitations_words import slip_steps, spelled
from bot.dialog.binding.sheet import codes_xlsx
from tests.bot.dialog.binding.bound import an_invitation

LAST = date(2026, 12, 15)


def test_the_table_has_a_row_for_each_person_and_nothing_is_a_formula():
    body = codes_xlsx([an_invitation(1, position="=1+1"), an_invitation(2, position="")])
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["ФИО", "Должность", "Код", "Ссылка", "QR"],
        [
            "Петрова Мария Петровна",
            "=1+1",
            "483-920-175",
            "https://vk.me/zvonok?ref=000000001",
            None,
        ],
        ["Петрова Мария Петровна", "", "483-920-175", "https://vk.me/zvonok?ref=000000002", None],
    ]
    assert sheet["B2"].data_type == "s"


def test_every_row_of_the_table_has_its_own_picture():
    body = codes_xlsx([an_invitation(1), an_invitation(2)])
    pictures = openpyxl.load_workbook(io.BytesIO(body)).active._images
    assert [(each.anchor._from.row, each.anchor._from.col) for each in pictures] == [(1, 4), (2, 4)]
    drawn = [each._data() for each in pictures]
    assert drawn[0] != drawn[1]
    for number, png in enumerate(drawn, 1):
        wanted = io.BytesIO()
        segno.make_qr(an_invitation(number).link, error="m").save(
            wanted, kind="png", scale=4, border=2
        )
        assert png == wanted.getvalue()


def slips_pdf(*args):
    from bot.dialog.binding.printing import slips_pdf  # noqa: PLC0415 - seconds for who tries others

    return slips_pdf(*args)


@pytest.mark.parametrize(("people", "pages"), [(1, 1), (10, 1), (11, 2)])
def test_ten_slips_stand_on_a_page(people, pages):
    body = slips_pdf([an_invitation(each) for each in range(1, people + 1)], "Школа", LAST)
    assert body.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b(?!s)", body)) == pages


SQUARE = re.compile(rb"([\d.]+) ([\d.]+) m\n(?:[\d. ]+ l\n){3,4}h")


def drawn(body):
    """Read the squares a PDF draws back into rows of modules, the topmost row first."""
    streams = re.findall(rb"/FlateDecode[^s]*?>>\s*stream\r?\n(.*?)endstream", body, re.DOTALL)
    found = [SQUARE.findall(zlib.decompressobj().decompress(each)) for each in streams]
    [*corners] = ((float(x), -float(y)) for x, y in max(found, key=len) if x != b"0")
    across, down = (sorted({round(each[axis], 3) for each in corners}) for axis in (0, 1))
    dark = {(round(x, 3), round(y, 3)) for x, y in corners}
    return [[int((x, y) in dark) for x in across] for y in down]


def test_a_slip_draws_the_modules_of_its_code():
    matrix = [list(row) for row in an_invitation().picture().matrix]
    assert drawn(slips_pdf([an_invitation()], "Школа", LAST)) == matrix


def test_equal_slips_give_equal_bytes_and_odd_names_are_printed():
    odd = an_invitation(
        full_name="Константинопольская-Преображенская Александра $x_{$ Львовна " * 3
    )
    assert slips_pdf([odd], "Школа " * 40, LAST) == slips_pdf([odd], "Школа " * 40, LAST)


def test_the_words_of_a_slip():
    assert spelled("483920175") == "483-920-175"
    assert slip_steps(LAST) == (
        "Наведите камеру телефона на рисунок и нажмите «Начать». Или отправьте код боту «Звонок» "
        "в личных сообщениях VK. Код личный, действует по 15 декабря 2026."
    )


def test_the_link_has_the_community_s_name_or_its_number():
    assert linked(address({"id": 7, "screen_name": "zvonok"}), "me-1") == (
        "https://vk.me/zvonok?ref=me-1"
    )
    assert address({"id": 7}) == "https://vk.me/club7"
