"""Traffic is recorded without secrets, asked again of a fresh world, and answered from the file."""

import json
import struct

import aiohttp
import msgspec
import pytest
import pytest_asyncio

from sandbox.http.server import serve
from sandbox.tool import checking, records
from sandbox.tool.command import main
from sandbox.tool.recording import recorder
from sandbox.tool.records import Writer
from sandbox.tool.replaying import replayer
from sandbox.tool.worlds import Start
from sandbox.world.world import WorldError

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 640, 480, 8, 2, 0, 0, 0)
ANNA = 300_001


class Client:
    """A bot's client, and whoever speaks for people."""

    def __init__(self, sandbox, http, token=None):
        self.sandbox, self.http = sandbox, http
        self.token = token or sandbox.world.token
        self.server = None

    async def method(self, name, **params):
        secret = {"access_token": self.token, "v": "5.199"}
        url = f"{self.sandbox.url}/method/{name}"
        async with self.http.post(url, data=secret | params) as response:
            return await response.json()

    async def poll(self):
        if self.server is None:
            group = {"group_id": self.sandbox.world.group_id}
            self.server = (await self.method("groups.getLongPollServer", **group))["response"]
        asked = {"act": "a_check", "key": self.server["key"], "ts": self.server["ts"], "wait": "0"}
        async with self.http.get(self.server["server"], params=asked) as response:
            told = await response.json()
        self.server["ts"] = told["ts"]
        return [each["type"] for each in told["updates"]]

    async def upload(self):
        place = (await self.method("photos.getMessagesUploadServer"))["response"]["upload_url"]
        form = aiohttp.FormData()
        form.add_field("photo", PNG, filename="a.png")
        async with self.http.post(place, data=form) as response:
            uploaded = await response.json(content_type=None)
        return await self.method("photos.saveMessagesPhoto", **uploaded)

    async def control(self, path, body):
        async with self.http.post(f"{self.sandbox.url}/sandbox/{path}", json=body) as response:
            return await response.json()


async def live(client):
    """A bot's short life; give what it was told."""
    told = [await client.poll()]
    await client.control("say", {"from": ANNA, "dm": True, "text": "Привет"})
    told.append(await client.poll())
    send = {"user_id": ANNA, "random_id": "7"}
    told.append(await client.method("messages.send", message="Здравствуйте", **send))
    told.append(await client.method("messages.send", message="", random_id="8", user_id=ANNA))
    told.append(await client.upload())
    await client.control("faults", {"on": "method:users.get", "cut": 5})
    with pytest.raises(aiohttp.ClientPayloadError):
        await client.method("users.get", user_ids=ANNA)
    told.append(await client.method("users.get", user_ids=ANNA))
    await client.control("reset", {"seeded": True})
    told.append(await client.method("users.get", user_ids=ANNA))
    await client.control("community", {"user_longpoll": True})
    place = (await client.method("messages.getLongPollServer"))["response"]["server"]
    assert f"http://{place}".startswith(client.sandbox.url)
    return told


@pytest_asyncio.fixture
async def http():
    async with aiohttp.ClientSession() as session:
        yield session


@pytest_asyncio.fixture
async def recorded(tmp_path, http):
    """A record, where it lies, and what its bot was told."""
    file, start = tmp_path / "traffic.jsonl", Start()
    with file.open("w", encoding="utf-8") as opened:
        writer, world = Writer(opened), start.made()
        start.begin(world)
        writer.begin(world, start)
        async with serve(world, middlewares=[recorder(writer)]) as sandbox:
            sandbox.begin = start.begin
            told = await live(Client(sandbox, http))
            secrets = (world.token, world.queue.key, sandbox.url.removeprefix("http://"))
    return file, told, secrets


@pytest.mark.asyncio
async def test_a_record_holds_what_was_asked_and_answered_without_secrets(recorded):
    file, _, secrets = recorded
    text = file.read_text(encoding="utf-8")
    assert [secret for secret in secrets if secret in text] == []
    record = records.read(file)
    assert [(line.verb, line.path) for line in record.lines] == [
        ("POST", "/method/groups.getLongPollServer"),
        ("GET", "/longpoll/225000001"),
        ("POST", "/sandbox/say"),
        ("GET", "/longpoll/225000001"),
        ("POST", "/method/messages.send"),
        ("POST", "/method/messages.send"),
        ("POST", "/method/photos.getMessagesUploadServer"),
        ("POST", "/upload/photo"),
        ("POST", "/method/photos.saveMessagesPhoto"),
        ("POST", "/sandbox/faults"),
        ("POST", "/method/users.get"),
        ("POST", "/method/users.get"),
        ("POST", "/sandbox/reset"),
        ("POST", "/method/users.get"),
        ("POST", "/sandbox/community"),
        ("POST", "/method/messages.getLongPollServer"),
    ]
    (token,) = {line.params["access_token"] for line in record.lines if "v" in line.params}
    assert token == record.head.tokens["225000001"] == records.hidden(secrets[0])
    assert record.lines[7].files["photo"].content == PNG
    assert [line.whole for line in record.lines[10:12]] == [False, True]


@pytest.mark.asyncio
async def test_a_fresh_world_answers_in_the_same_shapes(recorded):
    record = records.read(recorded[0])
    world = record.head.start.made()
    record.head.start.begin(world)
    async with serve(world) as sandbox:
        assert await checking.check(sandbox, record) == (15, [])


def test_a_check_tells_what_deviates_and_ends_so(tmp_path, capsys):
    head = {"record": records.FORMAT, "tokens": {}, "start": {"empty": True}}
    wrong = {"at": 0, "verb": "POST", "path": "/method/users.get", "status": 200}
    token = records.hidden(Start().made().token)
    asked = {**wrong, "params": {"access_token": token, "v": "5.199", "user_ids": "1"}}
    lines = [
        head,
        {**asked, "answer": {"response": [{"id": 1}]}},
        {**asked, "answer": {"response": []}},
        {**asked, "answer": {"error": {"error_code": 6}}},
    ]
    file = tmp_path / "traffic.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["--check", str(file)])
    assert ended.value.code == 1
    assert capsys.readouterr().out == (
        "line 2, /method/users.get: response: 1 items recorded, an empty list now\n"
        "2 answers compared, 1 deviations\n"
    )


@pytest.mark.parametrize(
    ("told", "now", "found"),
    [
        ({"a": 1}, {"a": 2.5}, []),
        ({"a": 1}, {"a": "1"}, ["a: a number recorded, a text now"]),
        ({"a": True}, {"a": 1}, ["a: yes or no recorded, a number now"]),
        ({"a": {"b": None}}, {"a": {"c": 1}},
         ["a.b: recorded, not there now", "a.c: there now, not recorded"]),
        ([{"a": 1}, {"a": 1}], [{"a": []}], ["[].a: a number recorded, a list now"]),
        ([], [1], ["all: an empty list recorded, 1 items now"]),
        ({"response": 1}, {"error": {}},
         ["response: recorded, not there now", "error: there now, not recorded"]),
    ],
)  # fmt: skip
def test_shapes_are_compared_and_not_what_is_said(told, now, found):
    assert [*checking.compare(told, now)] == found


@pytest.mark.asyncio
async def test_a_client_is_answered_from_a_record(recorded, http):
    file, told, _ = recorded
    record = records.read(file)
    async with serve(record.head.start.made(), middlewares=[replayer(record)]) as sandbox:
        client = Client(sandbox, http, "vk1.a.anything")
        again = [await client.poll(), await client.poll()]
        assert again == told[:2]
        send = {"user_id": ANNA, "random_id": "99"}
        assert await client.method("messages.send", message="Здравствуйте", **send) == told[2]
        assert await client.method("messages.send", message="", **send) == told[3]
        assert (await client.upload())["response"][0].keys() == told[4]["response"][0].keys()
        assert await client.method("users.get", user_ids=ANNA) == told[5]
        assert await client.method("users.get", user_ids=ANNA) == told[5]
        assert await client.poll() == []
        silent = await client.method("messages.pin")
        assert silent["error"]["error_msg"] == "Internal server error: not in the record"
        refusal = {"error": "This is a replay: nobody acts in it."}
        assert await client.control("say", {"from": ANNA}) == refusal


def test_a_record_that_was_being_written_is_read_to_its_last_whole_line(tmp_path):
    head = msgspec.json.encode(records.Head(record=records.FORMAT, tokens={}, start=Start()))
    line = b'{"at":0,"verb":"GET","path":"/method/users.get","status":200}'
    file = tmp_path / "traffic.jsonl"
    file.write_bytes(b"\n".join([head, line, line[:20]]))
    record = records.read(file)
    assert (len(record.lines), record.cut) == (1, True)
    file.write_bytes(b"\n".join([head, line[:20], line]))
    with pytest.raises(WorldError, match="line 2: Input data was truncated"):
        records.read(file)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is no record of vk-sandbox: Input data was truncated"),
        (b"\xff\xfe", "is no record of vk-sandbox"),
        (b'{"record":"vk-sandbox 9","tokens":{},"start":{}}', 'a record of "vk-sandbox 9"'),
    ],
)
def test_what_is_no_record_is_told(tmp_path, content, sentence):
    file = tmp_path / "traffic.jsonl"
    file.write_bytes(content)
    with pytest.raises(WorldError, match=sentence):
        records.read(file)


def test_an_older_record_is_not_written_over(tmp_path):
    file = tmp_path / "traffic.jsonl"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit, match="File exists"):
        main(["--record", str(file)])
    assert file.read_text(encoding="utf-8") == "mine"
