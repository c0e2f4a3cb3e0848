"""What is said of official tables: the preview before applying, and the reconciliation."""

from dataclasses import replace

from bot.dialog.official import words
from bot.dialog.official.rows import TablePreview
from bot.dialog.official.sheet import read_official
from monitor.facts.ratio import Ratio
from monitor.order_files.loading import load_order
from monitor.report.making import make_report
from monitor.report.reconcile import FigureDifference, LikelyReason, Reconciled
from tests.builders import a_person, an_order, bound, some_facts, this_week, wrote

SCHOOL = {"school-12": "МАОУ «СОШ № 12»"}
BOTH = {**SCHOOL, "lyceum-5": "МАОУ «Лицей № 5»"}
TABLE = """Активность за неделю;;;;;
ОО;Педагогов всего;3+ сообщ.;10+ сообщ., %;ЭЖД (учителя);Примечание
СОШ 12 г. Перми;46;24;26,1 %;—;
Гимназия 1;30;много;3,3 %;5;
"""


def shown(text=TABLE, names=SCHOOL, given=()):
    specs = load_order("sergokala").indicator
    table = read_official(text.encode(), "т.csv", specs, names, remembered={}, given=dict(given))
    titles = {spec.id: spec.title for spec in specs}
    return TablePreview(
        unit="school-12",
        week=this_week(),
        file_name="т.csv",
        table=table,
        titles=titles,
        names=names,
        kinds=("school",),
    )


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_preview_of_one_organisation_on_a_phone():
    assert plain(words.preview(shown())) == (
        "Официальная таблица, неделя 16–22 ноября: заголовки в строке 2.\n"
        "• Учителей всего: 46\n"
        "• Учителя, написавшие в групповых чатах минимум 3 сообщения за неделю: "
        "24 из 46 (52,2 %)\n"
        "• Учителя, написавшие в групповых чатах минимум 10 сообщений за неделю: 26,1 %\n"
        "• Учителя, связавшие аккаунты ЭЖД: нет данных\n"
        "МАОУ «СОШ № 12»: строка 3 «СОШ 12 г. Перми», сходство 83 %.\n"
        "Столбцы не распознаны: F «Примечание».\n"
        "Чужие строки пропущены: Гимназия 1."
    )


def test_the_preview_of_a_municipality_names_rows_not_values():
    text = TABLE.replace("Гимназия 1", "Лицей 5").replace("СОШ 12 г. Перми", "СОШ 13")
    assert plain(words.preview(shown(text, BOTH))) == (
        "Официальная таблица, неделя 16–22 ноября: заголовки в строке 2.\n"
        "МАОУ «Лицей № 5»: строка 4 «Лицей 5», сходство 100 %.\n"
        "⚠️ Строки нет или она неясна: МАОУ «СОШ № 12».\n"
        "Столбцы не распознаны: F «Примечание».\n"
        "Чужие строки пропущены: СОШ 13.\n"
        "Строка 4, столбец C: «много» — не число."
    )


def test_columns_and_values_for_the_screen():
    found = shown(given={"Примечание": "", "3+ сообщ.": "teachers_messages_3"})
    assert [tuple(map(plain, row)) for row in words.column_rows(found)] == [
        ("B", "Педагогов всего", "Учителей всего", "100 %"),
        (
            "C",
            "3+ сообщ.",
            "Учителя, написавшие в групповых чатах минимум 3 сообщения за неделю",
            "задан Вами",
        ),
        (
            "D",
            "10+ сообщ., %",
            "Учителя, написавшие в групповых чатах минимум 10 сообщений за неделю, доля",
            "79 %",
        ),
        ("E", "ЭЖД (учителя)", "Учителя, связавшие аккаунты ЭЖД", "99 %"),
        ("F", "Примечание", "не берётся", "задан Вами"),
    ]
    where = "строка 3 «СОШ 12 г. Перми», сходство 83 %"
    assert [tuple(map(plain, row)) for row in words.value_rows(found)][:2] == [
        ("МАОУ «СОШ № 12»", where, "Учителей всего", "46"),
        (
            "МАОУ «СОШ № 12»",
            where,
            "Учителя, написавшие в групповых чатах минимум 3 сообщения за неделю",
            "24 из 46 (52,2 %)",
        ),
    ]


def test_many_names_are_cut_and_counted():
    text = TABLE + "".join(f"СОШ {n};1;1;1 %;1;\n" for n in range(20, 30))
    assert words.notes(shown(text))[-1] == (
        "Чужие строки пропущены: Гимназия 1, СОШ 20, СОШ 21, СОШ 22, СОШ 23, СОШ 24, СОШ 25, "
        "СОШ 26 и ещё 3."
    )


ORDER = an_order(
    "messages = 3",
    '[[indicator]]\nid = "ten"\nfamily = "people_active"\ntitle = "Десять"\nmessages = 10',
    '[[indicator]]\nid = "diary"\nfamily = "confirmed"\ntitle = "Дневник"',
)
PEOPLE = {
    "persons": [a_person(n) for n in range(1, 47)],
    "bindings": [each for n in range(1, 43) for each in bound(n, 100 + n)],
    "tallies": [wrote(100 + n, 5) for n in range(1, 25)],
}


def a_difference(theirs, *, figure="main", title="Написавшие", theirs_of=None, **rest):
    values = {
        "ours": Ratio(24, 46),
        "percent": False,
        "agrees": False,
    }
    return FigureDifference(
        figure=figure, title=title, theirs=Ratio(theirs, theirs_of), **(values | rest)
    )


def told(*differences, **facts):
    report = make_report(some_facts(**(PEOPLE | facts)), ORDER)
    report = replace(report, unit_name="МАОУ «СОШ № 12»")
    return Reconciled(report=report, differences=differences)


def lines(*differences, **facts):
    return plain(words.reconciliation(told(*differences, **facts))).split("\n")


def test_a_whole_reconciliation():
    found = told(
        a_difference(26, by=-2, reasons=(LikelyReason(code="unbound", count=4),)),
        a_difference(
            261,
            figure="ten",
            title="Десять",
            ours=Ratio(13, 46),
            theirs_of=1000,
            percent=True,
            share_by=13 / 46 - 0.261,
            reasons=(LikelyReason(code="rounding"), LikelyReason(code="week_before")),
        ),
        a_difference(17, figure="diary", title="Дневник", ours=Ratio(17), agrees=True),
        a_difference(40, figure="total", title=None, ours=Ratio(None), agrees=None),
    )
    assert plain(words.reconciliation(found)) == (
        "МАОУ «СОШ № 12», неделя 16–22 ноября, итог.\n"
        "Официальная таблица: совпадает показателей: 1 из 3.\n"
        "⚠️ Написавшие: у нас 24 из 46 (52,2 %), в таблице 26 (разница −2). "
        "Возможная причина: не привязаны профили: 4.\n"
        "⚠️ Десять: у нас 13 из 46 (28,3 %), в таблице 26,1 % (разница +2,2 п. п.). "
        "Возможные причины: округление доли; в таблице показатель прошлой недели.\n"
        "• total: в таблице 40, приказ этого показателя не требует.\n"
        "✅ Совпали: Дневник."
    )
    good = told(a_difference(24, agrees=True))
    assert words.overview(found.report.window, [found, good]) == (
        "Официальная таблица, неделя 16–22 ноября, итог.\n"
        "⚠️ МАОУ «СОШ № 12»: совпадает показателей: 1 из 3\n"
        "✅ МАОУ «СОШ № 12»: совпадает показателей: 1 из 1"
    )


def test_no_data_is_said_with_its_cause_on_our_side():
    assert lines(
        a_difference(7, ours=Ratio(None), reasons=(LikelyReason(code="no_data"),)),
        a_difference(None, figure="ten", title="Десять", agrees=None),
        chats=(),
        tallies=(),
    )[2:] == [
        "⚠️ Написавшие: у нас нет данных (бота нет в нужных чатах), в таблице 7.",
        "• Десять: у нас 24 из 46 (52,2 %), в таблице нет данных.",
    ]


REASONS = {
    ("week_before", None): "в таблице показатель прошлой недели",
    ("week_after", None): "в таблице показатель следующей недели",
    ("swapped", 3): "в таблице значение с минимумом 3",
    ("other_base", None): "другая база: с отсутствующими или без них",
    ("roster", 1): "в таблице на 1 человека больше, чем в списке",
    ("roster", -5): "в таблице на 5 человек меньше, чем в списке",
    ("unbound", 4): "не привязаны профили: 4",
    ("blind", 2): "чаты без бота или без его доступа: 2",
    ("incomplete", None): "бот видел не все сообщения",
    ("classless", 3): "классы без чата: 3",
    ("elsewhere", None): "звонки вне чатов не видны боту",
    ("rounding", None): "округление доли",
}


def test_every_reason_has_its_words():
    for (code, count), said in REASONS.items():
        reason = LikelyReason(code=code, count=count)
        line = lines(a_difference(26, by=-2, reasons=(reason,)))[2]
        assert line.partition("Возможная причина: ")[2] == f"{said}."


def test_what_an_import_did():
    assert words.applied(5, shown()) == (
        "Сохранено: 5 показателей, 1 организация, неделя 16–22 ноября."
    )
    assert words.unknown_figure("x", ["a", "b"]) == "Показателя «x» в приказе нет. Есть: a, b."
    assert words.nothing_kept("МАОУ «СОШ № 12»") == (
        "МАОУ «СОШ № 12»: официальной таблицы за эту неделю нет. Загрузите её: official import."
    )
    assert words.confirmed_by("x" * 600) == f"Официальная таблица «{'x' * 200}»"
