"""The words of the forecast and of the daily watch, whole."""

import io

import msgspec
import openpyxl

from bot.service.telling.wording import tell
from bot.words.notices.forecast import forecast
from bot.words.notices.watch import watch
from monitor.facts.values import Among
from monitor.orders.jobs import JobName
from monitor.report.forecast import Forecast, LikelyShort, Projected
from monitor.report.watch import Watch, Watched
from storage.records import Notice
from tests.bot.made_up import a_figure, a_window
from tests.cast import at

SCHOOL_NAME = "МАОУ «СОШ № 12»"


def projected(done, end, needed=10, counts="messages"):
    return Projected(counts=counts, done=done, projected=end, needed=needed)


def likely_short(name, *asked, choice=False):
    return LikelyShort(name=name, asked=asked, any=choice)


PEOPLE = (
    likely_short("Уткин Павел Ильич", projected(5, 9)),
    likely_short("Быкова Анна Сергеевна", projected(0, 0), projected(0, 0, 1, "calls")),
    likely_short(
        "Петрова Мария Петровна",
        projected(3, 5),
        projected(0, 0, 2, "calls"),
        choice=True,
    ),
    likely_short("Зотов Игорь Львович", projected(1, 2, 5, "days")),
)


def a_forecast(**changes):
    values = {
        "unit_name": SCHOOL_NAME,
        "window": a_window(at(2, 15)),
        "likely": 24,
        "already": 12,
        "short": PEOPLE,
        "unclear": 1,
        "unbound": 4,
        "absent": 2,
        "incomplete": False,
    }
    return Forecast(**(values | changes))


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_forecast_names_three_and_counts_the_rest():
    assert (
        plain(forecast(a_forecast()))
        == """\
МАОУ «СОШ № 12», прогноз на неделю 16–22 ноября по темпу на 15:00 среды.
Личную норму выполнят 24 из 28 (85,7 %), уже выполнили: 12.
Могут не успеть: 4; список виден только Вам:
— Быкова А. С.: сейчас 0 из 10 сообщений; сейчас 0 из 1 звонка
— Зотов И. Л.: сейчас 1, к концу недели около 2 из 5 дней с сообщениями
— Петрова М. П.: сейчас 3, к концу недели около 5 из 10 сообщений или сейчас 0 из 2 звонков
… и ещё 1: весь список в таблице.
Меньше дня на работе: 1. Без привязки профиля: 4. Отсутствуют всю неделю: 2."""
    )


def test_a_forecast_that_all_is_well_is_short():
    told = a_forecast(short=(), likely=28, already=0, unclear=0, unbound=0, absent=1)

    assert (
        plain(forecast(told))
        == """\
МАОУ «СОШ № 12», прогноз на неделю 16–22 ноября по темпу на 15:00 среды.
Личную норму выполнят 28 из 28 (100 %).
Отсутствует всю неделю: 1."""
    )


def test_a_forecast_says_that_no_pace_is_known_yet():
    told = a_forecast(short=(), likely=0, already=0, unclear=3, unbound=0, absent=0)

    assert (
        plain(forecast(told))
        == """\
МАОУ «СОШ № 12», прогноз на неделю 16–22 ноября по темпу на 15:00 среды.
Темп пока не виден ни у кого.
Меньше дня на работе: 3."""
    )


def test_a_forecast_says_when_the_bot_has_not_seen_everything():
    *_, line = forecast(a_forecast(incomplete=True)).split("\n")

    assert line == "* Бот видел не все сообщения: прогноз может быть занижен."


def a_notice(kind, facts):
    return Notice(
        id=1,
        unit="school-12",
        kind=kind,
        period="2026-W47",
        recipient=101,
        facts=msgspec.json.encode(facts).decode(),
        due_at=at(2, 15),
        expires_at=None,
    )


def test_the_whole_list_goes_into_a_table_only_if_the_message_cannot_hold_it():
    told = tell(a_notice(JobName.FORECAST, a_forecast()))
    sheet = openpyxl.load_workbook(io.BytesIO(told.table.body))["Прогноз"]

    assert told.text == forecast(a_forecast())
    assert told.table.name == "СОШ № 12, прогноз на 16–22 ноября 2026.xlsx"
    assert list(sheet.iter_rows(values_only=True)) == [
        ("ФИО", "Показатель", "Уже есть", "К концу недели", "Нужно"),
        ("Быкова Анна Сергеевна", "сообщения", 0, 0, 10),
        ("Быкова Анна Сергеевна", "звонки", 0, 0, 1),
        ("Зотов Игорь Львович", "дни с сообщениями", 1, 2, 5),
        ("Петрова Мария Петровна", "сообщения", 3, 5, 10),
        ("Петрова Мария Петровна", "звонки", 0, 0, 2),
        ("Уткин Павел Ильич", "сообщения", 5, 9, 10),
    ]
    assert tell(a_notice(JobName.FORECAST, a_forecast(short=PEOPLE[:3]))).table is None


ACTIVE = a_figure(
    id="users_active",
    title="Педагоги и ученики, активные за неделю",
    value=120,
    of=400,
    threshold=0.25,
    base="all",
    minimum=None,
)


def a_watch(**changes):
    values = {
        "unit_name": SCHOOL_NAME,
        "window": a_window(at(3, 16)),
        "day": at(3).date(),
        "messages": 143,
        "staff": 13,
        "figures": (
            Watched(figure=ACTIVE, before=101, today=64),
            Watched(figure=a_figure(threshold=1.0), before=24, today=None),
        ),
        "incomplete": False,
        "since": at(3),
    }
    return Watch(**(values | changes))


def test_a_watch_tells_the_day_the_week_and_the_change():
    assert (
        plain(watch(a_watch()))
        == """\
МАОУ «СОШ № 12»: наблюдение, четверг 19 ноября, на 16:00.
За сегодня: 143 сообщения, писавших сотрудников: 13.
Неделя 16–22 ноября, не окончена:
✅ Педагоги и ученики, активные за неделю: 120 из 400 (30,0 %), норма 25 %; со вчера +19; \
активны сегодня: 64
⚠️ Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю: 24 из 43 (55,8 %), \
без отсутствующих, норма 100 %; со вчера без изменений"""
    )


def test_a_watch_on_monday_compares_with_nothing_and_a_figure_may_fall():
    first = a_watch(figures=(Watched(figure=ACTIVE, before=None, today=0),), since=None)
    fallen = a_watch(figures=(Watched(figure=ACTIVE, before=122, today=None),))

    assert plain(watch(first)).split("\n")[-1] == (
        "✅ Педагоги и ученики, активные за неделю: 120 из 400 (30,0 %), норма 25 %; "
        "активны сегодня: 0"
    )
    assert plain(watch(fallen)).endswith("; со вчера −2")


def test_a_watch_without_the_bot_in_any_chat_has_no_data_and_says_so():
    figure = a_figure(value=None, of=43, missing="unwatched")
    told = a_watch(
        messages=None, staff=None, figures=(Watched(figure=figure, before=5, today=None),)
    )

    assert (
        plain(watch(told))
        == """\
МАОУ «СОШ № 12»: наблюдение, четверг 19 ноября, на 16:00.
Бота нет ни в одном чате организации: данных о сообщениях и звонках нет.
Неделя 16–22 ноября, не окончена:
• Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю: нет данных \
(бота нет в нужных чатах)"""
    )


def test_a_coordinator_s_watch_counts_organisations():
    figure = a_figure(
        id="users_active",
        title="Педагоги и ученики, активные за неделю",
        value=6120,
        of=20000,
        threshold=0.25,
        base="all",
        incomplete=True,
        among=Among(met=29, unmet=2, unknown=3),
    )
    told = a_watch(
        unit_name="Департамент образования города Перми",
        messages=None,
        staff=None,
        figures=(Watched(figure=figure, before=5000, today=None),),
        incomplete=True,
        since=at(2, 16),
        reporting=31,
        listed=34,
    )

    assert (
        plain(watch(told))
        == """\
Департамент образования города Перми: наблюдение, четверг 19 ноября, на 16:00.
Данные 31 из 34 организаций.
Неделя 16–22 ноября, не окончена:
✅ Педагоги и ученики, активные за неделю: 6 120 из 20 000 (30,6 %)*, норма 25 %; \
выполнена в 29 организациях из 31, без данных: 3; с 16:00 среды +1 120
* Бот видел не все сообщения: показатель может быть занижен."""
    )


def test_a_watch_goes_out_as_words_alone():
    told = tell(a_notice(JobName.WATCH, a_watch()))

    assert (told.text, told.picture, told.table) == (watch(a_watch()), None, None)
