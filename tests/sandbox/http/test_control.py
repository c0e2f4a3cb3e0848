"""The control endpoints, as a script or the web messenger uses them."""

import base64
import json

import aiohttp
import pytest

from sandbox.world.world import Access
from tests.sandbox.town import GROUP

pytestmark = pytest.mark.asyncio
MORNING = "2026-11-16T04:00:00+00:00"


async def test_the_state_shows_everything_there_is(control, town):
    town.world.allow_dm(town.vera)
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    assert await control("GET", "state") == (
        200,
        {
            "now": MORNING,
            "group_id": GROUP,
            "token": town.world.token,
            "people": [
                {"id": 300_001, "first_name": "Анна", "last_name": "Петрова", "dm": False},
                {"id": 300_002, "first_name": "Борис", "last_name": "Орлов", "dm": False},
                {"id": 300_003, "first_name": "Вера", "last_name": "Ильина", "dm": True},
            ],
            "chats": [
                {
                    "chat": 1,
                    "peer_id": 2_000_000_001,
                    "title": "9 А",
                    "owner": 300_001,
                    "members": [300_001, 300_002, 300_003],
                    "bot": "all",
                }
            ],
        },
    )


async def test_people_and_chats_are_added_and_changed(control, town):
    person = {"first_name": "Юрий", "last_name": "Кац", "id": 101}
    assert await control("POST", "people", person) == (200, {"id": 101})
    chat = {"title": "Учителя", "owner": 101, "members": [town.anna]}
    assert await control("POST", "chats", chat) == (200, {"chat": 2})
    change = {"by": 101, "add": [town.boris], "remove": [town.anna]}
    assert await control("POST", "chats/2/members", change) == (200, {"cmids": [2, 3]})
    title = {"by": 101, "title": "Педсовет"}
    assert await control("POST", "chats/2/title", title) == (200, {"cmid": 4})
    grant = {"by": 101, "access": "mentions"}
    assert await control("POST", "chats/2/bot", grant) == (200, {"cmid": 5})
    grant = {"by": 101, "access": "admin"}
    assert await control("POST", "chats/2/bot", grant) == (200, {"cmid": None})
    chat = town.world.chat(2)
    assert (chat.title, list(chat.members), chat.access) == (
        "Педсовет",
        [101, town.boris],
        Access.ADMIN,
    )


async def test_messages_are_shown_with_all_they_carry(control, town):
    await control("POST", "say", {"from": town.vera, "dm": True, "text": "Начать", "ref": "a"})
    await control("POST", "say", {"from": town.vera, "dm": True, "attachments": ["sticker"]})
    link = {"type": "link", "link": {"url": "https://example.com"}}
    await control("POST", "say", {"from": town.vera, "dm": True, "attachments": [link]})
    status, shown = await control("GET", f"messages?dm={town.vera}")
    sticker = shown[1].pop("attachments")
    plain = {"from": town.vera, "at": MORNING, "keyboard": None}
    assert status == 200
    assert shown == [
        {"cmid": 1, "text": "Начать", "attachments": [], **plain},
        {"cmid": 2, "text": "", **plain},
        {"cmid": 3, "text": "", "attachments": [link], **plain},
    ]
    assert [item["type"] for item in sticker] == ["sticker"]


async def test_a_file_is_said_as_a_document_and_can_be_fetched(control, town, http):
    content = bytes(range(256))
    file = {"name": "список.csv", "base64": base64.b64encode(content).decode()}
    said = {"from": town.vera, "dm": True, "file": file}
    assert await control("POST", "say", said) == (200, {"cmid": 1})
    _, (shown) = await control("GET", f"messages?dm={town.vera}")
    doc = shown[0]["attachments"][0]["doc"]
    assert (doc["title"], doc["ext"], doc["size"]) == ("список.csv", "csv", 256)
    async with http.get(doc["url"]) as response:
        assert await response.read() == content


async def test_edited_messages_change_and_deleted_ones_leave(control, town):
    first = town.world.say(town.anna, chat=town.chat, text="раз")
    second = town.world.say(town.anna, chat=town.chat, text="два")
    edit = {"chat": town.chat, "cmid": first, "text": "раз!"}
    assert await control("POST", "edit", edit) == (200, {"cmid": first})
    delete = {"chat": town.chat, "cmid": second}
    assert await control("POST", "delete", delete) == (200, {"cmid": second})
    _, shown = await control("GET", f"messages?chat={town.chat}")
    assert [(message["cmid"], message["text"]) for message in shown] == [(1, ""), (2, "раз!")]
    assert shown[0]["action"] == {"type": "chat_create", "text": "9 А"}


async def test_permission_is_given_and_taken(control, town):
    path = f"people/{town.vera}/dm"
    assert await control("POST", path, {"allowed": True}) == (200, {"dm": True})
    assert await control("POST", path, {"allowed": False}) == (200, {"dm": False})
    assert [kind for kind, _ in town.events()] == ["message_allow", "message_deny"]


async def test_buttons_are_pressed_by_their_labels(control, town, api):
    town.world.set_bot(town.chat, town.anna, Access.MENTIONS)
    buttons = [
        {"action": {"type": "text", "label": "Да", "payload": "{}"}},
        {"action": {"type": "callback", "label": "Нет", "payload": "{}"}},
        {"action": {"type": "open_link", "label": "Сайт", "link": "https://example.com"}},
    ]
    keyboard = json.dumps({"inline": True, "buttons": [buttons]})
    await api.messages.send(peer_id=town.peer, message="?", random_id=0, keyboard=keyboard)
    press = {"from": town.vera, "chat": town.chat}
    assert await control("POST", "press", press | {"label": "Да"}) == (200, {"cmid": 4})
    assert await control("POST", "press", press | {"label": "Сайт", "cmid": 3}) == (
        200,
        {"link": "https://example.com"},
    )
    _, pressed = await control("POST", "press", press | {"label": "Нет"})
    assert town.events()[-1][1]["event_id"] == pressed["event_id"]
    data = json.dumps({"type": "open_link", "link": "https://example.com/ok"})
    event = {"event_id": pressed["event_id"], "user_id": town.vera, "peer_id": town.peer}
    await api.request("messages.sendMessageEventAnswer", event | {"event_data": data})
    answer = {
        "user": town.vera,
        "at": MORNING,
        **{key: event[key] for key in ("event_id", "peer_id")},
        "type": "open_link",
        "link": "https://example.com/ok",
    }
    assert await control("GET", f"answers?user={town.vera}") == (200, [answer])
    assert await control("GET", f"answers?user={town.anna}") == (200, [])
    assert await control("GET", "answers") == (200, [answer])


async def test_calls_are_held_whole_or_by_halves(control, town):
    call = {"chat": town.chat, "from": town.anna, "participants": [town.anna, town.boris]}
    assert await control("POST", "calls", call | {"seconds": 60}) == (
        200,
        {"start_cmid": 2, "end_cmid": 3},
    )
    assert await control("POST", "calls", call | {"phase": "start"}) == (200, {"start_cmid": 4})
    town.world.advance(30)
    end = call | {"phase": "end", "seconds": 30}
    assert await control("POST", "calls", end) == (200, {"end_cmid": 5})
    missed = call | {"seconds": 5, "state": "canceled_by_initiator"}
    assert await control("POST", "calls", missed) == (200, {"start_cmid": 6, "end_cmid": 7})
    _, shown = await control("GET", f"messages?chat={town.chat}")
    calls = [(m["cmid"], m["at"], m["attachments"][0]["call"]) for m in shown[1:]]
    begun = int(town.world.now().timestamp()) - 30
    assert [(cmid, at, c["state"], c["time"], c.get("duration")) for cmid, at, c in calls] == [
        (3, "2026-11-16T04:01:00+00:00", "reached", begun, 60),
        (5, "2026-11-16T04:00:30+00:00", "reached", begun, 30),
        (7, "2026-11-16T04:00:35+00:00", "canceled_by_initiator", begun + 30, None),
    ]


async def test_the_clock_is_set_moved_and_let_go(control, town):
    later = {"now": "2026-11-20T18:00:00+05:00"}
    assert await control("POST", "clock", later) == (200, {"now": "2026-11-20T13:00:00+00:00"})
    moved = (200, {"now": "2026-11-20T14:00:00+00:00"})
    assert await control("POST", "clock", {"advance": 3600}) == moved
    _, real = await control("POST", "clock", {"now": None})
    _, state = await control("GET", "state")
    assert real["now"] < state["now"]


async def test_faults_are_ordered_listed_and_cancelled(control):
    faults = [{"on": "method:*", "status": 502, "times": -1}, {"on": "poll", "failed": 2}]
    listed = [
        {"on": "method:*", "times": -1, "status": 502},
        {"on": "poll", "times": 1, "failed": 2},
    ]
    assert await control("POST", "faults", faults) == (200, listed)
    assert await control("GET", "faults") == (200, listed)
    assert await control("DELETE", "faults") == (200, [])
    assert await control("GET", "faults") == (200, [])


REFUSED = {
    "a list for an object": ("people", [], "Send a JSON object with: first_name, last_name, id"),
    "an unknown field": (
        "people",
        {"name": "Анна"},
        'Unknown field "name"; accepted are: first_name, last_name, id',
    ),
    "no name": ("people", {"first_name": "Анна"}, '"last_name" must be a text.'),
    "an odd owner": ("chats", {"title": "А", "owner": "Анна"}, '"owner" must be a whole number.'),
    "odd members": (
        "chats",
        {"title": "А", "owner": 300_001, "members": ["Анна"]},
        '"members" must be a list of ids, as in [300001, 300002].',
    ),
    "an odd access": (
        "chats/1/bot",
        {"by": 300_001, "access": "none"},
        '"access" must be one of: absent, mentions, all, admin.',
    ),
    "no such chat": ("chats/9/title", {"by": 1, "title": "А"}, "There is no chat 9."),
    "nowhere": ("say", {"from": 300_001, "text": "?"}, "Say where: either a chat, or dm."),
    "nothing": (
        "say",
        {"from": 300_001, "dm": True},
        'A message needs "text", "attachments", "file", "payload" or a place.',
    ),
    "an odd payload": (
        "say",
        {"from": 300_001, "dm": True, "payload": 5},
        '"payload" must be a JSON text or an object.',
    ),
    "an odd file": (
        "say",
        {"from": 300_001, "dm": True, "file": {"name": "a", "base64": "?"}},
        '"file" must be {"name": text, "base64": text}.',
    ),
    "odd attachments": (
        "say",
        {"from": 300_001, "dm": True, "attachments": "photo"},
        '"attachments" must be a list of objects or type names, as in ["photo"].',
    ),
    "an odd dm": ("say", {"from": 300_001, "dm": 1}, '"dm" must be true or false.'),
    "no button": (
        "press",
        {"from": 300_001, "dm": True, "label": "Да"},
        'No button "Да" in this dialog; there are no buttons.',
    ),
    "no bot": (
        "press",
        {"from": 300_001, "chat": 1, "label": "Да"},
        "The bot is not in chat 1, its buttons do nothing.",
    ),
    "an odd crowd": (
        "calls",
        {"chat": 1, "from": 300_001, "seconds": 1, "participants": True},
        '"participants" must be a whole number.',
    ),
    "an odd state": (
        "calls",
        {"chat": 1, "from": 300_001, "seconds": 1, "state": "lost"},
        '"state" must be one of: reached, canceled_by_initiator, canceled_by_receiver.',
    ),
    "an odd phase": (
        "calls",
        {"chat": 1, "from": 300_001, "seconds": 1, "phase": "middle"},
        '"phase" must be one of: start, end; leave it out for both.',
    ),
    "a negative length": (
        "calls",
        {"chat": 1, "from": 300_001, "seconds": -1},
        '"seconds" must be 0 or more.',
    ),
    "an odd moment": (
        "clock",
        {"now": "2026-11-16T09:00"},
        '"now" must be an ISO moment with an offset, as in 2026-11-16T09:00:00+05:00.',
    ),
    "a step back": (
        "clock",
        {"advance": -1},
        "Time is advanced by 0 seconds or more; set it to go back.",
    ),
    "a time too far": ("clock", {"advance": 10**18}, "Time goes from the year 1 to the year"),
    "a moment too far": ("clock", {"now": "9999-12-31T23:59:59-05:00"}, "Time goes from the year"),
    "two clocks": (
        "clock",
        {"now": None, "advance": 1},
        'Send either {"now": moment or null} or {"advance": seconds}.',
    ),
    "an odd fault": ("faults", [{"on": "poll", "failed": 5}], '"failed" of a fault must be one of'),
}


@pytest.mark.parametrize(("path", "body", "sentence"), REFUSED.values(), ids=REFUSED)
async def test_what_is_wrong_is_told_in_a_sentence(control, town, path, body, sentence):
    status, answer = await control("POST", path, body)
    assert (status, list(answer)) == (400, ["error"])
    assert answer["error"].startswith(sentence)
    assert (town.events(), town.world.dms) == ([], {})


async def test_a_refused_message_leaves_nothing_behind(control, town):
    said = {"from": town.vera, "dm": True, "text": "?", "attachments": ["song"]}
    status, _ = await control("POST", "say", said)
    assert (status, town.events(), town.world.person(town.vera).dm) == (400, [], False)


async def test_messages_need_one_place(control, town):
    sentence = "Say whose messages: ?chat=NUMBER or ?dm=PERSON."
    assert await control("GET", "messages") == (400, {"error": sentence})
    assert await control("GET", "messages?chat=1&dm=1") == (400, {"error": sentence})
    assert await control("GET", "messages?dm=4") == (400, {"error": "There is no person 4."})
    assert await control("GET", "messages?dm=x") == (
        400,
        {"error": '"dm" must be a whole number.'},
    )
    assert await control("GET", f"messages?dm={town.vera}") == (200, [])


async def test_a_body_that_is_no_json_is_refused(sandbox, http):
    async with http.post(f"{sandbox.url}/sandbox/people", data="имя") as response:
        answer = await response.json()
    assert (response.status, answer["error"][:21]) == (400, "The body is not JSON:")


async def test_the_front_page_is_there_and_nothing_outside_its_folder(sandbox, http):
    async with http.get(sandbox.url) as response:
        assert (response.status, response.content_type) == (200, "text/html")
    for path in ("/web/../server.py", "/web/%2e%2e/server.py", "/web/nothing.js", "/nothing"):
        url = aiohttp.client.URL(f"{sandbox.url}{path}", encoded=True)
        async with http.get(url) as response:
            assert response.status == 404
