"""Every size and colour of the messenger: nothing is hidden, nothing complains, all can be read."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from sandbox.http.server import serve
from sandbox.show import Show
from sandbox.world.world import World
from tests.browser.chromium import PHONE, WIDE, window
from tests.browser.eyes import Eyes
from tests.browser.living import living
from tests.cast import ADMIN, MARIA, OLGA, PAVEL, ROSTER

pytestmark = pytest.mark.asyncio(loop_scope="session")

SERIOUS = ("serious", "critical")
LOOKS = {
    "by day": (WIDE, False),
    "by night": (WIDE, True),
    "on a phone": (PHONE, False),
    "on a phone by night": (PHONE, True),
}


async def serious(page):
    """Give what the accessibility rules find serious, with the elements meant."""
    found = await Axe().run(page)
    return [
        (each["id"], [node["html"][:120] for node in each["nodes"]][:4])
        for each in found.response["violations"]
        if each["impact"] in SERIOUS
    ]


async def everything_said(place):
    """Let a chat have everything a message may be, and the bot answer the administrator."""
    await place.roster(ROSTER)
    chat = await place.chat("Педсовет", MARIA, PAVEL, OLGA)
    world = place.world
    world.say(MARIA, chat=chat, text="Доброе утро, [id105|Павел]! См. https://example.org/план.")
    for kind in ("sticker", "audio_message", "doc", "photo", "wall", "poll", "link", "video"):
        world.say(PAVEL, chat=chat, attachments=[kind])
    world.say(OLGA, chat=chat, text="Фото с линейки", attachments=["photo"] * 4)
    world.call(chat, MARIA, [PAVEL, OLGA], 900)
    world.call(chat, PAVEL, [PAVEL], 0, "canceled_by_initiator")
    world.say(ADMIN, dm=True, text="сводка")
    await place.settle()
    return chat


@pytest.mark.parametrize(("size", "dark"), LOOKS.values(), ids=LOOKS)
async def test_nothing_serious_is_found_and_nothing_complains(running, tmp_path, size, dark):
    async with living(tmp_path) as here, window(running, size, dark=dark) as context:
        async with here.turn:
            chat = await everything_said(here.place)
        eyes = await Eyes.open(context, f"{here.url}#u={ADMIN}&d=dm")
        page = eyes.page
        assert await serious(page) == []
        if size == PHONE:
            await page.get_by_role("button", name="К списку диалогов").click()
            await expect(page.locator("#dialogs")).to_be_visible()
            assert await serious(page) == []
        await eyes.open_dialog("Педсовет")
        await eyes.sees("Фото с линейки")
        assert await serious(page) == []
        await page.get_by_role("button", name="Начать звонок").click()
        assert await serious(page) == []
        await page.get_by_role("button", name="Отмена").click()
        assert await no_wider_than_the_window(page)
        assert eyes.troubles == []
        assert chat == 1


async def no_wider_than_the_window(page):
    """Nobody has to scroll sideways."""
    return await page.evaluate(
        "document.scrollingElement.scrollWidth <= innerWidth"
        " && byId('thread').scrollWidth <= byId('scroll').clientWidth".replace(
            "byId", "document.getElementById"
        )
    )


async def reached(element):
    """Whether it can be seen whole and pressed without scrolling."""
    box = await element.bounding_box()
    window = await element.evaluate("() => [innerWidth, innerHeight]")
    return (
        box is not None
        and box["x"] >= 0
        and box["x"] + box["width"] <= window[0]
        and box["y"] + box["height"] <= window[1]
    )


async def test_signs_are_drawn_where_no_font_has_them_and_stay_text(running):
    world = World()
    person = world.add_person("Анна", "Быкова")
    world.say(person, dm=True, text="✅ Видит всё.\n⚠️ Не видит участников.")
    async with serve(world) as sandbox, window(running) as context:
        eyes = await Eyes.open(context, f"{sandbox.url}/#u={person}&d=dm")
        said = eyes.messages.last.locator(".words")
        assert await said.inner_text() == "✅ Видит всё.\n⚠️ Не видит участников."
        drawn = said.locator(".sign")
        for number, name in enumerate(("yes", "warning")):
            image = await drawn.nth(number).evaluate(
                "(node) => getComputedStyle(node).backgroundImage"
            )
            assert image == f'url("{sandbox.url}/web/{name}.svg")'
            box = await drawn.nth(number).bounding_box()
            assert 12 <= box["width"] == box["height"]
        line = eyes.page.locator("#dialogs .note").first
        await expect(line).to_have_text("Вы: ✓ Видит всё. ⚠ Не видит участников.")


SHOWN = {
    "moment": "пятница, 20 ноября, 15:00",
    "caption": "Сводка недели завучу: текст, картинка и таблица",
    "why": "Пятница, 15:00. Картинку и таблицу можно открыть прямо в диалоге.",
    "look": {"label": "Глазами завуча", "person": 2, "dialog": "dm"},
    "progress": 0.9,
    "rows": [
        [{"id": "pause", "label": "Пауза"}],
        [
            {"id": "slow", "label": "Медленно"},
            {"id": "usual", "label": "Обычно", "on": True},
            {"id": "fast", "label": "Быстро"},
        ],
        [{"id": "next", "label": "Следующее событие"}],
    ],
    "cards": [
        {
            "title": "Попробуйте",
            "steps": [{"text": "Напишите.", "label": "Стать", "person": 1}],
            "buttons": [],
            "lines": [],
        },
        {"title": "Неполадки", "buttons": [{"id": "cut", "label": "Оборвать"}], "lines": ["Цел."]},
    ],
}


@pytest.mark.parametrize(("size", "dark"), LOOKS.values(), ids=LOOKS)
async def test_a_show_is_told_and_led(running, size, dark):
    world, pressed = World(), []
    for first in ("Анна", "Игорь"):
        world.add_person(first, "Быков", id=len(world.people) + 1, about="завуч")
    async with serve(world) as sandbox, window(running, size, dark=dark) as context:
        sandbox.show = Show(pressed.append, SHOWN)
        eyes = await Eyes.open(context, sandbox.url)
        page = eyes.page
        await expect(page.locator("#story-caption")).to_have_text(SHOWN["caption"])
        assert await serious(page) == []
        await page.get_by_role("button", name="Пауза").click()
        await page.get_by_role("button", name="Глазами завуча").click()
        await expect(page.locator("#bar-title")).to_have_text("Звонок")
        assert await reached(page.get_by_role("button", name="Быстро"))
        you = page.locator("#bar-you" if size == PHONE else "#persona b").first
        assert await reached(you)
        assert (await you.inner_text()).endswith(
            "Игорь Быков, завуч" if size == PHONE else "Игорь Быков"
        )
        if size == PHONE:
            await page.get_by_role("button", name="Попробуйте").click()
        first = page.locator("#story-cards .card").first
        await expect(first).to_have_text("ПопробуйтеНапишите.Стать")
        await page.get_by_role("button", name="Оборвать").click()
        assert await serious(page) == []
        await page.get_by_role("button", name="Стать").click()
        await expect(page.locator("#bar-title")).to_be_visible()
        await expect(page.locator("#persona")).to_contain_text("Анна Быков")
        assert await no_wider_than_the_window(page)
        assert pressed == ["pause", "cut"]
        assert eyes.troubles == []
