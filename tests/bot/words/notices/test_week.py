"""A small school's week through the sandbox: who is told what, word for word, and who nothing."""

from storage.accounts import CHATS
from tests.bot.dialog.chats.coming import FAMILIES_HELLO, HELLO
from tests.bot.week_played import PARENT, PUPILS, ROSTER, text_of
from tests.cast import ADMIN, COORDINATOR, DEPUTY, LYCEUM_ADMIN, MARIA, PAVEL

NUDGE_MARIA = """\
Добрый день, Мария Петровна! Неделя 16–22 ноября, МАОУ «СОШ № 12».
В рабочих чатах учтено: 7 сообщений из 10.
До пятницы включительно: 2 рабочих дня.
Если Вы в отпуске, на больничном или данные неполные, нажмите «Уточнить»."""

NUDGE_DEPUTY = """\
Добрый день, Игорь Львович! Неделя 16–22 ноября, МАОУ «СОШ № 12».
В рабочих чатах учтено: 1 сообщение из 10.
До пятницы включительно: 2 рабочих дня.
Если Вы в отпуске, на больничном или данные неполные, нажмите «Уточнить»."""

REMINDER = """\
МАОУ «СОШ № 12», 16–22 ноября, на 15:00 четверга.
⚠️ От 10 сообщений: 2 из 7 (28,6 %), норма 100 %
Ниже нормы: 5, список только для Вас.
— Титов О. И.: 0 из 10 сообщений
— Юдина О. О.: нет данных, профиль не привязан
— Зотов И. Л.: 1 из 10 сообщений
— Петрова М. П.: 7 из 10 сообщений
— Уткин П. И.: 9 из 10 сообщений
Без профиля: 1. Нет диалога с ботом: 1. Чаты без сообщений: 1."""

SUMMARY = """\
МАОУ «СОШ № 12», 16–22 ноября, на 15:00 пятницы.
⚠️ От 10 сообщений: 3 из 7 (42,9 %), норма 100 %; неделю назад к этому часу: 1 из 8
Ниже нормы: 4, имена в таблице.
Ещё показателей: 4, все в таблице."""

DIGEST = """\
Сводка: МАОУ «СОШ № 12», 16–22 ноября, на 15:00 пятницы.
⚠️ От 10 сообщений: 3 из 7 (42,9 %), норма 100 %; неделю назад к этому часу: 1 из 8
⚠️ Профиль известен: 7 из 8 (87,5 %)
⚠️ Классы с чатами: 1 из 2 (50,0 %)
Ещё показателей: 2, все в таблице."""

FINAL_DIGEST = """\
Итоги недели 16–22 ноября: МАОУ «СОШ № 12».
⚠️ От 10 сообщений: 4 из 7 (57,1 %), норма 100 %; 9–15 ноября: 1 из 8
⚠️ Профиль известен: 7 из 8 (87,5 %)
⚠️ Классы с чатами: 1 из 2 (50,0 %)
✅ Ссылки на иностранные мессенджеры: 0
✅ Активны за неделю: 7 из 16 (43,7 %)"""

FINAL_SUMMARY = """\
МАОУ «СОШ № 12», 16–22 ноября, итог.
⚠️ От 10 сообщений: 4 из 7 (57,1 %), норма 100 %; 9–15 ноября: 1 из 8
Ниже нормы: 3, имена в таблице.
Без профиля: 1. Нет диалога с ботом: 1. Чаты без сообщений: 1.
⚠️ Профиль известен: 7 из 8 (87,5 %)
Ещё показателей: 3, все в таблице."""


def letters(week, moment):
    """Who got which kind of message at a moment, sorted."""
    return sorted((each.to, each.kind) for each in week.told[moment])


def test_each_moment_tells_whom_it_should_and_nobody_else(week):
    final = [(ADMIN, "summary"), (DEPUTY, "digest"), (COORDINATOR, "rollup")]
    assert letters(week, "close before") == final
    assert letters(week, "nudge") == [(DEPUTY, "nudge"), (MARIA, "nudge")]
    assert letters(week, "reminder") == [(ADMIN, "reminder")]
    assert letters(week, "friday") == [(ADMIN, "summary"), (DEPUTY, "digest")]
    assert letters(week, "close") == final


def test_a_second_tick_of_the_same_moment_sends_nothing(week):
    assert week.again == dict.fromkeys(week.again, 0)
    assert list(week.again) == ["close before", "nudge", "reminder", "friday", "close"]


def test_a_nudge_holds_the_person_s_own_figures(week):
    assert text_of(week, "nudge", MARIA, "nudge") == NUDGE_MARIA
    assert text_of(week, "nudge", DEPUTY, "nudge") == NUDGE_DEPUTY


def test_the_absent_those_who_did_enough_and_those_without_a_dialog_are_not_nudged(week):
    planned = {
        row.recipient: (row.state, row.error)
        for row in week.notices
        if (row.kind, row.period) == ("nudge", "2026-W47")
    }
    assert planned == {
        MARIA: ("sent", ""),
        DEPUTY: ("sent", ""),
        PAVEL: ("failed", "901"),
    }


def test_the_reminder_names_to_the_administrator_who_is_short_and_whom_the_bot_cannot_reach(week):
    assert text_of(week, "reminder", ADMIN, "reminder") == REMINDER


def test_the_friday_summary(week):
    assert text_of(week, "friday", ADMIN, "summary") == SUMMARY


def test_the_friday_digest(week):
    assert text_of(week, "friday", DEPUTY, "digest") == DIGEST


def test_the_final_summary(week):
    assert text_of(week, "close", ADMIN, "summary") == FINAL_SUMMARY


def test_the_final_digest(week):
    assert text_of(week, "close", DEPUTY, "digest") == FINAL_DIGEST


def test_a_message_is_no_longer_than_a_screen_or_two(week):
    for name in ("nudge", "reminder", "friday", "close"):
        for each in week.told[name]:
            assert len(each.text) < 1_500


def test_pupils_parents_and_other_schools_hear_nothing_and_the_coordinator_no_names(week):
    told = {each.to for name, sent in week.told.items() if name != "before" for each in sent}
    assert told == {ADMIN, DEPUTY, MARIA, COORDINATOR}
    names = [line.split()[0] for line in ROSTER.splitlines()[1:]]
    assert not [name for name in names for each in week.dialogs[COORDINATOR] if name in each.text]
    assert not {LYCEUM_ADMIN, PAVEL, PARENT, *PUPILS} & set(week.dialogs)


def test_group_chats_hear_the_greeting_and_nobody_s_figures(week):
    chats = {peer: talk for peer, talk in week.dialogs.items() if peer > CHATS}
    heard = [[each.text for each in talk] for talk in chats.values()]
    assert sorted(heard) == sorted([[HELLO], [FAMILIES_HELLO], [HELLO]])


def test_vk_keeps_each_message_once(week):
    for talk in week.dialogs.values():
        texts = [each.text for each in talk]
        assert len(texts) == len(set(texts))
