"""Hold the sandbox's answers and events against VK's published schema.

    validate_sandbox.py PATH_TO_validate_vk.py

Plays a scenario over HTTP that calls every method and causes every type of event, checks each
answer and event, prints the deviations and one closing line; exit status 1 on any deviation.
"""

import asyncio
import base64
import importlib.util
import json
import struct
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import aiohttp

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sandbox.api.dispatch import EXECUTE, METHODS
from sandbox.http.server import serve
from sandbox.world.carried.attachments import SAMPLES
from sandbox.world.shapes import FOR_ALL
from sandbox.world.stage import TYPES
from sandbox.world.world import Access, World

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 640, 480, 8, 2, 0, 0, 0)
PERSONAL = ("sex", "domain", "screen_name", "first_name_gen", "last_name_dat")
UNPUBLISHED = ("storage.",)
"""Sections the schema at hand leaves out."""
KEYBOARD: dict[str, Any] = {
    "inline": True,
    "buttons": [
        [
            {
                "action": {"type": "text", "label": "Да", "payload": '{"yes":1}'},
                "color": "positive",
            },
            {"action": {"type": "callback", "label": "Нет", "payload": '{"no":1}'}},
            {"action": {"type": "open_link", "label": "Сайт", "link": "https://example.com"}},
        ]
    ],
}


class Play:
    """A running scenario: what was called, what happened, what deviates."""

    def __init__(self, world: World, http: aiohttp.ClientSession, schema: ModuleType) -> None:
        self.world, self.http, self.schema = world, http, schema
        self.methods: set[str] = set()
        self.events: set[str] = set()
        self.deviations: list[str] = []
        self.checked = 0

    async def call(self, name: str, **params: object) -> Any:  # noqa: ANN401 - any answer
        """Call a method, check its answer, return what is in it."""
        url = f"{self.world.url}/method/{name}"
        form = {key: str(value) for key, value in params.items()}
        secret = {"access_token": self.world.token, "v": "5.199"}
        async with self.http.post(url, data=form | secret) as response:
            answer = json.loads(await response.text())
        self.methods.add(name)
        if "error" in answer:
            self.deviations.append(f"{name}: error {answer['error']['error_msg']}")
            return None
        if not name.startswith(UNPUBLISHED):
            self._check(name, self.schema.check_method(name, answer))
        return answer["response"]

    async def control(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Act for a person."""
        async with self.http.post(f"{self.world.url}/sandbox/{path}", json=body) as response:
            answer: dict[str, Any] = await response.json()
        if response.status != 200:
            self.deviations.append(f"{path}: {answer}")
        return answer

    async def upload(self, url: str, field: str, name: str, content: bytes) -> dict[str, Any]:
        """Upload a file as a bot does."""
        form = aiohttp.FormData()
        form.add_field(field, content, filename=name)
        async with self.http.post(url, data=form) as response:
            answer: dict[str, Any] = json.loads(await response.text())
        return answer

    async def poll(self, server: dict[str, str]) -> None:
        """Check every event since the server was handed out."""
        asked = {"act": "a_check", "key": server["key"], "ts": server["ts"], "wait": "0"}
        async with self.http.get(server["server"], params=asked) as response:
            answer = json.loads(await response.text())
        for update in answer["updates"]:
            self.events.add(update["type"])
            self._check(update["type"], self.schema.check_event(update))

    def _check(self, name: str, found: list[str]) -> None:
        self.checked += 1
        known = self.schema.LAGS
        hard = [line for line in found if not any(lag in line for lag in known)]
        self.deviations += [f"{name}: {line}" for line in hard]


async def people_act(play: Play, owner: int, parent: int, chat: int) -> None:
    """Everything people do: all kinds of messages, service actions, calls."""
    await play.control(f"people/{parent}/dm", {"allowed": True})
    await play.control("community", {"events": [*TYPES]})
    await play.control("type", {"from": parent})
    await play.control("say", {"from": parent, "dm": True, "text": "Начать", "ref": "poster"})
    for kind in SAMPLES:
        await play.control("say", {"from": owner, "chat": chat, "attachments": [kind]})
    file = {"name": "план.txt", "base64": base64.b64encode("план".encode()).decode()}
    said = await play.control("say", {"from": owner, "chat": chat, "text": "вот", "file": file})
    for reaction in (4, None):
        react = {"from": owner, "chat": chat, "cmid": said["cmid"], "reaction": reaction}
        await play.control("react", react)
    await play.control("edit", {"chat": chat, "cmid": said["cmid"], "text": "вот так"})
    await play.control(f"chats/{chat}/title", {"by": owner, "title": "9 А класс"})
    await play.control(f"chats/{chat}/members", {"by": owner, "remove": [parent]})
    await play.control(f"chats/{chat}/members", {"by": owner, "add": [parent, -77]})
    for state in ("reached", "canceled_by_initiator", "canceled_by_receiver"):
        held = {"chat": chat, "from": owner, "participants": [owner, parent], "seconds": 600}
        await play.control("calls", {**held, "state": state})
    play.world.pin(chat, owner, said["cmid"])


async def bot_reads(play: Play, owner: int, chat: int) -> None:
    """Every method that only reads."""
    peer, group = 2_000_000_000 + chat, play.world.group_id
    await play.call("groups.getById")
    await play.call("groups.getTokenPermissions")
    await play.call("groups.isMember", group_id=group, user_id=owner)
    await play.call("groups.isMember", group_id=group, user_ids=f"{owner},1")
    await play.call("groups.setLongPollSettings", group_id=group, enabled=1, message_new=1)
    await play.call("groups.getLongPollSettings", group_id=group)
    await play.call("users.get", user_ids=owner, fields=",".join((*FOR_ALL, *PERSONAL)))
    await play.call("utils.getServerTime")
    await play.call("utils.resolveScreenName", screen_name=f"id{owner}")
    await play.call("utils.getShortLink", url="https://example.com/a")
    await play.call("messages.getConversationMembers", peer_id=peer, fields="photo_50")
    await play.call("messages.getConversationsById", peer_ids=f"{peer},{owner}")
    await play.call("messages.getInviteLink", peer_id=peer, reset=1)
    cmids = ",".join(map(str, range(1, 30)))
    read = {"peer_id": peer, "conversation_message_ids": cmids}
    await play.call("messages.getByConversationMessageId", **read)
    await play.call("messages.getByConversationMessageId", **read, extended=1)
    await play.call("messages.isMessagesFromGroupAllowed", group_id=group, user_id=owner)


async def bot_keeps_house(play: Play, owner: int, parent: int, chat: int) -> None:
    """Chats' titles, pictures and pins, reactions, the community's settings, storage."""
    peer, group = 2_000_000_000 + chat, {"group_id": play.world.group_id}
    await play.call("messages.editChat", chat_id=chat, title="9 Б")
    await play.call("messages.pin", peer_id=peer, cmid=2)
    await play.call("messages.getConversationsById", peer_ids=peer)
    await play.call("messages.unpin", peer_id=peer)
    await play.call("messages.sendReaction", peer_id=peer, cmid=2, reaction_id=4)
    await play.call("messages.getById", peer_id=peer, cmids="2,3", extended=1)
    await play.call("messages.getMessagesReactions", peer_id=peer, cmids="2,3")
    await play.call("messages.getReactedPeers", peer_id=peer, cmid=2)
    await play.call("messages.deleteReaction", peer_id=peer, cmid=2)
    await play.call("messages.getById", message_ids="1,2")
    await play.call("messages.getChat", chat_id=chat)
    await play.call("messages.getChat", chat_ids=chat, fields="photo_50", name_case="gen")
    await play.call("messages.getLongPollServer", need_pts=1, lp_version=3)
    place = await play.call("photos.getChatUploadServer", chat_id=chat)
    uploaded = await play.upload(place["upload_url"], "file", "chat.png", PNG)
    await play.call("messages.setChatPhoto", file=uploaded["response"])
    await play.call("messages.getChat", chat_id=chat)
    await play.call("messages.deleteChatPhoto", chat_id=chat)
    for name in ("enableOnline", "getOnlineStatus", "disableOnline", "getOnlineStatus"):
        await play.call(f"groups.{name}", **group)
    await play.call("groups.setSettings", **group, bots_capabilities=1)
    await play.call("groups.getMembers", **group)
    await play.call("groups.getMembers", **group, fields="photo_50", sort="id_desc")
    await play.call("groups.isMember", **group, user_id=owner, extended=1)
    await play.call("utils.checkLink", url="https://example.com")
    await play.call("users.get", user_ids=f"{owner},{parent}", name_case="dat")
    for name in ("set", "get", "getKeys"):
        asked = {"set": {"key": "a", "value": "1"}, "get": {"key": "a"}, "getKeys": {}}[name]
        await play.call(f"storage.{name}", **asked)


async def bot_decorates(play: Play, parent: int, photo: str) -> None:
    """The rarer things messages show."""
    for kind in ("audio_message", "graffiti"):
        place = await play.call("docs.getMessagesUploadServer", peer_id=parent, type=kind)
        uploaded = await play.upload(place["upload_url"], "file", "voice.ogg", PNG)
        await play.call("docs.save", **uploaded)
    said: dict[str, object] = {"peer_id": parent, "random_id": 0}
    bold = {"version": "1", "items": [{"type": "bold", "offset": 0, "length": 4}]}
    button = KEYBOARD["buttons"][0][0]
    element = {"photo_id": photo.removeprefix("photo"), "buttons": [button]}
    carousel = {"type": "carousel", "elements": [element | {"action": {"type": "open_photo"}}]}
    await play.call("messages.send", **said, message="План", format_data=json.dumps(bold))
    await play.call("messages.send", **said, message="Сюда", lat="58.01", long="56.25")
    await play.call("messages.send", **said, sticker_id=9008)
    await play.call("messages.send", **said, message="Смотрите", template=json.dumps(carousel))
    await play.call("messages.send", **said, message="об этом", reply_to=1, forward_messages="1,2")
    await play.call("messages.send", domain=f"id{parent}", random_id=0, message="по имени")
    await play.call("messages.getHistory", peer_id=parent)


async def bot_writes(play: Play, owner: int, parent: int, chat: int) -> None:
    """Every method that changes something."""
    peer = 2_000_000_000 + chat
    photo = await upload_photo(play, peer)
    doc = await upload_doc(play, peer)
    keyboard = json.dumps(KEYBOARD, ensure_ascii=False)
    await play.call("messages.send", peer_id=parent, message="Здравствуйте!", random_id=1)
    await play.control("read", {"from": parent, "dm": True})
    forward = json.dumps({"peer_id": peer, "conversation_message_ids": [3], "is_reply": True})
    sent = await play.call(
        "messages.send",
        peer_ids=f"{peer},{parent},{owner},5",
        message="Нажмите",
        random_id=2,
        keyboard=keyboard,
        attachment=f"{photo},{doc}",
        forward=forward,
    )
    cmid = sent[0]["conversation_message_id"]
    await play.control("press", {"from": owner, "chat": chat, "cmid": cmid, "label": "Да"})
    press = {"from": parent, "chat": chat, "cmid": cmid, "label": "Нет"}
    event = (await play.control("press", press))["event_id"]
    data = json.dumps({"type": "show_snackbar", "text": "Записано"})
    answered = {"event_id": event, "user_id": parent, "peer_id": peer, "event_data": data}
    await play.call("messages.sendMessageEventAnswer", **answered)
    await play.call("messages.edit", peer_id=peer, cmid=cmid, message="Готово", keyboard=keyboard)
    await play.call("messages.delete", peer_id=peer, cmids=f"{cmid},999", delete_for_all=1)
    await bot_decorates(play, parent, photo)
    await play.call("messages.getHistory", peer_id=parent, extended=1)
    await play.call("messages.getConversations", extended=1)
    await play.call("messages.setActivity", peer_id=peer, type="typing")
    await play.call("messages.markAsRead", peer_id=parent)
    await bot_tidies_up(play, parent)
    await play.call("execute", code='return {"who": API.users.get({"user_ids": [1]})};')
    await play.call("messages.removeChatUser", chat_id=chat, member_id=parent)
    await play.call("messages.removeChatUser", chat_id=chat, member_id=-play.world.group_id)
    await play.control(f"people/{parent}/dm", {"allowed": False})


async def bot_tidies_up(play: Play, parent: int) -> None:
    """Whole dialogs, and a chat of the community's own."""
    await play.call("messages.markAsAnsweredConversation", peer_id=parent)
    await play.call("messages.markAsImportantConversation", peer_id=parent)
    await play.call("messages.getConversations", filter="important")
    await play.call("messages.search", q="начать", extended=1)
    await play.call("messages.createChat", title="Дежурные", user_ids=parent)
    await play.call("messages.deleteConversation", peer_id=parent)


async def callback_servers(play: Play) -> None:
    """Every method about Callback API servers; nothing listens there, and nothing is posted."""
    group = {"group_id": play.world.group_id}
    described = {**group, "url": "http://127.0.0.1:9/vk", "title": "Звонок", "secret_key": "тайна"}
    await play.call("groups.getCallbackConfirmationCode", **group)
    added = await play.call("groups.addCallbackServer", **described)
    await play.call("groups.setCallbackSettings", **group, **added, message_new=0)
    await play.call("groups.getCallbackSettings", **group, **added)
    await play.call("groups.editCallbackServer", **described, **added)
    await play.call("groups.getCallbackServers", **group)
    await play.call("groups.deleteCallbackServer", **group, **added)


async def upload_photo(play: Play, peer: int) -> str:
    """Upload a picture and name it as an attachment."""
    place = await play.call("photos.getMessagesUploadServer", peer_id=peer)
    uploaded = await play.upload(place["upload_url"], "photo", "week.png", PNG)
    (photo,) = await play.call("photos.saveMessagesPhoto", **uploaded)
    return f"photo{photo['owner_id']}_{photo['id']}_{photo['access_key']}"


async def upload_doc(play: Play, peer: int) -> str:
    """Upload a document and name it as an attachment."""
    place = await play.call("docs.getMessagesUploadServer", peer_id=peer, type="doc")
    uploaded = await play.upload(place["upload_url"], "file", "table.xlsx", b"PK")
    saved = await play.call("docs.save", **uploaded, title="Таблица.xlsx")
    return f"doc{saved['doc']['owner_id']}_{saved['doc']['id']}"


async def scenario(schema: ModuleType) -> Play:
    """Play everything once."""
    world = World(group_id=225_000_001)
    world.rate_limit = None
    world.user_long_poll = True
    owner, parent = world.add_person("Анна", "Петрова"), world.add_person("Пётр", "Иванов")
    async with serve(world), aiohttp.ClientSession() as http:
        play = Play(world, http, schema)
        server = await play.call("groups.getLongPollServer", group_id=world.group_id)
        chat = world.add_chat("9 А", owner, [parent])
        world.set_bot(chat, owner, Access.ADMIN)
        await people_act(play, owner, parent, chat)
        await bot_reads(play, owner, chat)
        await bot_keeps_house(play, owner, parent, chat)
        await bot_writes(play, owner, parent, chat)
        await callback_servers(play)
        await play.poll(server)
    missing = {*METHODS, EXECUTE} - play.methods | set(TYPES) - play.events
    play.deviations += [f"{name}: not played" for name in sorted(missing)]
    return play


def load(path: Path) -> ModuleType:
    """Import the validator from its file."""
    spec = importlib.util.spec_from_file_location("validate_vk", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(arguments: list[str]) -> int:
    """Check and tell."""
    if len(arguments) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    play = asyncio.run(scenario(load(Path(arguments[0]))))
    lines = [*play.deviations]
    lines.append(
        f"{play.checked} answers and events of {len(play.methods)} methods and "
        f"{len(play.events)} types checked, {len(play.deviations)} deviations"
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if play.deviations else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
