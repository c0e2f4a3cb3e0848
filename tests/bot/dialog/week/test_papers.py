"""«Справка» in a private dialog: two taps or a few words, two files, nobody's name by default."""

import asyncio
import json

import pytest

from bot.papers import making
from bot.words.dialog import NOT_ALLOWED
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.dialog.week.two_days import MEASURE, PERM_NAME, TEN, closed, noted, tuesday
from tests.bot.papers.opened import pdf_words, word_texts
from tests.bot.week_played import fetched
from tests.cast import ADMIN, CONFIG, COORDINATOR, DEPUTY, FRIDAY_DIGEST, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

ASKED = (
    "МАОУ «СОШ № 12». За какой период справка? Можно и написать: «справка за октябрь», "
    "«справка 9–15 ноября»."
)
NOT_UNDERSTOOD = ASKED.replace("12». ", "12». Такого периода нет или он ещё не начался. ")
RUNNING = [
    ["16–22 ноября (идёт)"],
    ["Ноябрь (идёт)"],
    ["IV квартал (идёт)"],
    ["Учебный год 2026/27 (идёт)"],
]
LEAD = "DOCX можно править, PDF готов к печати. Впишите должность, подпись и дату."


async def files(place):
    """The newest message's files by their names."""
    found = {}
    for attachment in place.sent[-1].attachments:
        key = "_".join(attachment.split("_")[:2])
        title = place.world.files.attachable[key]["doc"]["title"]
        found[title] = await fetched(place, attachment)
    return found


async def paper(place):
    """The texts of the newest message's document."""
    return word_texts(next(body for name, body in (await files(place)).items() if "docx" in name))


async def test_two_taps_bring_a_running_week_as_two_files_without_names(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        assert await say(place, ADMIN, "Справка") == ASKED
        assert buttons(place, ADMIN) == RUNNING
        said, _ = await press(place, ADMIN, "16–22 ноября (идёт)")
        assert said == (
            f"МАОУ «СОШ № 12». Справка за неделю 16–22 ноября 2026 года: {LEAD}\n"
            "По состоянию на 17 ноября 2026 г. в 12:00, период не окончен."
        )
        assert buttons(place, ADMIN) == [["С фамилиями (для себя)"], ["Другой период"]]
        found = await files(place)
        name = "Справка, СОШ № 12, 16–22 ноября 2026"
        assert [*found] == [f"{name}.docx", f"{name}.pdf"]
        texts = [text.replace("\xa0", " ") for text in word_texts(found[f"{name}.docx"])]
        at_ten = texts.index(f"{TEN}, без отсутствующих (п. 1.5)")
        assert texts[at_ten + 1 : at_ten + 6] == ["2", "5", "40,0 %", "100 %", "пока нет"]
        [page] = pdf_words(found[f"{name}.pdf"])
        assert {"Справка", "40,0", "Составил(а)"} <= set(page)
        for surname in ("Петрова", "Уткин", "Юдина", "Зотов", "Быкова"):
            assert not [text for text in (*texts, *page) if surname in text]
        assert await noted(place, "names_seen") == []
        assert await press(place, ADMIN, "Другой период") == (ASKED, "")


async def test_names_are_asked_for_apart_and_that_is_written_down(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, DEPUTY, "справка 16–22 ноября")
        said, _ = await press(place, DEPUTY, "С фамилиями (для себя)")
        assert said.split("\n")[2:] == [
            "В справке есть фамилии: она только для работы внутри организации."
        ]
        assert buttons(place, DEPUTY) == [["Другой период"]]
        assert next(iter(await files(place))) == (
            "Справка, СОШ № 12, 16–22 ноября 2026 (с фамилиями).docx"
        )
        assert "Уткин Павел Ильич" in await paper(place)
        [line] = await noted(place, "names_seen")
        assert json.loads(line.details) == {"screen": "paper", "period": "2026-W47"}
        said = await say(place, ADMIN, "журнал")
        assert "Зотов И. Л.: смотрел(а) имена: справка" in said


async def test_what_is_typed_names_the_period_or_it_is_asked_for(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        said = await say(place, ADMIN, "Справка за ноябрь")
        assert said.startswith("МАОУ «СОШ № 12». Справка за ноябрь 2026 года: ")
        said = await say(place, ADMIN, "справку за октябрь 2026")
        assert said.split("\n")[1:] == ["Данных за этот период нет, в справке так и сказано."]
        for text in ("справка за январь 2027", "справка ерунда"):
            assert await say(place, ADMIN, text) == NOT_UNDERSTOOD
            assert buttons(place, ADMIN) == RUNNING
        assert await say(place, ADMIN, "справка за неделю") == ASKED  # which one?


async def test_a_closed_week_is_a_tap_from_its_digest_and_has_what_was_done(tmp_path):
    async with playground(tmp_path) as place:
        await closed(place)
        assert buttons(place, DEPUTY)[2] == ["Справка", "Как считано"]
        await press(place, DEPUTY, "Ознакомлен(а)")
        await say(place, DEPUTY, "записать меру")
        await say(place, DEPUTY, MEASURE)
        await press(place, DEPUTY, "Записать")
        await say(place, DEPUTY, "прошлые недели")
        await press(place, DEPUTY, "16–22 ноября")
        said, _ = await press(place, DEPUTY, "Справка")
        assert said == f"МАОУ «СОШ № 12». Справка за неделю 16–22 ноября 2026 года: {LEAD}"
        texts = await paper(place)
        assert f"• {MEASURE} (записано 23 ноября)" in texts
        assert "• Завуч, 23 ноября 2026 г. в 09:00 (итоги недели)" in texts
        await say(place, DEPUTY, "справка")
        assert buttons(place, DEPUTY) == [
            ["16–22 ноября", "23–29 ноября (идёт)"],
            *RUNNING[1:],
        ]
        await press(place, DEPUTY, "Ноябрь (идёт)")
        texts = await paper(place)
        assert f"• 16–22 ноября: {MEASURE} (записано 23 ноября)" in texts
        assert "• 16–22 ноября: завуч, 23 ноября 2026 г. в 09:00 (итоги недели)" in texts


async def test_a_coordinator_gets_aggregates_and_cannot_ask_for_names(tmp_path):
    async with playground(tmp_path) as place:
        await say(place, COORDINATOR, "Начать")
        await tuesday(place)
        await place.tick(FRIDAY_DIGEST)
        await say(place, COORDINATOR, "Справка")
        said, _ = await press(place, COORDINATOR, "16–22 ноября (идёт)")
        assert said.startswith(f"{PERM_NAME}. Справка за неделю 16–22 ноября 2026 года: ")
        assert buttons(place, COORDINATOR) == [["Другой период"]]
        texts = await paper(place)
        assert "МАОУ «СОШ № 12»" in texts
        assert not [text for text in texts if "Уткин" in text or "Петрова" in text]
        payload = {"do": "papers", "p": "2026-W47", "n": 1, "u": "perm"}
        place.world.say(COORDINATOR, dm=True, text="Справка", payload=payload)
        await place.settle()
        assert await paper(place) == texts
        payload["u"] = "school-12"
        place.world.say(COORDINATOR, dm=True, text="Справка", payload=payload)
        await place.settle()
        assert newest(place, COORDINATOR).text == NOT_ALLOWED


async def test_figures_of_a_few_are_hidden_above_the_organisation(tmp_path):
    config = CONFIG.replace("small_group = 1", "small_group = 6")
    async with playground(tmp_path, config) as place:
        await tuesday(place)
        await say(place, COORDINATOR, "справка 16–22 ноября")
        texts = await paper(place)
        at_school = texts.index("МАОУ «СОШ № 12»")
        assert texts[at_school + 2] == "мало сотрудников"
        assert "2 из 5 (40,0\xa0%)" not in texts
        await say(place, ADMIN, "справка 16–22 ноября")
        assert "40,0\xa0%" in await paper(place)


async def test_others_are_answered_while_a_paper_is_made(tmp_path, monkeypatch):
    async with playground(tmp_path) as place:
        await tuesday(place)
        loop, begun = asyncio.get_running_loop(), asyncio.Event()
        seen = []

        def slow(*arguments, **named):
            loop.call_soon_threadsafe(begun.set)
            asyncio.run_coroutine_threadsafe(other(), loop).result(5)
            return ()

        async def other():
            seen.append(begun.is_set())

        monkeypatch.setattr("bot.dialog.week.papers.paper_files", slow)
        await say(place, ADMIN, "справка 16–22 ноября")
        assert seen == [True]
        assert making.BOTH == ("docx", "pdf")


async def test_before_the_first_of_the_month_s_weeks_there_is_nothing_yet(tmp_path):
    async with playground(tmp_path, clock=at(-15, 9)) as place:
        await place.roster()
        said = await say(place, ADMIN, "справка за ноябрь")
        assert said.split("\n")[1:] == [
            "По состоянию на 1 ноября 2026 г. в 09:00, период не окончен.",
            "Данных за этот период нет, в справке так и сказано.",
        ]
