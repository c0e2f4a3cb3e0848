import os

import requests
import vk_api
from vk_api.longpoll import VkEventType, VkLongPoll


class Sandbox(requests.adapters.HTTPAdapter):
    def send(self, request, **more):
        request.url = request.url.replace("https://api.vk.ru", os.environ["VK_URL"])
        return super().send(request, **more)


class Plain(VkLongPoll):
    def update_longpoll_server(self, update_ts=True):
        super().update_longpoll_server(update_ts)
        self.url = f"http://{self.server}"


vk_session = vk_api.VkApi(token=os.environ["VK_TOKEN"])
vk_session.http.mount("https://api.vk.ru/", Sandbox())
vk = vk_session.get_api()

for event in Plain(vk_session).listen():
    if event.type == VkEventType.MESSAGE_NEW and event.to_me and event.text == "/start":
        vk.messages.send(user_id=event.user_id, message="Hello!", random_id=0)
