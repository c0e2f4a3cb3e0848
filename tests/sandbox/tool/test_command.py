"""The command: what it begins with, what it refuses, and in which words."""

import json
import socket
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import trustme
from cryptography.hazmat.primitives import serialization

from sandbox.tool import certificates, worlds
from sandbox.tool.arguments import read
from sandbox.world.world import WorldError
from tests.sandbox.tool.conftest import started

COMMAND = (sys.executable, "-c", "from sandbox.tool.command import main; main()")


def seen(told, what="state"):
    with urllib.request.urlopen(f"{told['sandbox']}/sandbox/{what}") as answer:
        return json.load(answer)


def refused(*options):
    done = subprocess.run(
        [*COMMAND, *options], check=False, capture_output=True, text=True, timeout=30
    )
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr


def test_it_begins_with_three_people_and_a_chat_the_community_reads():
    with started(COMMAND) as told:
        shown = seen(told)
    assert [person["first_name"] for person in shown["people"]] == ["Анна", "Борис", "Вера"]
    assert [(chat["title"], chat["bot"]) for chat in shown["chats"]] == [("Беседа", "all")]
    assert (shown["token"], str(shown["group_id"])) == (told["token"], told["group"])


def test_what_a_state_shows_begins_another_world(tmp_path):
    with started((*COMMAND, "--seed", "3")) as told:
        shown = seen(told) | {"token": "vk1.a.mine", "group_id": 7}
    file = tmp_path / "world.json"
    file.write_text(json.dumps(shown), encoding="utf-8")
    with started((*COMMAND, "--world", str(file))) as told:
        again = seen(told)
    assert len(again["people"]) > 300
    assert again | {"now": None} == shown | {"now": None}


def test_empty_is_nobody():
    with started((*COMMAND, "--empty")) as told:
        shown = seen(told)
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
        ('{"group_id": -1}', "group_id must be positive"),
    ],
)
def test_a_wrong_world_is_refused_before_anything_listens(tmp_path, content, sentence):
    file = tmp_path / "world.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(WorldError, match=sentence):
        worlds.read_world(file)


def test_a_world_that_is_not_there_is_told():
    assert "No such file or directory: 'nowhere.json'" in refused("--world", "nowhere.json")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--port 70000", "a port is a number from 0 to 65535"),
        ("--port -1", "a port is a number from 0 to 65535"),
        ("--port x", "a port is a number from 0 to 65535"),
        ("--communities 0", "communities are 1 to 20"),
        ("--empty --seed 1", "not allowed with argument"),
        ("--cert a.pem", "--cert and --key go together"),
        ("--tls --cert a.pem --key b.pem", "--tls makes a certificate"),
    ],
)
def test_what_cannot_be_meant_is_told(options, sentence, capsys):
    with pytest.raises(SystemExit) as ended:
        read(options.split())
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err


def test_communities_have_names_and_tokens_of_their_own():
    with started((*COMMAND, "--communities", "3")) as told:
        shown = seen(told, "communities")
    assert [each["group_id"] for each in shown] == [225_000_001, 225_000_002, 225_000_003]
    assert len({each["token"] for each in shown}) == 3
    assert [each["name"] for each in shown] == ["Звонок", "Звонок 2", "Звонок 3"]
    assert told["group"] == "225000003"


def server_time(told, context):
    url = f"{told['api']}utils.getServerTime?access_token={told['token']}&v=5.199"
    with urllib.request.urlopen(url, context=context) as answer:
        return json.load(answer)["response"]


def test_it_speaks_https_to_whoever_trusts_its_certificate():
    with started((*COMMAND, "--tls")) as told:
        assert told["api"].startswith("https://127.0.0.1:")
        assert server_time(told, ssl.create_default_context(cafile=told["trust"])) > 0
        with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
            server_time(told, ssl.create_default_context())
        with pytest.raises((urllib.error.URLError, ConnectionError, OSError)):
            urllib.request.urlopen(told["sandbox"].replace("https", "http"))
    assert not Path(told["trust"]).exists()


@pytest.fixture
def pair(tmp_path):
    """A certificate and its key, and the one that vouches for it."""
    maker = trustme.CA()
    issued = maker.issue_cert("127.0.0.1")
    issued.private_key_pem.write_to_path(str(tmp_path / "key.pem"))
    issued.cert_chain_pems[0].write_to_path(str(tmp_path / "cert.pem"))
    maker.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return tmp_path


def test_it_speaks_https_with_a_certificate_that_is_given(pair):
    options = ("--cert", str(pair / "cert.pem"), "--key", str(pair / "key.pem"))
    with started((*COMMAND, *options)) as told:
        assert server_time(told, ssl.create_default_context(cafile=pair / "ca.pem")) > 0


@pytest.mark.parametrize(
    ("certificate", "key", "sentence"),
    [
        ("cert.pem", "nothing.pem", "There is no file"),
        ("key.pem", "cert.pem", "are not a certificate and its key"),
        ("cert.pem", "other.pem", "are not a certificate and its key"),
        ("empty.pem", "key.pem", "are not a certificate and its key"),
        ("cert.pem", "locked.pem", "the key has a password"),
    ],
)
def test_wrong_certificates_are_refused(pair, certificate, key, sentence):
    other = trustme.CA().issue_cert("127.0.0.1").private_key_pem
    other.write_to_path(str(pair / "other.pem"))
    (pair / "empty.pem").touch()
    opened = serialization.load_pem_private_key(other.bytes(), None)
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    locked = opened.private_bytes(*form, serialization.BestAvailableEncryption(b"secret"))
    (pair / "locked.pem").write_bytes(locked)
    with pytest.raises(WorldError, match=sentence):
        certificates.given(pair / certificate, pair / key)


def test_without_its_maker_no_certificate_is_made(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "trustme", None)
    with pytest.raises(WorldError, match=r"pip install 'vk-sandbox\[tls\]'"):
        certificates.self_made(tmp_path / "ca.pem")
