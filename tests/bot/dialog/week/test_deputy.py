"""The deputy: a digest marked as read, past weeks, the measures that were taken."""

import pytest

from bot.words.dialog import ALREADY, EXPIRED, NOT_ALLOWED, cancelled
from storage import tables
from storage.asked import dialog_states
from storage.asked.dialog_states import DialogState
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.dialog.week.two_days import KEPT, MEASURE, OFFERED, closed, noted, tuesday
from tests.cast import (
    ADMIN,
    COORDINATOR,
    DEPUTY,
    FRIDAY_DIGEST,
    LYCEUM_ADMIN,
    MARIA,
    PERM,
    SCHOOL,
    WEEK,
    at,
)
from tests.playground import playground

pytestmark = pytest.mark.asyncio

CLOSED = (
    "Итоги недели 16–22 ноября: МАОУ «СОШ № 12».\n"
    "⚠️ От 10 сообщений: 2 из 5 (40,0\u00a0%), норма 100\u00a0%\n"
    "⚠️ Профиль известен: 4 из 5 (80,0\u00a0%)\n"
    "✅ Ссылки на иностранные мессенджеры: 0\n"
    "Ещё показателей: 2, все в таблице."
)
NOTHING_TAKEN = (
    "МАОУ «СОШ № 12», неделя 16–22 ноября. Принятые меры: записей пока нет. Нажмите «Добавить» и "
    "опишите, что сделано."
)
ASKED = (
    "Неделя 16–22 ноября. Напишите одним сообщением, что сделано по итогам недели: до "
    "1\u00a0000 знаков, без фамилий."
)
UNDER_A_DIGEST = [["Ознакомлен(а)", "Меры"], ["Почему?", "Таблица"], ["Справка", "Как считано"]]


async def remarks(place):
    rows = await place.rows(tables.week_notes)
    return [(row.unit, row.week, row.kind, row.author, row.text) for row in rows]


async def test_a_digest_is_marked_as_read_once(tmp_path):
    async with playground(tmp_path) as place:
        await say(place, DEPUTY, "Начать")
        await tuesday(place)
        await place.tick(FRIDAY_DIGEST)
        digest = newest(place, DEPUTY)
        assert buttons(place, DEPUTY) == UNDER_A_DIGEST
        _, toast = await press(place, DEPUTY, "Ознакомлен(а)")
        assert toast == "Отмечено: Вы ознакомлены со сводкой за 16–22 ноября."
        place.world.set_clock(at(4, 16))
        _, toast = await press(place, DEPUTY, "Ознакомлен(а)")
        assert toast == "Уже отмечено 20 ноября в 15:00."
        assert await remarks(place) == [(SCHOOL, WEEK, "seen", DEPUTY, "so far")]
        assert len(await noted(place, "digest_seen")) == 1
        assert newest(place, DEPUTY) == digest


async def test_the_final_digest_is_marked_apart_and_the_past_week_tells_it(tmp_path):
    async with playground(tmp_path) as place:
        await closed(place)
        await press(place, DEPUTY, "Ознакомлен(а)")
        assert await remarks(place) == [(SCHOOL, WEEK, "seen", DEPUTY, "final")]
        await say(place, ADMIN, "прошлые недели")
        said, _ = await press(place, ADMIN, "16–22 ноября")
        assert said == f"{CLOSED}\nОзнакомлен(а): 23 ноября, 09:00."


async def test_a_past_week_is_told_as_its_digest_was(tmp_path):
    async with playground(tmp_path) as place:
        await closed(place)
        said = await say(place, DEPUTY, "Прошлые недели")
        assert said == "МАОУ «СОШ № 12»: закрытые недели, последняя сверху. Какую показать?"
        assert buttons(place, DEPUTY) == [["16–22 ноября"]]
        assert await press(place, DEPUTY, "16–22 ноября") == (CLOSED, "")
        assert buttons(place, DEPUTY) == [
            ["Картинка и таблица", "Почему?"],
            ["Принятые меры", "Справка"],
            ["Кто отстаёт", "← К неделям"],
        ]
        said, _ = await press(place, DEPUTY, "Почему?")
        assert said.split("\n")[0] == (
            "МАОУ «СОШ № 12», неделя 16–22 ноября, итог. Какой показатель объяснить?"
        )
        assert await press(place, DEPUTY, "← К неделе") == (CLOSED, "")
        said, _ = await press(place, DEPUTY, "Картинка и таблица")
        assert said == "МАОУ «СОШ № 12», неделя 16–22 ноября, итог. Картинка и таблица — ниже."
        assert len(place.sent[-1].attachments) == 2


async def test_before_any_week_is_closed_that_is_said(tmp_path):
    async with playground(tmp_path) as place:
        assert await say(place, DEPUTY, "прошлые недели") == (
            "Закрытых недель пока нет: неделя закрывается в понедельник утром. Текущая — в "
            "«Сводке»."
        )


async def test_a_measure_is_previewed_kept_with_the_week_and_seen_by_the_administrator(tmp_path):
    async with playground(tmp_path) as place:
        await closed(place)
        await say(place, DEPUTY, "прошлые недели")
        await press(place, DEPUTY, "16–22 ноября")
        assert await press(place, DEPUTY, "Принятые меры") == (NOTHING_TAKEN, "")
        assert await press(place, DEPUTY, "Добавить") == (ASKED, "")
        assert await say(place, DEPUTY, MEASURE) == OFFERED
        assert buttons(place, DEPUTY) == [["Записать"], ["Отмена"]]
        assert await remarks(place) == []
        assert await press(place, DEPUTY, "Записать") == (KEPT, "")
        assert await remarks(place) == [(SCHOOL, WEEK, "measure", DEPUTY, MEASURE)]
        assert len(await noted(place, "measure_kept")) == 1
        assert await say(place, ADMIN, "Принятые меры") == (
            "МАОУ «СОШ № 12». Принятые меры, новые сверху:\n"
            f"• неделя 16–22 ноября, записано 23 ноября: {MEASURE}"
        )
        await say(place, ADMIN, "прошлые недели")
        said, _ = await press(place, ADMIN, "16–22 ноября")
        assert said == f"{CLOSED}\nПринятые меры: 1."


async def test_a_measure_is_kept_once_however_often_it_is_pressed(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, DEPUTY, "записать меру")
        await say(place, DEPUTY, MEASURE)
        place.world.press(DEPUTY, dm=True, label="Записать")
        place.world.press(DEPUTY, dm=True, label="Записать")
        await place.settle()
        assert await remarks(place) == [(SCHOOL, WEEK, "measure", DEPUTY, MEASURE)]
        assert [each["text"] for each in place.world.answers if each["text"]] == [ALREADY]
        assert newest(place, DEPUTY).text == KEPT


async def test_what_is_written_instead_of_a_yes_takes_the_measure_s_place(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, DEPUTY, "записать меру")
        await say(place, DEPUTY, "Черновик")
        assert await say(place, DEPUTY, MEASURE) == OFFERED
        assert await say(place, DEPUTY, "да") == KEPT
        assert [row[-1] for row in await remarks(place)] == [MEASURE]


async def test_a_button_of_an_older_preview_does_not_keep_a_newer_text(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, DEPUTY, "записать меру")
        await say(place, DEPUTY, "Черновик")
        older = newest(place, DEPUTY).cmid
        await say(place, DEPUTY, MEASURE)
        assert (await press(place, DEPUTY, "Записать", cmid=older))[1] == EXPIRED
        assert await remarks(place) == []
        assert await press(place, DEPUTY, "Записать") == (KEPT, "")


async def test_the_same_text_written_again_makes_the_older_button_old(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, DEPUTY, "записать меру")
        await say(place, DEPUTY, MEASURE)
        older = newest(place, DEPUTY).cmid
        await say(place, DEPUTY, "отмена")
        place.world.set_clock(at(1, 13))
        await say(place, DEPUTY, "записать меру")
        await say(place, DEPUTY, MEASURE)
        assert (await press(place, DEPUTY, "Записать", cmid=older))[1] == EXPIRED
        assert await remarks(place) == []


async def test_what_an_older_version_left_half_finished_is_kept_by_no_yes(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        begun = DialogState(account=DEPUTY, unit=SCHOOL, act="measure_go", args={})
        async with place.service.core.database.writing() as connection:
            await dialog_states.save(connection, begun, place.service.clock())
        assert await say(place, DEPUTY, "да") == EXPIRED
        assert await remarks(place) == []


async def test_a_measure_that_is_too_long_is_asked_for_again(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, DEPUTY, "записать меру")
        assert await say(place, DEPUTY, "я" * 1001) == (
            "Получилось 1\u00a0001 знак, можно до 1\u00a0000. Напишите короче."
        )
        assert await say(place, DEPUTY, MEASURE) == OFFERED
        assert await press(place, DEPUTY, "Отмена") == (cancelled("запись меры"), "")
        assert await remarks(place) == []


async def test_measures_are_paged_within_a_message_s_length(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        for letter in "абвг":
            await say(place, DEPUTY, "записать меру")
            await say(place, DEPUTY, letter * 1000)
            await say(place, DEPUTY, "да")
        said = await say(place, DEPUTY, "меры")
        assert [line[-1] for line in said.split("\n")[1:]] == ["г", "в", "б"]
        assert buttons(place, DEPUTY) == [["Дальше →"], ["Добавить", "← К сводке"]]
        said, _ = await press(place, DEPUTY, "Дальше →")
        assert [line[-1] for line in said.split("\n")[1:]] == ["а"]


@pytest.mark.parametrize("person", [MARIA, LYCEUM_ADMIN, COORDINATOR])
async def test_others_mark_read_and_write_nothing(person, tmp_path):
    async with playground(tmp_path) as place:
        await closed(place)
        for act in ("seen", "measures", "measure", "measure_go", "past", "pictures"):
            payload = {"do": act, "w": WEEK, "u": SCHOOL}
            place.world.say(person, dm=True, text="…", payload=payload)
            await place.settle()
            assert newest(place, person).text == NOT_ALLOWED
        assert await remarks(place) == []


async def test_the_coordinator_reads_the_level_s_closed_weeks(tmp_path):
    async with playground(tmp_path) as place:
        await closed(place)
        await say(place, COORDINATOR, "прошлые недели")
        said, _ = await press(place, COORDINATOR, "16–22 ноября")
        assert said.split("\n")[0] == "Итоги муниципалитета: неделя 16–22 ноября."
        assert buttons(place, COORDINATOR) == [
            ["Картинка и таблица", "Почему?"],
            ["Справка", "← К неделям"],
        ]
        assert place.service.core.units[PERM].unit.name in said


async def test_on_monday_a_measure_is_about_the_closed_week_until_the_next_digest(tmp_path):
    async with playground(tmp_path) as place:
        await closed(place)
        assert await say(place, DEPUTY, "записать меру") == ASKED
        assert buttons(place, DEPUTY) == [["За 23–29 ноября"], ["Отмена"]]
        await say(place, DEPUTY, MEASURE)
        assert await say(place, DEPUTY, "да") == KEPT
        await say(place, DEPUTY, "записать меру")
        said, _ = await press(place, DEPUTY, "За 23–29 ноября")
        assert said == ASKED.replace("16–22", "23–29")
        place.world.set_clock(at(11, 16))  # Friday, after the digest
        assert await say(place, DEPUTY, "записать меру") == ASKED.replace("16–22", "23–29")
        assert [row[1] for row in await remarks(place) if row[2] == "measure"] == [WEEK]


async def test_a_surname_in_a_measure_is_noticed_and_stays_only_if_it_is_meant_to(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        named = "Поговорили с уткиным и Петровой."
        noticed = (
            "В мерах есть фамилии: уткиным, Петровой. Меры читают и проверяющие: лучше без "
            f"фамилий.\n«{named}»"
        )
        await say(place, DEPUTY, "записать меру")
        assert await say(place, DEPUTY, named) == noticed
        assert buttons(place, DEPUTY) == [["Исправить", "Оставить так"], ["Отмена"]]
        assert (await press(place, DEPUTY, "Исправить"))[0] == ASKED
        assert await say(place, DEPUTY, named) == noticed
        assert await say(place, DEPUTY, MEASURE) == OFFERED
        assert await say(place, DEPUTY, named) == noticed
        assert (await press(place, DEPUTY, "Оставить так"))[0] == OFFERED.replace(MEASURE, named)
        await say(place, DEPUTY, "да")
        assert [row[-1] for row in await remarks(place)] == [named]


async def test_what_is_awaited_gets_a_text_that_begins_like_a_command(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, ADMIN, "записать меру")
        said = await say(place, ADMIN, "Напомнить всем о норме на педсовете")
        assert said == OFFERED.replace(MEASURE, "Напомнить всем о норме на педсовете")
        assert await say(place, ADMIN, "не туда") == cancelled("запись меры")
        assert await remarks(place) == []


async def test_a_time_said_with_words_shows_what_was_asked_of_that_time(tmp_path):
    async with playground(tmp_path) as place:
        await closed(place)
        assert await say(place, DEPUTY, "сводка за прошлую неделю") == CLOSED
        assert await say(place, DEPUTY, "отчет с 16 по 22 ноября") == CLOSED
        assert await say(place, DEPUTY, "отчет за ноябрь") == (
            "МАОУ «СОШ № 12»: закрытые недели, последняя сверху. Какую показать?"
        )
        assert buttons(place, DEPUTY) == [["Справка: Ноябрь"], ["16–22 ноября"]]
        assert await say(place, DEPUTY, "итоги за октябрь") == "За это время закрытых недель нет."
        assert await say(place, DEPUTY, "меры за прошлую неделю") == NOTHING_TAKEN
        this = await say(place, DEPUTY, "сводка")
        assert await say(place, DEPUTY, "сводка за эту неделю") == this
