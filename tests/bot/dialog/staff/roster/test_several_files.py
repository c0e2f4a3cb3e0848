"""Files as VK hands them on: several in one message, and a title without its ending."""

import pytest

from bot.words.dialog import NOT_A_TABLE
from tests.bot.dialog.conversing import newest, press
from tests.bot.dialog.staffing import ONE, TWO, doc, hand, people, table
from tests.cast import ADMIN
from tests.playground import playground

pytestmark = pytest.mark.asyncio


async def sent(place, *docs):
    place.world.say(ADMIN, dm=True, attachments=list(docs))
    await place.settle()
    return newest(place, ADMIN).text


async def test_several_files_of_one_message_are_all_taken(tmp_path):
    async with playground(tmp_path) as place:
        book = table(("Юдина Ольга Олеговна", "Секретарь"))
        said = await sent(
            place,
            doc(place, "учителя.csv", ONE.encode()),
            doc(place, "администрация.csv", TWO.encode("cp1251")),
            doc(place, "прочие.xlsx", book),
        )
        assert said.startswith(
            "МАОУ «СОШ № 12», файл «учителя.csv, администрация.csv, прочие.xlsx»."
        )
        await press(place, ADMIN, "Применить")
        assert await people(place) == {
            "Уткин Павел Ильич",
            "Зотов Игорь Львович",
            "Юдина Ольга Олеговна",
        }


async def test_one_that_cannot_be_read_is_named_and_none_is_taken(tmp_path):
    async with playground(tmp_path) as place:
        said = await sent(
            place, doc(place, "один.csv", ONE.encode()), doc(place, "два.xlsx", b"text")
        )
        assert said == "Файл «два.xlsx»: повреждён или это не таблица XLSX."
        said = await sent(
            place, doc(place, "один.csv", ONE.encode()), doc(place, "письмо.pdf", b"text")
        )
        assert said == (
            "Это не таблица: «письмо.pdf». Ни один файл не взят: отправьте таблицы (XLSX, ODS, "
            "CSV или DOCX) отдельно."
        )


async def test_a_title_without_its_ending_is_a_table_by_what_vk_keeps_apart(tmp_path):
    async with playground(tmp_path) as place:
        said = await sent(place, doc(place, "список.csv", ONE.encode(), title="Список", ext="csv"))
        assert said.startswith("МАОУ «СОШ № 12», файл «Список.csv».")
        assert await hand(place, ADMIN, "Список", ONE.encode()) == NOT_A_TABLE
