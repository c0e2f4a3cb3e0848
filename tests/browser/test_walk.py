"""A school from nothing to its first digest, in the browser, as its people would do it."""

import io
import re

import openpyxl
import pytest
from playwright.async_api import expect

from bot.dialog.binding.binding_words import SENT_TO_ADMINISTRATOR
from tests.bot.dialog.staffing import table
from tests.browser.chromium import window
from tests.browser.eyes import Eyes
from tests.browser.living import living
from tests.cast import FRIDAY_DIGEST, MARIA, MONDAY_MORNING, OLGA, PAVEL

pytestmark = pytest.mark.asyncio(loop_scope="session")

STAFF = (
    ("Быкова Анна Сергеевна", "Учитель истории", "учитель", "101", "", "", ""),
    ("Петрова Мария Петровна", "Учитель математики", "учитель", "", "", "", ""),
    ("Уткин Павел Ильич", "Учитель физики", "учитель", "105", "", "", ""),
    ("Юдина Ольга Олеговна", "Секретарь", "прочий персонал", "", "", "", ""),
)


async def test_a_school_is_set_up_and_its_first_digest_is_read(running, tmp_path):
    file = tmp_path / "Сотрудники.xlsx"
    file.write_bytes(table(*STAFF))
    async with living(tmp_path) as here, window(running) as context:
        place = here.place
        chat = place.world.add_chat("Педсовет", 101, [MARIA, PAVEL, OLGA])
        eyes = await Eyes.open(context, f"{here.url}#u=101&d=dm")
        await eyes.press_below("Начать")
        await hand_in(eyes, file)
        await invite(eyes)
        await bind_by_link(eyes)
        await bind_by_name(eyes, here)
        for person, count in ((101, 3), (MARIA, 12), (PAVEL, 6), (OLGA, 10)):
            place.say(chat, person, count)
        await eyes.become("Игорь Зотов")
        await eyes.press_below("Начать")
        await eyes.sees("Добрый день")
        await here.tick(FRIDAY_DIGEST)
        await read_the_digest(eyes)
        assert eyes.troubles == []


async def hand_in(eyes, file):
    """The administrator sends the table of the staff and agrees to what the bot makes of it."""
    await eyes.sees("кнопки внизу")
    await eyes.send_file(file)
    await eyes.sees("Сотрудники: новых 4")
    await eyes.press("Применить")
    await eyes.sees("список обновлён")


async def invite(eyes):
    """The administrator brings the bot into the staff's chat."""
    await eyes.open_dialog("Педсовет")
    await eyes.page.get_by_label("администратор чата").check()
    await eyes.sees("Веду учёт активности")


async def bind_by_link(eyes):
    """A teacher opens the link that stands in her QR code."""
    await eyes.open_dialog("Звонок")
    await eyes.write("ссылки и коды")
    await eyes.press("Одному сотруднику")
    await eyes.sees("Кому выдать код?")
    await eyes.write("петрова")
    await eyes.press("1. Петрова М. П.")
    await eyes.press("Выдать")
    await eyes.messages.get_by_role("link", name=re.compile("ref=")).last.click()
    await eyes.page.get_by_role("searchbox", name="Поиск человека").fill("Мария Петрова")
    await eyes.page.locator("#people-list button").first.click()
    await expect(eyes.page.locator("#by-link")).to_contain_text("Открыто по ссылке")
    await eyes.press_below("Начать")
    await eyes.sees("Добрый день, Мария Петровна!")


async def bind_by_name(eyes, here):
    """Another presses «Это я» in the chat, and the administrator confirms it."""
    await eyes.become("Анна Быкова")
    await eyes.write("позвать в чат")
    await eyes.press("1. Педсовет")
    await eyes.press("Отправить в чат")
    await eyes.sees("Отправлено в чат «Педсовет»")
    await eyes.become("Ольга Юдина")
    await eyes.open_dialog("Педсовет")
    await eyes.press("Это я")
    await eyes.press_below("Начать")
    await eyes.press("1. Юдина О. О.")
    await eyes.sees(SENT_TO_ADMINISTRATOR)
    await here.tick(MONDAY_MORNING)
    await eyes.become("Анна Быкова")
    await eyes.press("Подтвердить")
    await eyes.sees("привязан: Юдина Ольга Олеговна")


async def read_the_digest(eyes):
    """The deputy opens the digest's picture and table and says that it is read."""
    page = eyes.page
    await eyes.sees("Сводка: МАОУ «СОШ № 12»")
    digest = eyes.messages.filter(has=page.get_by_role("img", name="Фотография")).last
    await digest.get_by_role("img", name="Фотография").click()
    await expect(page.locator("#picture")).to_have_js_property("complete", value=True)
    assert await page.locator("#picture").evaluate("(image) => image.naturalWidth") > 0
    await page.keyboard.press("Escape")
    await expect(page.locator("#picture-dialog")).to_be_hidden()
    async with page.expect_download() as coming:
        await digest.locator("a.attached").click()
    book = openpyxl.load_workbook(io.BytesIO((await (await coming.value).path()).read_bytes()))
    assert "Показатели" in book.sheetnames
    people = [row[0] for row in book["Сотрудники"].iter_rows(values_only=True)]
    assert people[1:] == [row[0] for row in STAFF]
    await eyes.press("Ознакомлен(а)")
    await expect(page.locator("#toasts")).to_contain_text("Отмечено")
