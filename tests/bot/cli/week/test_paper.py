"""``paper``: files that say what the bot's say, named as people name them."""

import pytest

from tests import plain
from tests.bot.cli.commanding import run, said, written
from tests.bot.papers.opened import pdf_words, word_texts
from tests.cast import PERM, ROSTER, SCHOOL

pytestmark = pytest.mark.usefixtures("own_surroundings")

WEEK, NAME = "2025-W47", "Справка, СОШ № 12, 17–23 ноября 2025"
IN = ("paper", "--unit", SCHOOL, "--period")


@pytest.fixture
def served(config):
    """A school with its list; the command is asked about a week of the year before."""
    written("roster.csv", ROSTER)
    done = run("roster", "import", "--yes", "--unit", SCHOOL, "roster.csv")
    assert done.exit_code == 0, done.stderr


def of_week(*more):
    return said(run(*IN, WEEK, *more))


def test_both_files_are_written_into_a_folder(served, tmp_path):
    done = of_week("--out", tmp_path / "new" / "papers")
    folder = tmp_path / "new" / "papers"
    assert done == (
        0,
        f"Записано: {folder / NAME}.docx\nЗаписано: {folder / NAME}.pdf\n",
        "",
    )
    assert {path.name for path in folder.iterdir()} == {f"{NAME}.docx", f"{NAME}.pdf"}
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    texts = word_texts((folder / f"{NAME}.docx").read_bytes())
    assert texts[:3] == [
        "МАОУ «СОШ № 12»",
        "Справка",
        "о сообщениях и звонках в чатах организации за неделю 17–23 ноября 2025 года",
    ]
    assert "Справка" in pdf_words((folder / f"{NAME}.pdf").read_bytes())[0]


def test_one_file_is_written_under_the_name_it_is_given(served, tmp_path):
    place = tmp_path / "paper.pdf"
    assert of_week("--out", place) == (0, f"Записано: {place}\n", "")
    assert place.read_bytes().startswith(b"%PDF")
    assert of_week("--docx", "--out", tmp_path)[1] == f"Записано: {tmp_path / NAME}.docx\n"
    assert of_week("--docx", "--out", place) == (
        1,
        "",
        f"Имя файла {place} и выбранный вид не совпадают: уберите --pdf и --docx или имя файла.",
    )


def test_with_names_it_is_marked_as_not_to_be_handed_on(served, tmp_path):
    of_week("--docx", "--names", "--out", tmp_path)
    texts = word_texts((tmp_path / f"{NAME} (с фамилиями).docx").read_bytes())
    assert texts[0] == (
        "Для внутреннего пользования: есть фамилии сотрудников. Не передавать за пределы "
        "организации."
    )
    assert "Сотрудники ниже нормы" in texts


def test_a_level_s_paper_has_organisations(served, tmp_path):
    done = run("paper", "--unit", PERM, "--period", WEEK, "--names", "--out", tmp_path)
    assert done.exit_code == 0, done.stderr
    [docx] = tmp_path.glob("Справка, *.docx")
    texts = word_texts(docx.read_bytes())
    assert "МАОУ «СОШ № 12»" in texts
    assert not [text for text in texts if "Уткин" in text]


@pytest.mark.parametrize(
    ("period", "complaint"),
    [
        (
            "ноябрь",
            "Не понятен период «ноябрь». Примеры: 2026-W47 — неделя, 2026-11 — месяц, 2026-Q4 — "
            "квартал, 2026/2027 — учебный год.",
        ),
        ("2098-11", "Период 2098-11 ещё не начался."),
    ],
)
def test_what_is_no_period_or_to_come_is_told(period, complaint, served, tmp_path):
    assert said(run(*IN, period, "--out", tmp_path)) == (1, "", complaint)


def test_a_place_that_cannot_be_written_is_told(served, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    done = of_week("--pdf", "--out", tmp_path / "file" / "folder")
    assert done[0] == 1
    assert done[2].startswith("Не получилось записать файл ")


def test_a_period_before_the_unit_was_served_is_written_and_told(served, tmp_path):
    with plain.connect(tmp_path / "zvonok.db") as connection:
        connection.execute("UPDATE units SET joined_at = 1700000000")
    connection.close()
    done = said(run(*IN, "2010-11", "--docx", "--out", tmp_path))
    assert (done[0], done[2]) == (0, "Данных за этот период нет: в справке так и сказано.")
