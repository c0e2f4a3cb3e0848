"""Every command, with an older copy of the config: what it may change, and what not.

The older copy lacks a deputy, a coordinator, the watch of an administrator and a unit.
"""

import pytest

from tests import plain
from tests.bot.cli.commanding import broken, run, said, written
from tests.bot.cli.every_command import CHANGE, COMMANDS, ELSEWHERE, OF, READ
from tests.cast import DEPUTY, ROSTER, SCHOOL

pytestmark = pytest.mark.usefixtures("own_surroundings")

CONFIGURED = ("units", "offices", "vacations", "wishes", "conditions")


@pytest.fixture
def older(config, tmp_path):
    """A database with a waiting digest, configured by a newer config than the one at hand."""
    written("roster.csv", ROSTER)
    written("table.csv", "Организация;Сотрудников\nМАОУ «СОШ № 12»;40\n")
    ours = config.read_text(encoding="utf-8")
    newer = ours.replace("deputies = [102]", f"deputies = [{DEPUTY}]\nwatch = [101]")
    (tmp_path / "newer.toml").write_text(newer, encoding="utf-8")
    assert run("apply", "--config", "newer.toml").exit_code == 0
    assert (
        run("roster", "import", "--yes", *OF, "roster.csv", "--config", "newer.toml").exit_code == 0
    )
    assert run("vacation", "add", *OF, "2027-02-01", "2027-02-02").exit_code == 0
    with plain.connect(tmp_path / "zvonok.db") as connection:
        connection.execute(
            "INSERT INTO notices (unit, kind, period, recipient, facts, due_at, state, attempts, "
            "error) VALUES (?, 'digest', '2026-W46', ?, '{}', 1, 'released', 0, '')",
            (SCHOOL, DEPUTY),
        )
    connection.close()
    broken(config, "deputies = [102]\n", "")
    broken(config, "coordinators = [103]\n", "")
    return tmp_path / "zvonok.db"


def rows(path, tables=CONFIGURED):
    """What the tables say; of what waits to be told only the digest."""
    with plain.connect(path) as connection:
        found = {name: sorted(connection.execute(f"SELECT * FROM {name}")) for name in tables}
        digest = "SELECT state FROM notices WHERE kind = 'digest' AND period = '2026-W46'"
        found["conditions"] = [each for each in found.get("conditions", ()) if each[0] != "ticked"]
        found["digest"] = connection.execute(digest).fetchall()
    connection.close()
    return found


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("name", "arguments"), READ.items(), ids=READ)
def test_what_only_looks_changes_not_a_byte_and_leaves_no_file(name, arguments, older):
    before = {path: path.read_bytes() for path in older.parent.glob("zvonok.db*")}
    done = run(*name.split(), *arguments)

    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in older.parent.glob("zvonok.db*")} == before


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("name", "arguments"), CHANGE.items(), ids=CHANGE)
def test_what_changes_something_leaves_alone_what_the_config_says(name, arguments, older):
    before = rows(older)
    done = run(*name.split(), *arguments)
    after = rows(older)
    own = {"vacation add": 1, "vacation remove": -1}.get(name, 0)

    assert done.exit_code == 0, done.stderr
    assert done.stderr.startswith(
        "База настроена по другому config.toml. Отличия файла config.toml: снятые доступы и "
        "каникулы — 3. База не изменена. Подробно: zvonok apply --dry-run, записать: "
        "zvonok apply.\n"
    )
    assert len(after.pop("vacations")) - len(before.pop("vacations")) == own
    assert after == before


@pytest.mark.sqlite("a copy of a file")
def test_a_copy_is_noted_and_nothing_else_is_written(older, tmp_path):
    names = [*CONFIGURED, "notices", "persons"]
    before = rows(older, names)

    assert run("backup", "copy.db").exit_code == 0
    assert rows(older, names) == before
    [(place, _, size)] = rows(older, ["copies"])["copies"]
    assert (place, size) == (str(tmp_path / "copy.db"), (tmp_path / "copy.db").stat().st_size)


def test_every_command_stands_in_one_of_the_tables():
    names = {" ".join(each) for each in COMMANDS}

    assert names - READ.keys() - CHANGE.keys() - ELSEWHERE == set()


UNAPPLIED = (
    "Организация «lyceum-5» есть в файле настроек, но ещё не записана в базу. Выполните zvonok "
    "apply или перезапустите службу."
)


OF_A_UNIT = {
    name: arguments for name, arguments in {**CHANGE, **READ}.items() if "--unit" in arguments
}


@pytest.mark.parametrize(("name", "arguments"), OF_A_UNIT.items(), ids=OF_A_UNIT)
def test_a_unit_that_was_not_applied_yet_is_told(name, arguments, older):
    with plain.connect(older) as connection:
        connection.execute("DELETE FROM offices WHERE unit = 'lyceum-5'")
        connection.execute("DELETE FROM units WHERE id = 'lyceum-5'")
    connection.close()
    before = rows(older)
    named = ["lyceum-5" if each == SCHOOL else each for each in arguments]

    assert said(run(*name.split(), *named)) == (1, "", UNAPPLIED)
    assert rows(older) == before


def test_apply_shows_what_it_will_change_then_changes_it(older):
    lines = (
        "  perm, доступ «координатор»: добавляется 0, снимается 1\n"
        "  school-12, доступ «завуч»: добавляется 0, снимается 1\n"
        "  school-12, наблюдение: добавляется 0, снимается 1\n"
    )
    shown = said(run("apply", "--dry-run"))
    assert shown == (0, f"Изменится:\n{lines}Ничего не изменено.\n", "")

    done = said(run("apply"))
    assert done == (
        0,
        f"Изменено:\n{lines}Записано. Работающая служба узнает о новых и изменённых организациях "
        "после zvonok reload.\n",
        "",
    )
    assert [office for *_, office, _ in rows(older)["offices"]] == ["administrator"] * 2
    assert said(run("apply"))[1] == "База уже соответствует файлу настроек, менять нечего.\n"
