"""What keeps the service from its work: told once, then now and then, then that it is over."""

import pytest

from bot.service import database_words
from bot.service.troubles import EVERY, QUIET, Troubles, is_told
from bot.vk.errors import NETWORK, VkError
from bot.words import vk_errors
from storage.db.errors import ConnectionLost, DatabaseUnreachable, DiskFull, Interrupted, ServerFull

DEAD = VkError("users.get", 5, "User authorization failed", host="api.vk.com")
DEAD_SAID = (
    "VK не принимает токен сообщества: он неверен, отозван или истёк (код VK 5). Создайте новый "
    "токен (Управление → Работа с API → Ключи доступа) с правами: сообщения сообщества, управление "
    "сообществом, фотографии, документы. Задайте его в ZVONOK_VK__TOKEN или vk.token_file."
)


class Watch:
    """A clock wound by hand."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def troubles(watch):
    return Troubles(watch)


def test_the_same_is_told_once_in_ten_minutes_however_often_it_fails(troubles, watch, log):
    for _ in range(int(EVERY) * 2):
        troubles.of_api(DEAD)
        watch.now += 1

    assert log == [f"ERROR {DEAD_SAID}\n"] * 2


def test_its_end_is_told_once_and_only_if_it_was_told(troubles, log):
    troubles.of_api(None)
    troubles.of_api(DEAD)
    troubles.of_api(None)
    troubles.of_api(None)

    assert log == [f"ERROR {DEAD_SAID}\n", f"INFO {vk_errors.FINE}\n"]


def test_what_flaps_every_second_is_told_twice_in_ten_minutes(troubles, watch, log):
    for _ in range(int(EVERY) // 2):
        troubles.of_api(DEAD)
        troubles.of_api(None)
        watch.now += 1

    assert len(log) == 2


def test_another_trouble_is_told_at_once(troubles, log):
    troubles.of_api(DEAD)
    troubles.of_api(VkError("users.get", NETWORK, "", host="api.vk.com", reason="refused"))
    troubles.of_database(DiskFull("zvonok.db", "database or disk is full"))

    assert len(log) == 3
    assert "api.vk.com не принимает соединение" in log[1]
    assert "на диске нет места" in log[2]


@pytest.mark.parametrize("refused", [ServerFull("z", "53100"), Interrupted("z", "XX001")], ids=str)
def test_a_database_that_takes_some_writes_only_is_no_good_one(troubles, watch, log, refused):
    for _ in range(20):
        troubles.of_database(refused)  # a poll's messages
        for _ in range(3):
            watch.now += 10
            troubles.of_database(None)  # a heartbeat
            assert len(troubles.lasting()) == 1
    watch.now += QUIET - 30
    assert [line.split()[0] for line in log] == ["ERROR"]
    troubles.of_database(None)
    assert (troubles.lasting(), log[1:]) == ([], [f"INFO {database_words.FINE}\n"])


@pytest.mark.parametrize("error", [ConnectionLost("z"), DiskFull("z", "no room")], ids=str)
def test_a_server_that_is_back_is_back_and_a_file_that_can_be_written_is_whole(
    troubles, log, error
):
    troubles.of_database(error)
    troubles.of_database(None)
    assert (troubles.lasting(), log[1:]) == ([], [f"INFO {database_words.FINE}\n"])


def test_a_refusal_of_one_message_is_nobody_s_trouble(troubles, log):
    troubles.of_api(VkError("messages.send", 901, ""))

    assert log == []


def test_what_is_told_at_its_source_is_not_told_again(troubles, log):
    full = DatabaseUnreachable("zvonok.db", "database is locked")
    troubles.of_poll(full)
    troubles.of_poll(DEAD)

    assert log == []
    assert is_told(full)
    assert is_told(DEAD)
    assert not is_told(ValueError())
    assert not is_told(VkError("messages.send", 901, ""))


def test_the_long_poll_s_own_refusals_are_told(troubles, log):
    troubles.of_poll(VkError("groups.getLongPollServer", 100, "longpoll is not enabled"))
    troubles.of_poll(VkError("groups.getLongPollServer", 15, "Access denied"))
    troubles.of_poll(None)

    assert log == [
        "ERROR Long Poll API сообщества выключен (код VK 100). Включите его: Управление → Работа с "
        "API → Long Poll API, версия 5.199, и отметьте типы событий.\n",
        "ERROR Доступ закрыт: у токена нет права управления сообществом или vk.group_id — номер "
        "чужого сообщества (код VK 15). Проверьте vk.group_id и создайте токен с правами: "
        "сообщения сообщества, управление сообществом, фотографии, документы.\n",
        "INFO События VK снова читаются.\n",
    ]


@pytest.mark.parametrize("code", [1, 5, 6, 7, 9, 10, 14, 15, 17, 27, 29, 100, 203, 901, 995, 1117])
def test_every_code_is_named_with_what_to_do(code):
    said = vk_errors.told(code)

    assert f"(код VK {code})" in said
    assert said.endswith(".")
    assert len(said.split(". ")) >= 2


def test_a_code_nobody_knows_is_named_all_the_same():
    assert vk_errors.told(4_711).startswith("VK отказал (код VK 4711). ")
