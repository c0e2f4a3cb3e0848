"""The command: what it begins with, what it refuses, and in which words."""

import json
import socket
import subprocess
import sys
import urllib.request

import pytest

from sandbox.tool.command import parser
from tests.sandbox.tool.conftest import started

COMMAND = (sys.executable, "-c", "from sandbox.tool.command import main; main()")


def state(told):
    with urllib.request.urlopen(f"{told['sandbox']}/sandbox/state") as answer:
        return json.load(answer)


def refused(*options):
    done = subprocess.run(
        [*COMMAND, *options], check=False, capture_output=True, text=True, timeout=30
    )
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr


def test_it_begins_with_three_people_and_a_chat_the_community_reads():
    with started(COMMAND) as told:
        shown = state(told)
    assert [person["first_name"] for person in shown["people"]] == ["Анна", "Борис", "Вера"]
    assert [(chat["title"], chat["bot"]) for chat in shown["chats"]] == [("Беседа", "all")]
    assert (shown["token"], str(shown["group_id"])) == (told["token"], told["group"])


def test_what_a_state_shows_begins_another_world(tmp_path):
    with started((*COMMAND, "--seed", "3")) as told:
        shown = state(told) | {"token": "vk1.a.mine", "group_id": 7}
    file = tmp_path / "world.json"
    file.write_text(json.dumps(shown), encoding="utf-8")
    with started((*COMMAND, "--world", str(file))) as told:
        again = state(told)
    assert len(again["people"]) > 300
    assert again | {"now": None} == shown | {"now": None}


def test_empty_is_nobody():
    with started((*COMMAND, "--empty")) as told:
        shown = state(told)
    assert (shown["people"], shown["chats"]) == ([], [])


def test_a_port_that_is_taken_is_told_in_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused("--port", str(port))
    assert said.startswith("vk-sandbox: ")
    assert str(port) in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[]", "Expected `object`, got `array`"),
        ('{"peeple": []}', "unknown field `peeple`"),
        ('{"people": [{"id": 1, "first_name": "А"}]}', "missing required field `last_name`"),
        ('{"chats": [{"title": "9 А", "owner": 5}]}', "There is no person 5."),
        ('{"people": [{"id": -1, "first_name": "А", "last_name": "Б"}]}', "-1 is taken or not"),
        ('{"people": [', "Input data was truncated"),
    ],
)
def test_a_wrong_world_is_refused_before_anything_listens(tmp_path, content, sentence):
    file = tmp_path / "world.json"
    file.write_text(content, encoding="utf-8")
    assert sentence in refused("--world", str(file))


def test_a_world_that_is_not_there_is_told():
    assert "No such file" in refused("--world", "nowhere.json")


@pytest.mark.parametrize("options", [["--port", "70000"], ["--port", "-1"], ["--port", "x"]])
def test_ports_are_checked(options, capsys):
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(options)
    assert ended.value.code == 2
    assert "a port is a number from 0 to 65535" in capsys.readouterr().err
