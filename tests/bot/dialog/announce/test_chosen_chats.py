"""An announcement to single chats, to a parallel, with a signature, with several photos."""

import pytest

from sandbox.world.carried.attachments import SAMPLES
from tests.bot.dialog.announced import SIGNED, TEXT, arrived, drafted, school
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.cast import ADMIN, MARIA, PAVEL, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

CHANGE = "Чтобы изменить текст или вложение, пришлите новое."
LISTING = (
    "Объявление, МАОУ «СОШ № 12». Выбрано: {}.\n"
    "Номер отмечает чат или снимает отметку.\n"
    "1. Педсовет\n2. Ученики 5А\n3. {}Родители 5А"
)


async def test_single_chats_are_ticked_by_their_number_and_named_in_the_preview(tmp_path):
    async with playground(tmp_path) as place:
        staff, parents, pupils = await school(place)
        other = await place.chat("Родители 6Б", MARIA, PAVEL)
        await say(place, ADMIN, "объявление")
        said, _ = await press(place, ADMIN, "Выбрать чаты")
        assert said == LISTING.format(0, "") + "\n4. Родители 6Б"
        assert buttons(place, ADMIN) == [["1", "2", "3", "4"], ["По параллелям", "Готово"]]
        said, _ = await press(place, ADMIN, "3")
        assert said == LISTING.format(1, "✅ ") + "\n4. Родители 6Б"
        assert buttons(place, ADMIN)[0] == ["1", "2", "✅ 3", "4"]
        said, _ = await press(place, ADMIN, "Готово")
        assert said.split("\n")[1] == "Отметьте, каким чатам отправить. Выбрано: 1."
        assert buttons(place, ADMIN)[:2] == [
            ["Сотрудники (1)", "Ученики (1)"],
            ["Родители (1 из 2)"],
        ]
        assert await say(place, ADMIN, TEXT) == (
            "МАОУ «СОШ № 12». Объявление получит 1 чат: родители — 1.\n"
            "Выбраны: «Родители 5А».\n"
            f"Уйдёт сегодня в 12:00.\n{CHANGE}\n\n{SIGNED}"
        )
        await press(place, ADMIN, "Отправить")
        await place.tick(at(1, 12, 1))
        assert [arrived(place, chat) for chat in (staff, parents, pupils, other)] == [0, 1, 0, 0]


async def test_a_parallel_is_its_classes_chats_or_those_of_one_kind(tmp_path):
    async with playground(tmp_path) as place:
        staff, parents, pupils = await school(place)
        other = await place.chat("Родители 5Б", MARIA, PAVEL)
        sixth = await place.chat("Родители 6Б", MARIA, PAVEL)
        await say(place, ADMIN, "объявление")
        await press(place, ADMIN, "Выбрать чаты")
        said, _ = await press(place, ADMIN, "По параллелям")
        assert said == (
            "Объявление, МАОУ «СОШ № 12». Выбрано: 0.\n"
            "Номер отмечает все чаты параллели.\n"
            "1. 5-е классы: 0 из 3\n"
            "2. 5-е классы, ученики: 0 из 1\n"
            "3. 5-е классы, родители: 0 из 2\n"
            "4. 6-е классы: 0 из 1"
        )
        assert buttons(place, ADMIN) == [["1", "2", "3", "4"], ["Выбрать чаты", "Готово"]]
        said, _ = await press(place, ADMIN, "3")
        assert said.split("\n")[2:] == [
            "1. 5-е классы: 2 из 3",
            "2. 5-е классы, ученики: 0 из 1",
            "3. 5-е классы, родители: 2 из 2",
            "4. 6-е классы: 0 из 1",
        ]
        assert buttons(place, ADMIN)[0] == ["1", "2", "✅ 3", "4"]
        await press(place, ADMIN, "1")
        await press(place, ADMIN, "✅ 2")
        said = await say(place, ADMIN, TEXT)
        assert said.split("\n")[:2] == [
            "МАОУ «СОШ № 12». Объявление получат 2 чата: родители — 2.",
            "Выбраны: «Родители 5А», «Родители 5Б».",
        ]
        await press(place, ADMIN, "Отправить")
        await place.tick(at(1, 12, 1))
        chats = (staff, pupils, parents, other, sixth)
        assert [arrived(place, chat) for chat in chats] == [0, 0, 1, 1, 0]


async def test_the_signature_is_switched_off_and_left_out_where_it_has_no_room(tmp_path):
    async with playground(tmp_path) as place:
        staff, *_ = await school(place)
        await drafted(place, "Сотрудники (1)")
        said, _ = await press(place, ADMIN, "Подпись: вкл")
        assert said.endswith(f"{CHANGE}\n\n{TEXT}")
        assert buttons(place, ADMIN)[1] == ["В другое время", "Подпись: выкл"]
        await press(place, ADMIN, "Отправить")
        await place.tick(at(1, 12, 1))
        assert (arrived(place, staff, TEXT), arrived(place, staff)) == (1, 0)
        await drafted(place, "Сотрудники (1)", text="ы" * 4_090)
        pages = [each.text for each in place.world.dms[ADMIN].messages]
        assert "⚠️ Подпись не поместится: текст слишком длинный." in pages[-2]


async def test_ten_photos_go_out_in_their_order(tmp_path):
    async with playground(tmp_path) as place:
        staff, *_ = await school(place)
        await say(place, ADMIN, "объявление")
        await press(place, ADMIN, "Сотрудники (1)")
        made = [SAMPLES["photo"](ADMIN, 0, 10 - number) for number in range(10)]
        photos = [{"type": "photo", "photo": each} for each in made]
        place.world.say(ADMIN, dm=True, text=TEXT, attachments=photos)
        await place.settle()
        assert newest(place, ADMIN).text.split("\n")[2] == "Приложено: фото — 10."
        given = next(each for each in place.world.dms[ADMIN].messages if each.attachments)
        await press(place, ADMIN, "Отправить")
        await place.tick(at(1, 12, 1))
        [*_, told] = place.world.chats[staff].dialog.messages
        assert told.attachments == given.attachments
        [sent] = [each for each in place.sent if each.kind == "announcement"]
        assert sent.attachments == tuple(
            f"photo{ADMIN}_{each['id']}_{each['access_key']}" for each in made
        )
