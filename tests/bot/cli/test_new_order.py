"""``order new`` writes a file that is right and says what was answered; ``order schema``."""

import json
from datetime import date

import pytest

from monitor.order_files.loading import load_order
from tests.bot.cli.commanding import run, said
from tests.order_keys import SCHEMA

pytestmark = pytest.mark.usefixtures("own_surroundings")

NAMED = (
    *("--kind", "распоряжение", "--title", "О переходе на «Сферум»", "--number", "№ 273р"),
    *("--date", "10.05.2023", "--issuer", "Управление образования", "--basis", "text"),
)
NORMS = ("--audience", "teachers", "--messages", "10", "--calls", "1", "--share", "90")


def test_a_file_is_written_by_options_alone(tmp_path):
    path = tmp_path / "our-order.toml"
    status, out, _ = said(run("order", "new", path, *NAMED, *NORMS, "--active", "25"))
    order = load_order(str(path))
    each, active, *_ = order.indicator

    assert (status, out.splitlines()[0]) == (
        0,
        f"Файл записан: {path}. Схема для редактора: {tmp_path / 'order.schema.json'}.",
    )
    assert (order.id, order.basis, order.kind) == ("our-order", "text", "распоряжение")
    assert (order.title, order.number, order.date) == (
        "О переходе на «Сферум»",
        "273р",
        date(2023, 5, 10),
    )
    assert (each.audience, each.messages, each.calls, each.personal) == ("teachers", 10, 1, True)
    assert (each.norm.threshold, active.norm.threshold) == (0.9, 0.25)
    assert (order.main, order.schedule.nudge) == ("each_active", "thursday 14:00")
    assert said(run("order", "check", path))[:2] == (
        0,
        "Файл верен: Распоряжение «О переходе на «Сферум»» от 10.05.2023 № 273р. Показателей: 4, "
        "дел по приказу: 0.\n",
    )


def test_what_is_not_given_is_asked_for(tmp_path):
    path = tmp_path / "приказ.toml"
    answers = "\nО чатах\n5\n2026-11-20\nШкола\n\n10\n\n\n100\n\n"
    done = run("order", "new", path, typed=answers)
    order = load_order(str(path))

    assert done.exit_code == 0
    assert "Вид документа (приказ, распоряжение, положение) [приказ]: " in done.stdout
    assert (order.id, order.kind, order.basis) == ("our-order", "приказ", "example")
    assert (order.date, order.indicator[0].messages) == (date(2026, 11, 20), 10)


def test_a_file_of_nothing_but_its_name_reports_and_demands_nothing(tmp_path):
    path = tmp_path / "bare.toml"
    run("order", "new", path, "--yes")
    order = load_order(str(path))

    assert (order.called, order.main, order.personal) == ("без названия", "active_chats", ())
    assert all(spec.norm is None for spec in order.indicator)
    assert (
        said(run("order", "check", path))[1].splitlines()[1].startswith("Файл считается примером")
    )


def test_the_lines_that_wait_behind_a_sign_are_right_as_well(tmp_path):
    path = tmp_path / "own.toml"
    run("order", "new", path, *NAMED, "--yes")
    text = path.read_text(encoding="utf-8")
    points = text.index("# [[milestone]]")
    shown = [line.removeprefix("# ") for line in text[points:].split("\n") if "Дело" not in line]
    kept = [line for line in shown if line.startswith("[[") or " = " in line]
    path.write_text(text[:points] + "\n".join(kept), encoding="utf-8")
    order = load_order(str(path))

    assert [len(each) for each in (order.milestone, order.duty, order.outside)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--date", "31.02.2023"), "Дата «31.02.2023» непонятна. Напишите её так: 10.05.2023."),
        (("--date", "май"), "Дата «май» непонятна. Напишите её так: 10.05.2023."),
        (
            ("--messages", "много"),
            "Число не может быть меньше 0, а указано много. Напишите 0, если нормы нет.",
        ),
        (
            ("--active", "250"),
            "Процентов должно быть от 0 до 100, а указано 250. Напишите, например, 25.",
        ),
        (
            ("--basis", "приказ"),
            "«приказ» здесь не подходит. Напишите одно из: text, press, example.",
        ),
    ],
)
def test_a_bad_answer_writes_nothing(options, sentence, tmp_path):
    path = tmp_path / "own.toml"

    assert said(run("order", "new", path, *options, "--yes")) == (1, "", sentence)
    assert not path.exists()


def test_a_file_that_is_there_stays(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text("мой", encoding="utf-8")

    assert run("order", "new", path, "--yes").exit_code == 1
    assert path.read_text(encoding="utf-8") == "мой"
    assert run("order", "new", path, "--yes", "--force").exit_code == 0


def test_the_schema_is_printed_as_it_lies_beside_the_shipped_orders():
    status, out, _ = said(run("order", "schema"))

    assert (status, out) == (0, SCHEMA.read_text(encoding="utf-8"))
    assert set(json.loads(out)["required"]) == {"id", "main", "counting", "schedule", "indicator"}
