import os

import requests
import vk_api
from vk_api.bot_longpoll import VkBotEventType, VkBotLongPoll


class Sandbox(requests.adapters.HTTPAdapter):
    def send(self, request, **more):
        request.url = request.url.replace("https://api.vk.ru", os.environ["VK_URL"])
        return super().send(request, **more)


vk_session = vk_api.VkApi(token=os.environ["VK_TOKEN"])
vk_session.http.mount("https://api.vk.ru/", Sandbox())
vk = vk_session.get_api()
group = vk.groups.getById()[0]["id"]

for event in VkBotLongPoll(vk_session, group).listen():
    if event.type == VkBotEventType.MESSAGE_NEW and event.message.text == "/start":
        vk.messages.send(peer_id=event.message.peer_id, message="Hello!", random_id=0)
