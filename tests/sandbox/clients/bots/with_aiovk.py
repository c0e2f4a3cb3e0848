import asyncio
import os

import aiovk
from aiovk.longpoll import BotsLongPoll


class Session(aiovk.TokenSession):
    REQUEST_URL = os.environ["VK_URL"] + "/method/"


async def main():
    async with Session(access_token=os.environ["VK_TOKEN"]) as session:
        api = aiovk.API(session)
        group = (await api.groups.getById())[0]["id"]
        async for event in BotsLongPoll(api, group_id=group).iter():
            if event["type"] == "message_new":
                said = event["object"]["message"]
                if said["text"] == "/start":
                    await api.messages.send(peer_id=said["peer_id"], message="Hello!")


asyncio.run(main())
