"""A region's week with nobody watching: what is written is counted; it says what it took."""

import pytest

from bot.demo import region
from bot.demo import region_words as words
from tests.quick import drawn_lightly


@pytest.mark.sqlite("the demo keeps what it plays in a file")
@pytest.mark.asyncio
async def test_every_message_of_a_small_region_is_counted(tmp_path):
    stages = []
    with drawn_lightly():
        found = await region.play(tmp_path, 2, 98, lambda stage, *_: stages.append(stage))
    assert (found.said, found.counted, found.chats) == (196, 196, 22)
    assert list(dict.fromkeys(stages)) == [words.SETTING_UP, words.WEEK, words.CLOSING]
    assert list(found.took) == [words.SETTING_UP, words.WEEK, words.CLOSING]
    assert min(found.told, found.size, found.memory) > 0


def test_what_it_took_is_told_in_words():
    took = {words.SETTING_UP: 5.3, words.WEEK: 10.0, words.CLOSING: 2.9}
    said = words.region_done(4_000, took, 1_000_000, 1_000_000, 9_000, 2**30, 20 * 2**20)
    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "Чатов: 4 000. Время:\n"
        "  подключение организаций: 5 с\n  неделя: 10 с\n  закрытие недели: 3 с\n"
        "Написано сообщений: 1 000 000, учтено: 1 000 000, в секунду: 100 000.\n"
        "Бот отправил сообщений: 9 000.\n"
        "Память (вместе с заменой VK и всей её перепиской): 1 024 МБ.\n"
        "База данных: 20 МБ, 21 байт на сообщение."
    )
