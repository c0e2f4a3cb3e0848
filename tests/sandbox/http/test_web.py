"""What must hold for the web messenger's files without a browser."""

import re
from importlib.resources import files

import pytest

WEB = files("sandbox") / "web"
FILES = {item.name: item.read_text(encoding="utf-8") for item in WEB.iterdir() if item.is_file()}
SCRIPTS = sorted(name for name in FILES if name.endswith(".js"))


def test_the_page_and_its_parts_are_shipped():
    assert {"index.html", "app.js", "style.css"} <= FILES.keys()


def test_every_file_the_page_names_exists():
    named = {name for text in FILES.values() for name in re.findall(r'"/web/([^"]+)"', text)}
    assert named == FILES.keys() - {"index.html"}


def test_nothing_is_loaded_from_another_host():
    hosts = {name: set(re.findall(r"https?://[\w.-]+", text)) for name, text in FILES.items()}
    namespace = {"http://www.w3.org"}  # the name of SVG, not an address that is asked
    assert {name: found - namespace for name, found in hosts.items()} == {
        name: set() for name in FILES
    }
    assert "default-src 'self'" in FILES["index.html"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_messages_never_become_markup(name):
    assert not re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", FILES[name])


def test_every_element_a_script_asks_for_is_on_the_page():
    asked = {name for script in SCRIPTS for name in re.findall(r'byId\("([^"]+)"\)', FILES[script])}
    there = set(re.findall(r'\bid="([^"]+)"', FILES["index.html"]))
    assert asked <= there
    assert len(asked) > 30


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_imported_name_is_exported(name):
    for names, source in re.findall(r'import \{([^}]+)\} from "/web/([^"]+)"', FILES[name]):
        exported = set(
            re.findall(r"export (?:async )?(?:const|let|function|class) (\w+)", FILES[source])
        )
        assert {part.strip() for part in names.split(",")} <= exported


@pytest.mark.parametrize("name", [name for name in SCRIPTS if name != "words.js"])
def test_what_the_page_says_stands_in_one_file(name):
    code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", FILES[name], flags=re.DOTALL)
    assert re.findall(r"[а-яё]{2,}", code, re.IGNORECASE) == []


@pytest.mark.parametrize("name", sorted(FILES))
def test_no_file_is_long(name):
    assert FILES[name].count("\n") <= 300


def test_the_worker_keeps_every_part_of_the_page():
    kept = set(re.findall(r'"/web/([^"]+)"', FILES["worker.js"]))
    assert kept == FILES.keys() - {"index.html", "worker.js"}
