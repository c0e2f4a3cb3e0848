"""What holds of the whole: the arrows between packages, sizes, words and names."""

import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

from bot.cli.commands import ENTRIES
from bot.service.telling.wording import KINDS
from bot.sheets import digest_words as sheet
from bot.words.orders.jobs import JOBS
from bot.words.vocabulary import SCHOOL
from monitor.orders.jobs import JobName
from storage.records import ChatKind

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "monitor", "storage", "sandbox")


def files(*folders):
    """Every text of the repository below some folders, by path; caches left out."""
    found = {}
    for folder in folders:
        start = ROOT / folder
        paths = [start] if start.is_file() else sorted(start.rglob("*"))
        for path in paths:
            if path.is_file() and "__pycache__" not in path.parts:
                try:
                    found[str(path.relative_to(ROOT))] = path.read_text(encoding="utf-8")
                except UnicodeDecodeError:
                    continue
    return found


def everything():
    """Every text that is part of the project: folders and files that are not hidden."""
    made = {"demo-out"}
    names = [each.name for each in ROOT.iterdir() if each.name[0] != "." and each.name not in made]
    return files(
        *sorted(names), *(name for name in (".gitignore", ".ci") if (ROOT / name).exists())
    )


def test_the_arrows_between_packages_hold():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "0 broken" in done.stdout) == (0, True), done.stdout


def test_no_modules_import_each_other_in_a_circle():
    """Not for their types either: then one of them says what belongs to a third."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    arrows = {each: graph.find_modules_directly_imported_by(each) for each in graph.modules}
    TopologicalSorter(arrows).prepare()  # it raises, and names the circle


HISTORY = "storage/migrations/versions/0001_the_first_tables.py"
"""All tables of the first version: released, so nobody changes it."""


def test_no_file_is_long():
    long = {
        name
        for name, text in files(*PACKAGES, "tests").items()
        if name.endswith(".py") and text.count("\n") > 320 and name != HISTORY
    }
    assert long == set()


IMPORTED = re.compile(r"^ *(?:from|import) (tests\b.*?(?:\([^)]*\)|$))", re.MULTILINE)


def test_no_test_takes_anything_from_another():
    """What several of them share stands beside them, in a module that holds no tests."""
    taken = [
        (name, said)
        for name, text in files("tests").items()
        for said in (IMPORTED.findall(text) if name.endswith(".py") else ())
        if re.search(r"\btest_", said)
    ]
    assert taken == []


INDEX_HOSTS = tuple("".join(each) for each in (("py", "pi.", "org"), ("python", "hosted.", "org")))
PLACES = re.compile(r"(?<![\w.])/(?:work|root|tmp/(?:snap|briefs))/")


def test_no_file_names_a_package_index_or_a_place_on_somebody_s_machine():
    for name, text in everything().items():
        assert not any(host in text for host in INDEX_HOSTS), name
        assert name == "tests/test_arrows.py" or not PLACES.search(text), name
        assert name.startswith((".ci/", "tests/test_arrows.py")) or "../shared" not in text, name


FOREIGN = re.compile("telegram|телеграм", re.IGNORECASE)


def test_no_foreign_messenger_is_spoken_to():
    """Links to them are counted, by the table of those forbidden."""
    named = [
        (name, line.strip())
        for name, text in files(*PACKAGES, "pyproject.toml", "requirements.lock").items()
        for line in text.splitlines()
        if FOREIGN.search(line) and name != "monitor/chats/foreign.py"
    ]
    allowed = [name for name, line in named if "WhatsApp" in line or "Viber" in line]
    assert [name for name, _ in named] == allowed


def commands():
    for entry in ENTRIES:
        inside = getattr(entry.load(), "commands", {})
        yield from ((entry.name, name) for name in inside) if inside else ((entry.name,),)


@pytest.mark.parametrize("names", [*commands()], ids=" ".join)
def test_every_command_is_in_the_readme(names):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"`{' '.join(names)}" in readme or f"zvonok {' '.join(names)}" in readme


def test_every_command_s_help_ends_like_a_sentence():
    for entry in ENTRIES:
        assert entry.help.endswith(".")
        for command in getattr(entry.load(), "commands", {}).values():
            assert command.help.endswith(".")


SILENT = {JobName.CLOSE}
"""Jobs that tell nothing under a name of their own."""


def test_every_job_that_tells_something_has_words_and_a_name():
    assert set(JobName) - SILENT <= {kind.name for kind in KINDS}
    assert set(JOBS) == set(JobName)


def test_every_kind_of_chat_has_words_everywhere():
    assert set(SCHOOL.chat_kinds) == set(ChatKind)
    assert {sheet.chat_kind(kind, SCHOOL) for kind in ChatKind} == {
        "сотрудники",
        "ученики",
        "родители",
        "ученики и родители",
        "другой",
    }


RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)
SPEAKING = re.compile(
    r"bot/(words/|cli/words/|sheets/|.*(?:^|[/_])words\.py|dialog/official/)"
    r"|monitor/(people/names/|chats/(titles|class_names)\.py|orders/roles\.py)"
)


def test_russian_words_live_where_words_live():
    """Words modules have them; beside them only data that is Russian by nature."""
    for name, text in files("bot", "monitor", "storage").items():
        if name.endswith(".py") and not SPEAKING.match(name):
            strings = re.findall(r'(?<!")"(?!"")((?:[^"\\\n]|\\.)*)"', text)
            assert not [each for each in strings if RUSSIAN.search(each)], name


def test_every_room_says_what_lives_in_it():
    folders = {path.parent for name in PACKAGES for path in (ROOT / name).rglob("*.py")}
    for folder in folders - {ROOT / "storage" / "migrations" / "versions"}:
        said = (folder / "__init__.py").read_text(encoding="utf-8")
        assert said.startswith('"""'), folder
        assert len(list(folder.glob("*.py"))) <= 17, folder


NAMED = re.compile(r"(?<![\w/.-])(?:bot|monitor|storage|sandbox|tests)/[\w/.]*\w/?")
READ = ("README.md", "CONTRIBUTING.md", *(f"docs/{each.name}" for each in ROOT.glob("docs/*.md")))


@pytest.mark.parametrize("page", READ)
def test_files_named_for_engineers_exist(page):
    named = NAMED.findall((ROOT / page).read_text(encoding="utf-8"))
    assert [each for each in named if not (ROOT / each).exists()] == []


def test_the_readme_says_where_to_look():
    assert len(NAMED.findall((ROOT / "README.md").read_text(encoding="utf-8"))) > 100
