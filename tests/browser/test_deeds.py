"""Single things people do in the messenger: by keyboard alone, and what went wrong once."""

import json
from datetime import UTC, datetime

import pytest
from PIL import Image
from playwright.async_api import expect

from sandbox.http.server import serve
from sandbox.show import Show
from sandbox.world import neighbours, presses
from sandbox.world.world import World
from tests.browser.chromium import PHONE, WIDE, window
from tests.browser.eyes import Eyes
from tests.browser.living import living
from tests.cast import ADMIN, DEPUTY, MARIA, OLGA, PAVEL, ROSTER

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def board(place, person, kind="text", *, inline, payload):
    """Let the bot say something to somebody with one button of a label."""
    action = {"type": kind, "label": "Меню", "payload": payload}
    keyboard = {"inline": inline, "buttons": [[{"action": action, "color": "primary"}]]}
    await place.service.vk.call(
        "messages.send",
        peer_id=person,
        random_id=int(payload),
        message="Выберите.",
        keyboard=json.dumps(keyboard),
    )


def answer(world, event_id, text):
    """Answer the deputy's press with a snackbar."""
    shown = {"type": "show_snackbar", "text": text}
    assert presses.answer(world, event_id, DEPUTY, DEPUTY, shown)


async def test_the_keyboard_alone_is_enough(running, tmp_path):
    async with living(tmp_path) as here, window(running) as context:
        async with here.turn:
            await here.place.roster(ROSTER)
            await here.place.chat("Педсовет", MARIA, PAVEL, OLGA)
            here.place.world.say(PAVEL, chat=1, text="Кто дежурит?")
        eyes = await Eyes.open(context, here.url)
        page, keys = eyes.page, eyes.page.keyboard
        await keys.press("Tab")
        await expect(page.get_by_role("link", name="К строке ввода")).to_be_focused()
        await keys.press("Tab")
        await keys.press("Enter")
        await keys.type("Мария Петрова")
        await keys.press("Tab")
        await keys.press("Enter")
        await expect(page.locator("#persona")).to_contain_text("Мария Петрова")
        await expect(page.locator("#persona")).to_be_focused()
        await expect(page.locator("#dialogs .row", has_text="Педсовет")).to_be_visible()
        await keys.press("Tab")
        await keys.press("ArrowDown")
        await keys.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Педсовет")
        field = page.get_by_role("textbox", name="Сообщение")
        await expect(field).to_be_focused()
        await eyes.sees("Кто дежурит?")
        await keys.press("Shift+Tab")
        await keys.press("Shift+Tab")
        await expect(
            page.get_by_role("button", name="Ответить на сообщение: Павел Уткин")
        ).to_be_focused()
        await keys.press("Enter")
        await expect(field).to_be_focused()
        await keys.type("Я дежурю")
        await keys.press("Enter")
        await expect(eyes.messages.last).to_contain_text("Я дежурю")
        assert here.place.world.chats[1].dialog.messages[-1].reply["text"] == "Кто дежурит?"
        await keys.press("Shift+Tab")
        await keys.press("Shift+Tab")
        await keys.press("ArrowUp")
        await expect(eyes.messages.filter(has_text="Кто дежурит?").first).to_be_focused()
        assert eyes.troubles == []


async def test_the_pressed_button_is_the_one_that_is_seen(running, tmp_path):
    async with living(tmp_path) as here, window(running) as context:
        world = here.place.world
        async with here.turn:
            world.say(MARIA, dm=True, text="Начать")
            await here.place.settle()
            await board(here.place, MARIA, inline=True, payload="1")
            await board(here.place, MARIA, inline=False, payload="2")
        eyes = await Eyes.open(context, f"{here.url}#u={MARIA}&d=dm")
        async with here.turn:
            await eyes.page.locator("#keys").get_by_role("button", name="Меню").click()
            await expect(eyes.messages.last).to_contain_text("Меню")
            assert world.dms[MARIA].messages[-1].payload == "2"


async def test_a_snackbar_is_shown_where_its_button_was_pressed_and_nowhere_else(running, tmp_path):
    async with living(tmp_path) as here, window(running) as context:
        world = here.place.world
        async with here.turn:
            for person in (ADMIN, DEPUTY):
                world.say(person, dm=True, text="Начать")
            await here.place.settle()
            await board(here.place, DEPUTY, "callback", inline=True, payload="1")
        eyes = await Eyes.open(context, f"{here.url}#u={DEPUTY}&d=dm")
        toast = eyes.page.locator("#toasts .toast")
        pressed = world.press(DEPUTY, dm=True, label="Меню")["event_id"]  # by another program
        async with here.turn:
            answer(world, pressed, "Отмечено в другом месте")
            async with eyes.page.expect_response("**/sandbox/press"):
                await eyes.press("Меню")
            answer(world, [*world.pressed][-1], "Отмечено здесь")
        await expect(toast).to_have_text("Отмечено здесь")
        await eyes.become("Анна Быкова")
        await expect(toast).to_have_count(0)
        await eyes.become("Игорь Зотов")
        await eyes.sees("Выберите.")
        assert await toast.count() == 0


async def test_times_are_told_in_the_zone_of_the_story_until_another_is_chosen(running):
    world = World()
    person = world.add_person("Анна", "Быкова")
    world.set_clock(datetime(2026, 11, 16, 4, 0, tzinfo=UTC))
    world.say(person, dm=True, text="Доброе утро")
    async with serve(world) as sandbox, window(running) as context:
        sandbox.show = Show(print, {"caption": "Показ", "zone": "Asia/Kamchatka", "rows": []})
        url = f"{sandbox.url}/#u={person}&d=dm"
        eyes = await Eyes.open(context, url)
        when = eyes.page.locator("time.time").first
        await expect(when).to_have_text("16:00")
        await expect(eyes.page.locator("#zone")).to_have_value("Asia/Kamchatka")
        other = await Eyes.open(context, url.replace("/#", "/?zone=Europe/Moscow#"))
        await expect(other.page.locator("time.time").first).to_have_text("07:00")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
async def test_snackbars_cover_no_button_of_the_story_nor_of_the_bar(running, size):
    world = World()
    person = world.add_person("Анна", "Быкова")
    world.allow_dm(person)
    async with serve(world) as sandbox, window(running, size) as context:
        sandbox.show = Show(print, {"caption": "Показ", "rows": [[{"id": "a", "label": "Пауза"}]]})
        eyes = await Eyes.open(context, f"{sandbox.url}/#u={person}&d=dm")
        page = eyes.page
        for _ in range(5):
            await page.evaluate(
                "import('/web/notices.js').then(({ toast }) => toast(['Вид чата: другой.']))"
            )
        await expect(page.locator("#toasts .toast")).to_have_count(3)
        first = await page.locator("#toasts .toast").first.bounding_box()
        for above in ("#story", ".bar"):
            box = await page.locator(above).bounding_box()
            assert box["y"] + box["height"] <= first["y"], above


async def test_everything_a_person_may_send_is_sent(running, tmp_path):
    paths = [tmp_path / name for name in ("доска.png", "класс.png", "план.txt")]
    for path in paths[:2]:
        Image.new("RGB", (60, 40), "navy").save(path)
    paths[2].write_text("план", encoding="utf-8")
    async with living(tmp_path) as here, window(running) as context:
        async with here.turn:
            await here.place.chat("Педсовет", MARIA, PAVEL, OLGA)
        dialog = here.place.world.chats[1].dialog
        eyes = await Eyes.open(context, f"{here.url}#u={MARIA}&d=1")
        page = eyes.page
        await page.locator("#file").set_input_files(paths)
        await page.get_by_role("button", name="Отправить").click()
        await expect(eyes.messages.last.locator(".photos img")).to_have_count(2)
        for label, kind in (("Стикер", "sticker"), ("Голосовое сообщение", "audio_message")):
            await page.get_by_role("button", name="Приложить", exact=True).click()
            await page.locator("#more").get_by_role("button", name=label).click()
            await expect(eyes.messages.last.get_by_role("img", name=label)).to_be_visible()
            assert [each["type"] for each in dialog.messages[-1].attachments] == [kind]
        await page.get_by_role("button", name="Начать звонок").click()
        await page.get_by_label("Ольга Юдина").uncheck()
        await page.get_by_role("button", name="Позвонить").click()
        await eyes.messages.last.get_by_text("Кто был на звонке").click()
        took = eyes.messages.last.locator(".took li")
        await expect(took).to_have_text(["Мария Петрова", "Анна Быкова", "Павел Уткин"])
        assert eyes.troubles == []


async def test_what_is_new_is_counted_and_read(running, tmp_path):
    async with living(tmp_path) as here, window(running) as context:
        async with here.turn:
            await here.place.chat("Педсовет", MARIA, PAVEL, OLGA)
        eyes = await Eyes.open(context, f"{here.url}#u={MARIA}&d=dm")
        row = eyes.page.locator("#dialogs .row", has_text="Педсовет")
        await expect(row).to_contain_text("Звонок: Здравствуйте!")
        here.place.world.say(PAVEL, chat=1, text="Кто дежурит?")
        here.place.world.say(OLGA, chat=1, attachments=["sticker"])
        await expect(row).to_contain_text("Ольга: Стикер")
        await expect(row.locator(".new")).to_contain_text("2 новых сообщения")
        await expect(eyes.page).to_have_title("(1) Песочница «Звонка»")
        await eyes.open_dialog("Педсовет")
        await expect(eyes.page).to_have_title("Песочница «Звонка»")
        await expect(row.locator(".new")).to_have_count(0)


async def test_the_page_opens_while_the_sandbox_is_away_and_asks_nobody_else(running, tmp_path):
    async with window(running) as context:
        asked = []
        context.on("request", lambda request: asked.append(request.url))
        async with living(tmp_path) as here:
            eyes = await Eyes.open(context, here.url)
            await eyes.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
            url = here.url
        await eyes.page.reload()
        await expect(eyes.page.locator("#trouble")).to_contain_text("Песочница не отвечает")
        assert [each for each in asked if not each.startswith(url)] == []
        manifest = await eyes.page.locator("link[rel=manifest]").get_attribute("href")
        assert manifest == "/web/manifest.webmanifest"


async def test_of_several_communities_one_is_chosen_and_the_address_keeps_it(running):
    first, second = World(), World(group_id=225_000_002, group_name="Библиотека")
    neighbours.settle(first, second)
    person = first.add_person("Анна", "Быкова")
    first.say(person, dm=True, text="Это первому")
    second.say(person, dm=True, text="Это второму")
    async with serve(first) as sandbox, window(running) as context:
        eyes = await Eyes.open(context, f"{sandbox.url}/#u={person}&d=dm")
        chooser = eyes.page.get_by_label("Сообщество")
        await eyes.sees("Это первому")
        await chooser.select_option("Библиотека")
        await eyes.sees("Это второму")
        await expect(eyes.page.get_by_role("heading", level=1)).to_have_text("Библиотека")
        await eyes.write("И ещё")
        await eyes.sees("И ещё")
        assert second.dms[person].messages[-1].text == "И ещё"
        await eyes.page.reload()
        await eyes.sees("Это второму")
        await expect(chooser).to_have_value("225000002")
        address = eyes.page.url.replace("225000002", "5")
        await eyes.page.goto("about:blank")
        await eyes.page.goto(address)
        await eyes.sees("Это первому")


async def test_where_there_is_one_community_nothing_is_to_be_chosen(running):
    world = World()
    person = world.add_person("Анна", "Быкова")
    async with serve(world) as sandbox, window(running) as context:
        eyes = await Eyes.open(context, f"{sandbox.url}/#u={person}&d=dm")
        await expect(eyes.page.locator("#community")).to_be_hidden()
        assert eyes.page.url.endswith(f"#u={person}&d=dm")
