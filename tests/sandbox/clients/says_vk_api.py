"""vk_api: every feature, by the client's own means."""

import json
import random
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests
import speaking
import vk_api
from vk_api.bot_longpoll import VkBotEventType, VkBotLongPoll, VkBotMessageEvent
from vk_api.execute import VkFunction
from vk_api.keyboard import VkKeyboard, VkKeyboardColor
from vk_api.requests_pool import VkRequestsPool
from vk_api.tools import VkTools


class Nearby(requests.adapters.HTTPAdapter):
    """Carries what is meant for VK to the sandbox; the client itself is as it was installed."""

    def send(self, request, **more):
        request.url = request.url.replace("https://api.vk.ru", speaking.URL)
        return super().send(request, **more)


def session(token=speaking.TOKEN):
    opened = vk_api.VkApi(token=token, captcha_handler=lambda captcha: captcha.try_again("ok"))
    opened.RPS_DELAY = 0.05  # what the client's manual says of communities
    opened.http.mount("https://api.vk.ru/", Nearby())
    return opened


SESSION = session()
VK = SESSION.get_api()


def said(**more):
    return VK.messages.send(random_id=random.getrandbits(31), **more)


def send(peer):
    said(peer_id=peer, message="привет")


def keyboard(peer):
    board = VkKeyboard(inline=True)
    board.add_button("Да", VkKeyboardColor.POSITIVE, {"yes": 1})
    board.add_callback_button("Счёт", payload={"count": 1})
    board.add_line()
    board.add_openlink_button("Сайт", "https://example.com")
    said(peer_id=peer, message="Выбирайте", keyboard=board.get_keyboard())


def edit(peer):
    number = said(peer_id=peer, message="было")
    VK.messages.edit(peer_id=peer, message_id=number, message="стало")


def photo(peer, path):
    (saved,) = vk_api.VkUpload(SESSION).photo_messages(path)
    said(peer_id=peer, attachment="photo{owner_id}_{id}_{access_key}".format(**saved))


def document(peer, path):
    saved = vk_api.VkUpload(SESSION).document_message(path, title="Сводка.txt", peer_id=peer)
    said(peer_id=peer, attachment="doc{owner_id}_{id}".format(**saved["doc"]))


def members(peer):
    tools = VkTools(SESSION)
    found = tools.get_all_iter("messages.getConversationMembers", 2, {"peer_id": peer})
    return [item["member_id"] for item in found]


def execute(people):
    with VkRequestsPool(SESSION) as pool:
        asked = [pool.method("users.get", {"user_ids": person}) for person in people]
    twice = VkFunction(args=("x",), code="return [%(x)s, %(x)s];")
    return [each.result[0]["first_name"] for each in asked] + twice(SESSION, 5)


def error(code, peer):
    api = session("wrong").get_api() if code == 5 else VK
    try:
        api.messages.send(peer_id=peer, message="раз", random_id=0)
    except vk_api.ApiError as refused:
        return refused.code
    return "answered"


def answer(event):
    if event.type == VkBotEventType.MESSAGE_NEW and event.message.text == "ping":
        said(peer_id=event.message.peer_id, message="pong")
    if event.type == VkBotEventType.MESSAGE_EVENT:
        VK.messages.sendMessageEventAnswer(
            event_id=event.object.event_id,
            user_id=event.object.user_id,
            peer_id=event.object.peer_id,
            event_data=json.dumps({"type": "show_snackbar", "text": "Принято"}),
        )


def listen():
    for event in VkBotLongPoll(SESSION, speaking.GROUP).listen():
        answer(event)


def webhook(code, secret):
    class Server(BaseHTTPRequestHandler):
        def do_POST(self):
            raw = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            ours = raw["secret"] == secret
            body = code if raw["type"] == "confirmation" else "ok"
            self.send_response(200 if ours else 403)
            self.end_headers()
            self.wfile.write(body.encode())
            if ours and raw["type"] == "message_new":
                event = VkBotMessageEvent(raw)
                if event.message.text == "тук-тук":
                    said(peer_id=event.message.peer_id, message="кто там?")

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


FEATURES = {
    each.__name__: each
    for each in (send, keyboard, edit, photo, document, members, execute, error, webhook)
}

if __name__ == "__main__":
    threading.Thread(target=listen, daemon=True).start()
    for name, asked in speaking.told():
        try:
            speaking.answer(came=FEATURES[name](**asked))
        except Exception:  # noqa: BLE001 - whatever it is, the test shows it
            speaking.failed()
