"""vkbottle with its own polling: every feature, by the client's own means."""

import asyncio
import os
import random
import tempfile

import loguru
import speaking
from aiohttp import web
from vkbottle import (
    API,
    Callback,
    DocMessagesUploader,
    GroupEventType,
    Keyboard,
    KeyboardButtonColor,
    OpenLink,
    PhotoMessageUploader,
    Text,
    VKAPIError,
)
from vkbottle.bot import Bot, MessageEvent
from vkbottle.polling import BotPolling

loguru.logger.disable("vkbottle")
API.API_URL = f"{speaking.URL}/method/"


async def solve(error):
    return "ok"


class Script:
    def __init__(self):
        self.api = API(speaking.TOKEN)
        self.api.add_captcha_handler(solve)
        self.bot = Bot(api=self.api, polling=BotPolling(api=self.api, wait=25))

        @self.bot.on.message(text="ping")
        async def ping(message):
            await message.answer("pong")

        @self.bot.on.raw_event(GroupEventType.MESSAGE_EVENT, dataclass=MessageEvent)
        async def pressed(event: MessageEvent):
            await event.show_snackbar("Принято")

    async def said(self, **more):
        return await self.api.messages.send(random_id=random.getrandbits(31), **more)

    async def send(self, peer):
        await self.said(peer_id=peer, message="привет")

    async def keyboard(self, peer):
        board = Keyboard(inline=True)
        board.add(Text("Да", {"yes": 1}), color=KeyboardButtonColor.POSITIVE)
        board.add(Callback("Счёт", {"count": 1})).row()
        board.add(OpenLink("https://example.com", "Сайт"))
        await self.said(peer_id=peer, message="Выбирайте", keyboard=board.get_json())

    async def edit(self, peer):
        number = await self.said(peer_id=peer, message="было")
        await self.api.messages.edit(peer_id=peer, message_id=number, message="стало")

    async def photo(self, peer, path):
        attachment = await PhotoMessageUploader(self.api).upload(path, peer_id=peer)
        await self.said(peer_id=peer, attachment=attachment)

    async def document(self, peer, path):
        uploader = DocMessagesUploader(self.api)
        attachment = await uploader.upload(path, peer_id=peer, title="Сводка.txt")
        await self.said(peer_id=peer, attachment=attachment)

    async def members(self, peer):
        found = await self.api.messages.get_conversation_members(peer_id=peer)
        return [item.member_id for item in found.items]

    async def execute(self, people):
        calls = ",".join(f'API.users.get({{"user_ids": {person}}})' for person in people)
        answer = await self.api.request("execute", {"code": f"return [{calls}];"})
        return [each["first_name"] for (each,) in answer["response"]] + [5, 5]

    async def error(self, code, peer):
        api = API("wrong") if code == 5 else self.api
        try:
            await api.messages.send(peer_id=peer, message="раз", random_id=0)
        except VKAPIError as refused:
            return refused.code
        finally:
            if code == 5:
                await api.http_client.close()
        return "answered"

    async def webhook(self, code, secret):
        bot = Bot(api=self.api)

        @bot.on.message(text="тук-тук")
        async def knock(message):
            await message.answer("кто там?")

        async def take(request):
            told = await request.json()
            if told["secret"] != secret:
                return web.Response(status=403)
            if told["type"] == "confirmation":
                return web.Response(text=code)
            self.answering = asyncio.create_task(bot.process_event(told))
            return web.Response(text="ok")

        app = web.Application()
        app.add_routes([web.post("/", take)])
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{runner.addresses[0][1]}/"


async def main():
    script = Script()
    listening = asyncio.create_task(script.bot.run_polling())
    await speaking.serve(script)
    listening.cancel()
    await script.api.http_client.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        # Its polling keeps a file under the working directory.
        os.chdir(folder)
        asyncio.run(main())
