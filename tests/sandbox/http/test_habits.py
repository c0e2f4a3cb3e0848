"""Habits of clients: how they write the same request, and what no client should send."""

import gzip
import json

import aiohttp
import pytest

from tests.sandbox.pictures import PNG
from tests.sandbox.town import GROUP, MONDAY_MORNING

pytestmark = pytest.mark.asyncio
FORM = "application/x-www-form-urlencoded"
BOUNDED = "multipart/form-data; boundary=x"
CHECKED = {"response": {"status": "not_banned", "link": "https://a.b"}}


@pytest.fixture
def send(sandbox, http):
    """Send a request as it is and return its status and body."""

    async def send(verb, path, **more):
        async with http.request(verb, f"{sandbox.url}{path}", **more) as response:
            return response.status, await response.text(errors="replace")

    return send


@pytest.fixture
def form(town):
    return f"access_token={town.world.token}&v=5.131&url=a.b"


HABITS = {
    "a query": lambda form: ("GET", f"?{form}", {}),
    "a parameter twice: the last counts": lambda form: ("GET", f"?url=c.d&{form}", {}),
    "a form": lambda form: ("POST", "", {"data": form, "headers": {"Content-Type": FORM}}),
    "half in the query, half in the form": lambda form: (
        "POST",
        f"?{form.partition('&')[0]}",
        {"data": form.partition("&")[2], "headers": {"Content-Type": FORM}},
    ),
    "another charset": lambda form: (
        "POST",
        "",
        {"data": form, "headers": {"Content-Type": f"{FORM}; charset=windows-1251"}},
    ),
    "a packed form": lambda form: (
        "POST",
        "",
        {
            "data": gzip.compress(form.encode()),
            "headers": {"Content-Type": FORM, "Content-Encoding": "gzip"},
        },
    ),
    "words nobody asked for": lambda form: (
        "POST",
        "?lang=ru&https=1&test_mode=0",
        {
            "data": form,
            "headers": {"Content-Type": FORM, "Accept-Encoding": "gzip", "Connection": "close"},
        },
    ),
}


@pytest.mark.parametrize("habit", HABITS.values(), ids=HABITS)
async def test_a_request_may_be_written_in_many_ways(send, form, habit):
    verb, query, more = habit(form)
    status, body = await send(verb, f"/method/utils.checkLink{query}", **more)
    assert (status, json.loads(body)) == (200, CHECKED)


UNREADABLE = {
    "an unknown charset": (b"v=5.131", f"{FORM}; charset=zzz", {}),
    "bytes of another charset": (b"v=\xcf\xf0", FORM, {}),
    "parts without a boundary": (b"v=5.131", "multipart/form-data", {}),
    "parts without an end": (b"--x\r\nfoo", BOUNDED, {}),
    "no packed form": (b"v=5.131", FORM, {"Content-Encoding": "gzip"}),
}
PLACES = ("/method/utils.getServerTime", f"/longpoll/{GROUP}", "/upload/photo", "/upload/doc")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("broken", UNREADABLE.values(), ids=UNREADABLE)
async def test_a_body_that_is_no_form_is_told_so(send, place, broken):
    data, kind, more = broken
    status, body = await send("POST", place, data=data, headers={"Content-Type": kind, **more})
    assert (status, body.startswith("The body is no form that can be read: ")) == (400, True)


async def test_a_json_body_is_no_form_and_is_not_read(send, town):
    asked = {"access_token": town.world.token, "v": "5.131"}
    _, body = await send("POST", "/method/utils.getServerTime", json=asked)
    assert json.loads(body)["error"]["error_code"] == 8


async def test_the_token_in_the_header_gives_way_to_one_in_the_form(send, town):
    bearer = {"Authorization": f"bearer {town.world.token}"}
    time = "/method/utils.getServerTime?v=5.131"
    right = await send("POST", time, headers=bearer)
    wrong = await send("POST", f"{time}&access_token=x", headers=bearer)
    assert json.loads(right[1]) == {"response": int(MONDAY_MORNING.timestamp())}
    assert json.loads(wrong[1])["error"]["error_code"] == 5


@pytest.mark.parametrize("verb", ["HEAD", "PUT", "DELETE"])
async def test_methods_are_got_or_posted(send, form, verb):
    assert (await send(verb, f"/method/utils.checkLink?{form}"))[0] == 405


POLLS = {
    "modes and a version": ("ts=0&wait=0&mode=234&version=19&act=a_check&key={key}", "updates"),
    "half a second": ("ts=0&wait=0.5&act=a_check&key={key}", "updates"),
    "no key": ("ts=0&wait=0&act=a_check", "failed"),
    "no ts": ("wait=0&act=a_check&key={key}", "failed"),
    "a worded ts": ("ts=last&wait=0&act=a_check&key={key}", "failed"),
}


@pytest.mark.parametrize("asked", POLLS.values(), ids=POLLS)
async def test_a_poll_may_say_more_or_less(send, town, asked):
    query, expected = asked
    town.world.allow_dm(town.vera)
    _, body = await send("GET", f"/longpoll/{GROUP}?{query.format(key=town.world.queue.key)}")
    assert expected in json.loads(body)


@pytest.mark.parametrize("act", ["", "act=a_release&"])
async def test_a_poll_without_its_act_is_refused(send, town, act):
    status, _ = await send("GET", f"/longpoll/{GROUP}?{act}ts=0&wait=0&key={town.world.queue.key}")
    assert status == 400


async def test_a_photo_for_nobody_in_particular_may_name_peer_0(api):
    place = (await api.request("photos.getMessagesUploadServer", {"peer_id": 0}))["response"]
    assert place["upload_url"].endswith("/upload/photo")


@pytest.mark.parametrize("names", [("photo",), ("file",), ("file0",), ("file0", "file1")])
async def test_photos_come_under_any_of_the_names_clients_use(api, http, town, names):
    place = (await api.request("photos.getMessagesUploadServer", {}))["response"]
    form = aiohttp.FormData()
    for name in names:
        form.add_field(name, PNG, filename="week.png")
    async with http.post(place["upload_url"], data=form) as response:
        uploaded = json.loads(await response.text())
    saved = (await api.request("photos.saveMessagesPhoto", uploaded))["response"]
    assert [photo["owner_id"] for photo in saved] == [-GROUP] * len(names)
    assert len(town.world.files.stored) == len(names)


LONG = "9" * 5000  # Python reads no number of so many digits


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/method/users.get?user_ids=id{LONG}", 200),
        (f"/method/groups.getById?group_id={LONG}", 200),
        (f"/method/messages.send?domain=id{LONG}&message=a&random_id=0", 200),
        (f"/sandbox/messages?dm={LONG}", 400),
        (f"/sandbox/files/{LONG}", 404),
    ],
    ids=["people", "communities", "a screen name", "an order", "a file"],
)
async def test_a_number_of_any_length_is_refused_and_no_fault_of_ours(send, town, path, status):
    token = f"&access_token={town.world.token}&v=5.199" if path.startswith("/method/") else ""
    assert (await send("GET", path + token))[0] == status


@pytest.mark.parametrize("path", [f"/sandbox/people/{LONG}/dm", f"/sandbox/chats/{LONG}/title"])
async def test_a_place_of_any_length_is_not_there(send, path):
    assert (await send("POST", path, data="{}"))[0] == 404
