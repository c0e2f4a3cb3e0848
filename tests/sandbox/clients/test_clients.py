"""Other people's clients run on the sandbox: every cell of docs/clients.md is tried.

A client is installed once a run and started once: its script lives on a sandbox of its own, polls
it all the while, and does one feature after another as it is told on its standard input.
"""

import asyncio
import json
import os
import struct
import sys
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
import pytest_asyncio

from sandbox.api.dispatch import respond
from sandbox.context import Sandbox
from sandbox.faults import Fault
from sandbox.http import methods
from sandbox.http.server import serve
from sandbox.world.world import Access, World
from tests.sandbox.clients import table
from tests.sandbox.clients.installed import had

pytestmark = pytest.mark.asyncio(loop_scope="module")
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480) + bytes(range(256))
SOON = 30  # seconds after which nothing comes any more


@dataclass
class Speaker:
    """A client's script at work on a sandbox; Vera writes to the community, Boris never did."""

    client: table.Client
    sandbox: Sandbox
    script: asyncio.subprocess.Process
    asked: set[str]
    folders: tuple
    files: dict[str, str]
    vera: int
    boris: int
    chat: int

    @property
    def world(self):
        return self.sandbox.world

    async def do(self, feature, **params):
        """Let the script do something and tell what came of it."""
        self.script.stdin.write(json.dumps({"do": feature, **params}).encode() + b"\n")
        return await came(self.script)

    def say(self, text):
        """Let Vera write to the community."""
        self.world.say(self.vera, dm=True, text=text)

    def last(self):
        """The newest message between Vera and the community."""
        return self.world.dms[self.vera].messages[-1]

    async def until(self, there, again=lambda: None):
        """Wait until something is so; `again` is done twice a second meanwhile."""
        for turn in range(SOON * 50):
            if there():
                return
            assert self.script.returncode is None, "it ended"
            if turn % 25 == 24:
                again()
            await asyncio.sleep(0.02)
        pytest.fail("nothing came")

    async def answered(self, text, answer):
        """Let Vera write until the community answers."""
        before = len(self.world.dms[self.vera].messages)

        def there():
            new = self.world.dms[self.vera].messages[before:]
            return any(message.text == answer for message in new)

        self.say(text)
        await self.until(there, lambda: self.say(text))


async def came(script):
    """Read what a script tells, and what came of it."""
    line = await asyncio.wait_for(script.stdout.readline(), SOON)
    told = json.loads(line or b'{"failed": "it ended"}')
    assert "failed" not in told, told["failed"]
    return told.get("came")


@asynccontextmanager
async def program(client, folders, path, world, stdout):
    """Run a program with a client installed in one folder, in the other, until the block ends."""
    installed, place = folders
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    found = {"NODE_PATH": f"{installed}/node_modules", "PYTHONPATH": str(installed)}
    told = {"VK_URL": world.url, "VK_TOKEN": world.token, "VK_GROUP": str(world.group_id)}
    command = [sys.executable] if client.language == "Python" else ["node"]
    running = await asyncio.create_subprocess_exec(
        *command, path, stdin=PIPE, stdout=stdout, env=known | found | told, cwd=place
    )
    try:
        yield running
    finally:
        running.stdin.close()
        if running.returncode is None:
            running.kill()
        await running.wait()


@pytest_asyncio.fixture(
    scope="module", loop_scope="module", params=table.CLIENTS, ids=lambda each: each.name
)
async def speaker(request, tmp_path_factory):
    client = request.param
    folder, missing = had(client.registry) if client.registry else ("", "")
    if missing:
        pytest.skip(f"{client.name} is not tried: {missing}")
    files = {"photo": ("week.png", PNG), "document": ("week.txt", "неделя".encode())}
    place = tmp_path_factory.mktemp(client.script)
    for name, content in files.values():
        (place / name).write_bytes(content)
    world, asked = World(), set()
    world.rate_limit = None

    def hear(sandbox, method, params, client):
        asked.add(params.get("v"))
        return respond(sandbox, method, params, client)

    vera, boris = world.add_person("Вера", "Ильина"), world.add_person("Борис", "Орлов")
    chat = world.add_chat("9 А", vera, [boris])
    world.set_bot(chat, vera, Access.ADMIN)
    world.say(vera, dm=True, text="Здравствуйте")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(methods, "respond", hear)
        async with (
            serve(world) as sandbox,
            program(client, (folder, place), table.script(client), world, PIPE) as script,
        ):
            assert await came(script) == "here"
            yield Speaker(
                client=client,
                sandbox=sandbox,
                script=script,
                asked=asked,
                folders=(folder, place),
                files={kind: str(place / name) for kind, (name, _) in files.items()},
                vera=vera,
                boris=boris,
                chat=chat,
            )


async def send(speaker):
    await speaker.do("send", peer=speaker.vera)
    assert (speaker.last().text, speaker.last().from_id) == ("привет", -speaker.world.group_id)
    await speaker.do("send", peer=2_000_000_000 + speaker.chat)
    assert speaker.world.chat(speaker.chat).dialog.messages[-1].text == "привет"


async def keyboard(speaker):
    await speaker.do("keyboard", peer=speaker.vera)
    rows = speaker.last().keyboard["buttons"]
    assert [[button["action"]["label"] for button in row] for row in rows] == [
        ["Да", "Счёт"],
        ["Сайт"],
    ]
    assert (rows[0][0]["color"], json.loads(rows[0][0]["action"]["payload"])) == (
        "positive",
        {"yes": 1},
    )


async def edit(speaker):
    await speaker.do("edit", peer=speaker.vera)
    assert (speaker.last().text, speaker.last().update_time is None) == ("стало", False)


async def callback_button(speaker):
    await speaker.do("keyboard", peer=speaker.vera)
    shown = len(speaker.world.answers)
    speaker.world.press(speaker.vera, dm=True, label="Счёт")
    await speaker.until(lambda: len(speaker.world.answers) > shown)
    answer = speaker.world.answers[-1]
    assert (answer["type"], answer["text"], answer["user"]) == (
        "show_snackbar",
        "Принято",
        speaker.vera,
    )


async def photo(speaker):
    await speaker.do("photo", peer=speaker.vera, path=speaker.files["photo"])
    (shown,) = speaker.last().attachments
    assert (shown["type"], shown["photo"]["sizes"][-1]["width"]) == ("photo", 640)


async def document(speaker):
    await speaker.do("document", peer=speaker.vera, path=speaker.files["document"])
    (shown,) = speaker.last().attachments
    stored = list(speaker.world.files.stored.values())[-1]
    assert (shown["doc"]["title"], stored.content) == ("Сводка.txt", "неделя".encode())


async def members(speaker):
    found = await speaker.do("members", peer=2_000_000_000 + speaker.chat)
    assert found == [speaker.vera, speaker.boris, -speaker.world.group_id]


async def execute(speaker):
    found = await speaker.do("execute", people=[speaker.vera, speaker.boris])
    assert found == ["Вера", "Борис", 5, 5]
    assert speaker.world.requests["execute"] > 0


async def error(speaker, code):
    peer = {901: speaker.boris, 917: 2_000_000_099}.get(code, speaker.vera)
    if code in (6, 9, 14):
        speaker.sandbox.faults.add(Fault(on="method:messages.send", error=code))
    came = await speaker.do("error", code=code, peer=peer)
    assert speaker.sandbox.faults.listed() == []
    told = {table.RAISED: code, table.BARE: "refused", table.AGAIN: "answered"}
    assert came == told[speaker.client.cell(f"error {code}")]


async def failed(speaker, code):
    await speaker.answered("ping", "pong")
    speaker.sandbox.faults.add(Fault(on="poll", failed=code))
    speaker.world.queue.wake()
    await speaker.until(lambda: not speaker.sandbox.faults.listed())
    await speaker.answered("ping", "pong")


async def callback_api(speaker):
    servers, code = speaker.world.callback_servers, speaker.world.confirmation_code
    url = await speaker.do("webhook", code=code, secret="word")
    server = servers.add(url, "script", "word", speaker.world.queue.last)
    servers.subscribe(server, ["message_new"], [])
    await speaker.until(lambda: server.status == "ok")
    await speaker.answered("тук-тук", "кто там?")
    servers.delete(server.id)


async def bot_of_ten_lines(speaker):
    """It runs by itself, for the script's polls would take its faults and it the script's."""
    bot = table.bot(speaker.client)
    async with program(speaker.client, speaker.folders, bot, speaker.world, DEVNULL):
        await speaker.answered("/start", "Hello!")


async def user_long_poll(speaker):
    speaker.world.user_long_poll = True
    bot = table.on_dialogs(speaker.client)
    async with program(speaker.client, speaker.folders, bot, speaker.world, DEVNULL):
        await speaker.answered("/start", "Hello!")


TRIES = {
    "send": (send,),
    "keyboard": (keyboard,),
    "edit": (edit,),
    "callback button": (callback_button,),
    "photo": (photo,),
    "document": (document,),
    "members": (members,),
    "execute": (execute,),
    **{f"error {code}": (error, code) for code in (5, 6, 9, 14, 901, 917)},
    **{f"failed {code}": (failed, code) for code in (1, 2, 3)},
    "Callback API": (callback_api,),
    "a bot of ten lines": (bot_of_ten_lines,),
    "User Long Poll": (user_long_poll,),
}


@pytest.mark.parametrize("feature", table.FEATURES)
async def test_a_client_does_what_the_table_says(speaker, feature):
    if speaker.client.cell(feature) == table.NONE:
        pytest.skip(f"{speaker.client.name} has no {feature}.")
    act, *what = TRIES[feature]
    await act(speaker, *what)
    assert speaker.asked == {speaker.client.v}
