"""The pytest plugin, as tests of other people's bots use it."""

import textwrap

import pytest

pytest_plugins = ["pytester"]
WITH_IT = ("-p", "sandbox.tool.plugin", "-o", "asyncio_default_fixture_loop_scope=function")

BLOCKING_BOT = '''
import json, threading, urllib.parse, urllib.request
import pytest

class Bot:
    """A bot that blocks: it repeats what it hears, shouting, and offers a button."""

    def __init__(self, vk):
        self.vk, self.going = vk, True
        self.thread = threading.Thread(target=self.run)

    def call(self, url, **params):
        data = urllib.parse.urlencode(params).encode()
        with urllib.request.urlopen(url, data) as answer:
            return json.load(answer)

    def method(self, name, **params):
        secret = {"access_token": self.vk.token, "v": "5.199"}
        answer = self.call(self.vk.api_url + name, **secret, **params)
        return answer.get("response", answer)

    def run(self):
        server = self.method("groups.getLongPollServer", group_id=self.vk.group_id)
        while self.going:
            asked = {"act": "a_check", "key": server["key"], "ts": server["ts"], "wait": 25}
            told = self.call(server["server"], **asked)
            if "failed" in told:
                server = self.method("groups.getLongPollServer", group_id=self.vk.group_id)
                continue
            server["ts"] = told["ts"]
            for update in told["updates"]:
                self.handle(update["type"], update["object"])

    def handle(self, kind, body):
        if kind == "message_new":
            message = body["message"]
            action = {"type": "callback", "label": "Ещё", "payload": "{}"}
            keyboard = {"inline": True, "buttons": [[{"action": action}]]}
            self.method("messages.send", peer_id=message["peer_id"], random_id=0,
                        message=message["text"].upper(), keyboard=json.dumps(keyboard))
        elif kind == "message_event":
            shown = json.dumps({"type": "show_snackbar", "text": "Хватит"})
            named = {name: body[name] for name in ("event_id", "user_id", "peer_id")}
            self.method("messages.sendMessageEventAnswer", event_data=shown, **named)

@pytest.fixture
def bot(vk):
    bot = Bot(vk)
    bot.thread.start()
    vk.wait_for_bot()
    yield bot
    bot.going = False
    vk.say(vk.person(), "хватит")  # it need not wait for its poll to end
    bot.thread.join()
'''


def ran(pytester, code, **outcomes):
    """Run tests as somebody's who has the plugin; give what pytest printed."""
    pytester.makepyfile(textwrap.dedent(code))
    result = pytester.runpytest_inprocess(
        *WITH_IT, "-p", "no:cacheprovider", "-p", "no:xdist", "-W", "error"
    )
    result.assert_outcomes(**outcomes)
    return str(result.stdout)


def test_a_bot_that_blocks_is_spoken_with(pytester):
    ran(
        pytester,
        BLOCKING_BOT
        + """
def test_in_private(vk, bot):
    anna = vk.person("Анна", "Петрова")
    vk.say(anna, "привет")
    assert vk.wait_for_answer(anna)["text"] == "ПРИВЕТ"
    vk.say(anna, "пока")
    assert vk.wait_for_answer(anna)["text"] == "ПОКА"
    assert [each["from"] for each in vk.messages(anna)] == [anna.id, -vk.group_id] * 2

def test_in_a_chat_by_a_button(vk, bot):
    anna, boris = vk.person("Анна"), vk.person("Борис", "Орлов")
    chat = vk.chat("9 А", anna, boris)
    vk.say(boris, "раз", chat)
    answer = vk.wait_for_answer(chat)
    assert (answer["text"], chat.peer_id) == ("РАЗ", 2_000_000_000 + chat.number)
    assert set(vk.press(boris, "Ещё", chat, answer["cmid"])) == {"event_id"}
    (shown,) = vk.wait_for(lambda: vk.answers(boris), "No snackbar")
    assert (shown["text"], vk.answers(anna)) == ("Хватит", [])

def test_what_it_may_not_hear_it_does_not(vk, bot):
    anna = vk.person()
    chat = vk.chat("9 А", anna, access="mentions")
    vk.say(anna, "всем", chat)
    vk.say(anna, "/боту", chat)
    assert vk.wait_for_answer(chat)["text"] == "/БОТУ"

def test_an_answer_that_does_not_come_is_told(vk, bot):
    anna = vk.person()
    with pytest.raises(TimeoutError) as told:
        vk.wait_for_answer(anna, timeout=0.05)
    assert str(told.value) == (
        "The bot said nothing to Анна Петрова in 0.05 s. It called: groups.getLongPollServer ×1."
    )
""",
        passed=4,
    )


def test_a_bot_of_the_same_loop_is_waited_for(pytester):
    ran(
        pytester,
        """
        import asyncio, contextlib
        import pytest, pytest_asyncio
        from vkbottle import API, AiohttpClient
        from vkbottle.bot import Bot
        from vkbottle.polling import BotPolling

        @pytest_asyncio.fixture
        async def bot(vk, tmp_path, monkeypatch):
            monkeypatch.chdir(tmp_path)
            api = API(vk.token, http_client=AiohttpClient())
            api.API_URL = vk.api_url
            bot = Bot(api=api, polling=BotPolling(api=api, wait=1))

            @bot.on.message(text="Начать")
            async def begin(message):
                await message.answer("Здравствуйте!")

            task = asyncio.create_task(bot.run_polling())
            await vk.await_bot()
            yield bot
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            await api.http_client.close()

        @pytest.mark.asyncio
        async def test_it_answers(vk, bot):
            anna = vk.person()
            vk.say(anna, "Начать")
            assert (await vk.await_answer(anna))["text"] == "Здравствуйте!"
        """,
        passed=1,
    )


def test_a_bot_that_is_posted_to_is_spoken_with(pytester):
    ran(
        pytester,
        """
        import json, threading, urllib.parse, urllib.request
        from http.server import BaseHTTPRequestHandler, HTTPServer
        import pytest

        def method(vk, name, **params):
            params |= {"access_token": vk.token, "v": "5.199"}
            data = urllib.parse.urlencode(params).encode()
            with urllib.request.urlopen(vk.api_url + name, data) as answer:
                return json.load(answer)["response"]

        @pytest.fixture
        def bot(vk):
            code = method(vk, "groups.getCallbackConfirmationCode", group_id=vk.group_id)["code"]

            class Bot(BaseHTTPRequestHandler):
                def do_POST(self):
                    told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                    answer = code if told["type"] == "confirmation" else "ok"
                    if told["type"] == "message_new":
                        to = told["object"]["message"]["peer_id"]
                        method(vk, "messages.send", peer_id=to, random_id=0, message=told["secret"])
                    self.send_response(200)
                    self.end_headers()
                    self.wfile.write(answer.encode())

                def log_message(self, *_):
                    pass

            with HTTPServer(("127.0.0.1", 0), Bot) as server:
                thread = threading.Thread(target=server.serve_forever)
                thread.start()
                yield f"http://127.0.0.1:{server.server_port}/vk"
                server.shutdown()
                thread.join()

        def test_it_answers(vk, bot):
            vk.deliver_to(bot, "пароль")
            anna = vk.person()
            vk.say(anna, "раз")
            assert vk.wait_for_answer(anna)["text"] == "пароль"
        """,
        passed=1,
    )


def test_each_test_finds_an_empty_world_and_no_fault_of_another(pytester):
    ran(
        pytester,
        """
        import pytest
        from datetime import datetime, UTC

        seen = []

        @pytest.mark.parametrize("turn", [1, 2])
        def test_alone(vk, vk_server, turn):
            assert vk.ask("GET", "state")["people"] == vk.ask("GET", "state")["chats"] == []
            assert vk.ask("GET", "faults") == []
            anna = vk.person()
            chat = vk.chat("9 А", anna)
            seen.append((anna.id, chat.number))
            vk.clock.set(datetime(2026, 11, 16, tzinfo=UTC))
            vk.clock.advance(90)
            assert vk.clock.now == datetime(2026, 11, 16, 0, 1, 30, tzinfo=UTC)
            vk_server.ask("POST", "faults", {}, {"on": "upload", "status": 502})
            vk.faults.add("method:messages.send", error=9)
            (fault,) = vk.faults.left()
            assert fault["label"].endswith(f"::test_alone[{turn}]")
            vk.faults.clear()
            assert (vk.faults.left(), len(vk.ask("GET", "faults"))) == ([], 1)

        def test_nobody_has_somebody_s_number(vk):
            assert len(set(seen)) == 2
            assert abs((vk.clock.now - datetime.now(UTC)).total_seconds()) < 60
        """,
        passed=3,
    )


def test_faults_end_with_their_test(pytester):
    ran(
        pytester,
        """
        def test_one(vk):
            vk.faults.add("poll", failed=2, times=-1)

        def test_other(vk_server):
            assert vk_server.ask("GET", "faults", {}) == []
        """,
        passed=2,
    )


def test_communities_are_as_many_as_the_settings_say(pytester):
    pytester.makeini("[pytest]\nvk_communities = 2\n")
    ran(
        pytester,
        """
        def test_two(vk):
            second, anna = vk.community(1), vk.person()
            assert (second.group_id, second.token != vk.token) == (vk.group_id + 1, True)
            second.say(anna, "второму")
            assert [len(each.messages(anna)) for each in (vk, second)] == [0, 1]
        """,
        passed=1,
    )


def test_what_the_settings_cannot_mean_is_told(pytester):
    pytester.makeini("[pytest]\nvk_communities = two\n")
    told = ran(pytester, "def test_none(vk): pass", errors=1)
    assert "vk_communities must be a number above 0, not 'two'." in told


def test_what_cannot_be_done_is_told_by_the_sandbox(pytester):
    told = ran(
        pytester,
        """
        def test_it(vk):
            vk.press(vk.person(), "Да")
        """,
        failed=1,
    )
    assert 'No button "Да" in this dialog; there are no buttons.' in told


@pytest.mark.parametrize("name", ["vk", "vk_server"])
def test_fixtures_say_what_they_are(pytester, name):
    told = pytester.runpytest_inprocess(*WITH_IT, "--fixtures")
    told.stdout.re_match_lines([rf"{name} .*plugin\.py.*", r"    \w.*\."])
