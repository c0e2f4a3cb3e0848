"""Over HTTP: beginning anew, several communities at once, and faults that are one client's."""

import asyncio

import pytest
import pytest_asyncio
from vkbottle import API, AiohttpClient, VKAPIError

from sandbox.http.server import serve
from sandbox.world import neighbours
from sandbox.world.world import World
from tests.sandbox.town import GROUP

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def street():
    """Two communities of one server."""
    first, second = World(group_id=GROUP), World(group_id=GROUP + 1, group_name="Второе")
    neighbours.settle(first, second)
    async with serve(first) as running:
        yield running


@pytest_asyncio.fixture
async def clients(street):
    """A real client of each."""
    made = []
    for each in street.beside:
        client = AiohttpClient()
        api = API(each.world.token, http_client=client)
        api.API_URL = f"{street.url}/method/"
        made.append(api)
    yield made
    for api in made:
        await api.http_client.close()


async def ask(http, street, verb, path, body=None):
    async with http.request(verb, f"{street.url}/sandbox/{path}", json=body) as response:
        return response.status, await response.json()


async def test_the_token_tells_which_community_asks(street, clients):
    own = [(await api.groups.get_by_id()).groups[0] for api in clients]
    assert [(group.id, group.name) for group in own] == [(GROUP, "Звонок"), (GROUP + 1, "Второе")]
    theirs = await clients[0].groups.get_by_id(group_ids=[GROUP + 1])
    assert theirs.groups[0].name == "Второе"
    with pytest.raises(VKAPIError[15]):
        await clients[0].groups.get_long_poll_server(group_id=GROUP + 1)


async def test_each_polls_what_is_its_own(street, clients, http):
    servers = [
        await api.groups.get_long_poll_server(each.world.group_id)
        for api, each in zip(clients, street.beside, strict=True)
    ]
    _, anna = await ask(http, street, "POST", "people", {"first_name": "А", "last_name": "П"})
    said = {"from": anna["id"], "dm": True, "text": "второму"}
    assert await ask(http, street, "POST", f"say?group={GROUP + 1}", said) == (200, {"cmid": 1})
    told = []
    for server in servers:
        asked = {"act": "a_check", "key": server.key, "ts": server.ts, "wait": 0}
        async with http.get(server.server, params=asked) as response:
            told.append([each["type"] for each in (await response.json())["updates"]])
    assert told == [[], ["message_allow", "message_new"]]
    assert await clients[1].messages.send(user_id=anna["id"], message="да", random_id=1)
    with pytest.raises(VKAPIError[901]):
        await clients[0].messages.send(user_id=anna["id"], message="да", random_id=1)


async def test_communities_are_listed_and_asked_for_by_group(street, http):
    _, listed = await ask(http, street, "GET", "communities")
    assert listed == [
        {
            "group_id": each.world.group_id,
            "name": each.world.group_name,
            "screen_name": "zvonok",
            "token": each.world.token,
        }
        for each in street.beside
    ]
    _, state = await ask(http, street, "GET", f"state?group={GROUP + 1}")
    assert state["group_id"] == GROUP + 1
    for nobody in ("7", "-1", "x", "9" * 5000):
        refusal = (400, {"error": f"There is no community {nobody}."})
        assert await ask(http, street, "GET", f"state?group={nobody}") == refusal
    async with http.get(f"{street.url}/longpoll/{'9' * 5000}", params={"key": "1"}) as response:
        assert response.status == 404


async def test_a_poll_that_waits_is_sent_away_by_a_reset(town, sandbox, http, control):
    async with http.get(
        f"{sandbox.url}/method/groups.getLongPollServer", params=login(sandbox)
    ) as r:
        server = (await r.json())["response"]
    asked = {"act": "a_check", "key": server["key"], "ts": server["ts"], "wait": 60}

    async def poll():
        async with http.get(server["server"], params=asked) as response:
            return await response.json()

    waiting = asyncio.create_task(poll())
    while not town.world.queue.watched:
        await asyncio.sleep(0)
    assert await control("POST", "reset", {}) == (200, {"people": 0, "chats": 0})
    assert await waiting == {"failed": 3}


def login(sandbox):
    world = sandbox.world
    return {"access_token": world.token, "v": "5.199", "group_id": world.group_id}


async def test_a_reset_forgets_faults_requests_and_servers_and_can_seed(town, sandbox, control):
    await control("POST", "faults", {"on": "poll", "times": -1, "failed": 2})
    await control("POST", "callback", {"url": "http://127.0.0.1:9/vk"})
    town.world.requests["users.get"] += 1
    sandbox.begin = lambda world: world.add_person("Анна", "Петрова")
    assert await control("POST", "reset", {"seeded": True}) == (200, {"people": 1, "chats": 0})
    assert await control("GET", "faults") == (200, [])
    assert await control("GET", "requests") == (200, {})
    assert (await control("GET", "callback"))[1]["url"] is None
    wrong = await control("POST", "reset", {"people": []})
    assert wrong == (400, {"error": 'Unknown field "people"; accepted are: seeded.'})


@pytest.mark.parametrize(
    ("named", "hit"),
    [
        ({"agent": "curl"}, {"curl/8"}),
        ({"token": "the first's"}, {"curl/8", "python"}),
        ({"address": "127.0.0.1"}, {"curl/8", "python", "of the second"}),
        ({"address": "127.0.0.2"}, set()),
        ({"agent": "python", "token": "nobody's"}, set()),
        ({"label": "test_mine"}, {"curl/8", "python", "of the second"}),
    ],
)
async def test_a_fault_may_be_for_one_client_alone(street, http, named, hit):
    first, second = (each.world.token for each in street.beside)
    named = {name: first if value == "the first's" else value for name, value in named.items()}
    fault = {"on": "method:utils.getServerTime", "times": -1, "error": 10, **named}
    assert (await ask(http, street, "POST", "faults", fault))[0] == 200
    struck = set()
    asking = {"curl/8": first, "python": first, "of the second": second}
    for agent, token in asking.items():
        async with http.get(
            f"{street.url}/method/utils.getServerTime",
            params={"access_token": token, "v": "5.199"},
            headers={"User-Agent": agent},
        ) as response:
            if "error" in await response.json():
                struck.add(agent)
    assert struck == hit


async def test_a_fault_for_one_client_reaches_it_inside_execute_and_polls(street, http):
    first, second = (each.world for each in street.beside)
    faults = [
        {"on": "method:utils.getServerTime", "times": -1, "error": 10, "token": first.token},
        {"on": "poll", "times": -1, "failed": 2, "token": first.token},
    ]
    await ask(http, street, "POST", "faults", faults)
    found = []
    for world in (first, second):
        code = {"code": "return API.utils.getServerTime();"}
        params = {"access_token": world.token, "v": "5.199"}
        async with http.post(f"{street.url}/method/execute", data=params | code) as response:
            failed = "execute_errors" in await response.json()
        asked = {"act": "a_check", "key": world.queue.key, "ts": world.queue.last, "wait": 0}
        async with http.get(f"{street.url}/longpoll/{world.group_id}", params=asked) as response:
            found.append((failed, "failed" in await response.json()))
    assert found == [(True, True), (False, False)]


async def test_faults_of_one_label_are_cancelled_alone(control):
    for label in ("one", "other"):
        await control("POST", "faults", {"on": "poll", "failed": 2, "label": label})
    status, left = await control("DELETE", "faults?label=one")
    assert (status, [each["label"] for each in left]) == (200, ["other"])
    status, answer = await control("DELETE", "faults?test=one")
    assert (status, answer["error"]) == (
        400,
        'Faults are not told apart by "test" but by: agent, token, address, label.',
    )
    assert await control("DELETE", "faults") == (200, [])


async def test_the_long_poll_tells_events_in_the_version_that_is_set(told, control, http):
    _, settings = await control("POST", "community", {"api_version": "5.80"})
    assert settings["error"].startswith('"api_version" is no version of VK')
    _, settings = await control("POST", "community", {"api_version": "5.95"})
    assert settings["api_version"] == "5.95"
    queue = told.world.queue
    asked = {"act": "a_check", "key": queue.key, "ts": queue.last, "wait": 0}
    told.world.say(told.boris, chat=told.chat, text="раз")
    async with http.get(f"{told.world.url}/longpoll/{GROUP}", params=asked) as response:
        (event,) = (await response.json())["updates"]
    assert (event["v"], event["object"]["text"]) == ("5.95", "раз")


async def test_permission_is_not_taken_by_an_order_that_says_nothing(control, town):
    town.world.allow_dm(town.vera)
    wrong = await control("POST", f"people/{town.vera}/dm", {})
    assert wrong == (400, {"error": '"allowed" must be true or false.'})
    assert town.world.people[town.vera].dm


@pytest.mark.parametrize("number", [0, 300_001, 2_000_000_000, 2**70])
async def test_a_persons_id_is_no_chats_and_nobody_elses(control, town, number):
    person = {"first_name": "Анна", "last_name": "Петрова", "id": number}
    _, answer = await control("POST", "people", person)
    assert answer == {"error": f"The id {number} is taken or not from 1 to 1999999999."}
