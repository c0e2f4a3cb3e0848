import asyncio
import os

import aiovk
from aiovk.longpoll import UserLongPoll


class Session(aiovk.TokenSession):
    REQUEST_URL = os.environ["VK_URL"] + "/method/"


async def main():
    UserLongPoll.use_https = False
    async with Session(access_token=os.environ["VK_TOKEN"]) as session:
        api = aiovk.API(session)
        async for kind, *what in UserLongPoll(api, mode=2).iter():
            if kind == 4 and what[4] == "/start":
                await api.messages.send(peer_id=what[2], message="Hello!")


asyncio.run(main())
