"""Members, users, the community itself and links, asked by the real vkbottle client."""

import pytest
from vkbottle import VKAPIError

from sandbox.world.world import Access
from tests.sandbox.town import GROUP, MONDAY_MORNING

pytestmark = pytest.mark.asyncio
BEGUN = int(MONDAY_MORNING.timestamp())


async def test_members_are_shown_to_an_admin_with_their_roles(api, town):
    town.world.change_members(town.chat, town.anna, add=[-77])
    town.world.set_bot(town.chat, town.boris, Access.ADMIN)
    answer = await api.request("messages.getConversationMembers", {"peer_id": town.peer})
    came = {"invited_by": town.anna, "join_date": BEGUN}
    assert answer["response"]["count"] == 5
    assert answer["response"]["items"] == [
        {"member_id": town.anna, **came, "is_admin": True, "is_owner": True},
        {"member_id": town.boris, **came, "can_kick": True},
        {"member_id": town.vera, **came, "can_kick": True},
        {"member_id": -77, **came, "can_kick": True},
        {"member_id": -GROUP, "invited_by": town.boris, "join_date": BEGUN, "is_admin": True},
    ]
    assert [group["id"] for group in answer["response"]["groups"]] == [77, GROUP]


async def test_members_come_in_pages_with_the_fields_asked_for(api, town):
    town.world.set_bot(town.chat, town.anna, Access.ADMIN)
    page = await api.messages.get_conversation_members(
        peer_id=town.peer, offset=1, count=1, fields=["screen_name"]
    )
    assert (page.count, [item.member_id for item in page.items]) == (4, [town.boris])
    assert [(p.first_name, p.screen_name) for p in page.profiles] == [("Борис", f"id{town.boris}")]


async def test_a_thousand_members_at_most_come_at_once(api, town):
    many = [town.world.add_person("Ученик", str(number)) for number in range(1_000)]
    chat = town.world.add_chat("Школа", town.anna, many)
    town.world.set_bot(chat, town.anna, Access.ADMIN)

    async def page(**params):
        answer = await api.request(
            "messages.getConversationMembers", {"peer_id": 2_000_000_000 + chat, **params}
        )
        return answer["response"]["count"], [
            item["member_id"] for item in answer["response"]["items"]
        ]

    assert await page() == (1_002, [town.anna, *many[:999]])
    assert await page(offset=1_000) == (1_002, [many[999], -GROUP])
    assert await page(offset=2_000) == (1_002, [])
    with pytest.raises(VKAPIError[100]):
        await page(count=1_001)


async def test_a_script_picks_the_numbers_of_members_out_and_a_closed_chat_has_none(api, town):
    closed = town.world.add_chat("Закрытый", town.anna, [])
    town.world.set_bot(closed, town.anna, Access.ALL)
    town.world.set_bot(town.chat, town.anna, Access.ADMIN)
    calls = ",".join(
        f'API.messages.getConversationMembers({{"peer_id":{2_000_000_000 + chat}}})'
        ".items@.member_id"
        for chat in (town.chat, closed)
    )
    answer = await api.request("execute", {"code": f"return [{calls}];"})
    assert answer["response"] == [[town.anna, town.boris, town.vera, -GROUP], []]
    assert [(e["method"], e["error_code"]) for e in answer["execute_errors"]] == [
        ("messages.getConversationMembers", 917)
    ]


@pytest.mark.parametrize("access", [Access.ABSENT, Access.MENTIONS, Access.ALL])
async def test_without_admin_rights_a_chat_stays_closed(api, town, access):
    town.world.set_bot(town.chat, town.anna, access)
    with pytest.raises(VKAPIError[917]):
        await api.messages.get_conversation_members(peer_id=town.peer)
    described = await api.messages.get_conversations_by_id(peer_ids=[town.peer])
    assert (described.count, described.items) == (0, [])


async def test_an_admin_sees_the_chats_settings(api, town):
    town.world.set_bot(town.chat, town.anna, Access.ADMIN)
    described = await api.messages.get_conversations_by_id(peer_ids=[town.peer, town.vera])
    (item,) = described.items
    settings = item.chat_settings
    assert (settings.title, settings.members_count, settings.owner_id) == ("9 А", 4, town.anna)
    assert item.last_conversation_message_id == 2


async def test_the_invite_link_is_an_admins_and_can_be_renewed(api, town):
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    with pytest.raises(VKAPIError[919]):
        await api.messages.get_invite_link(peer_id=town.peer)
    town.world.set_bot(town.chat, town.anna, Access.ADMIN)
    first = (await api.messages.get_invite_link(peer_id=town.peer)).link
    again = (await api.messages.get_invite_link(peer_id=town.peer)).link
    renewed = (await api.messages.get_invite_link(peer_id=town.peer, reset=True)).link
    assert first == again != renewed
    assert first.startswith("https://vk.me/join/")


async def test_an_admin_removes_members_and_the_bot_can_leave(api, town):
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    with pytest.raises(VKAPIError[925]):
        await api.messages.remove_chat_user(chat_id=town.chat, member_id=town.vera)
    town.world.set_bot(town.chat, town.anna, Access.ADMIN)
    for member, code in ((4, 935), (town.anna, 15)):
        with pytest.raises(VKAPIError[code]):
            await api.messages.remove_chat_user(chat_id=town.chat, member_id=member)
    assert await api.messages.remove_chat_user(chat_id=town.chat, member_id=town.vera) == 1
    assert await api.messages.remove_chat_user(chat_id=town.chat, member_id=-GROUP) == 1
    assert list(town.world.chat(town.chat).members) == [town.anna, town.boris]
    assert town.world.chat(town.chat).access is Access.ABSENT
    kicks = [(body["message"]["from_id"], body["message"]["action"]) for _, body in town.events()]
    assert kicks[1:] == [
        (-GROUP, {"type": "chat_kick_user", "member_id": town.vera}),
        (-GROUP, {"type": "chat_kick_user", "member_id": -GROUP}),
    ]
    with pytest.raises(VKAPIError[917]):
        await api.messages.remove_chat_user(chat_id=town.chat, member_id=-GROUP)


async def test_users_are_shown_by_id_and_unknown_ones_left_out(api, town):
    answer = await api.request(
        "users.get", {"user_ids": f"{town.vera},id{town.anna},5,durov", "name_case": "gen"}
    )
    flags = {"can_access_closed": True, "is_closed": False}
    assert answer["response"] == [
        {"id": town.vera, "first_name": "Веры", "last_name": "Ильиной", **flags},
        {"id": town.anna, "first_name": "Анны", "last_name": "Петровой", **flags},
    ]


async def test_a_profile_has_what_is_asked_of_it(api, town):
    fields = "sex,photo_max,first_name_gen,last_name_ins,domain,bdate"
    answer = await api.request("users.get", {"user_ids": town.boris, "fields": fields})
    (boris,) = answer["response"]
    assert boris == {
        "id": town.boris,
        "first_name": "Борис",
        "last_name": "Орлов",
        "can_access_closed": True,
        "is_closed": False,
        "sex": 2,
        "photo_max": "https://vk.com/images/camera_200.png",
        "first_name_gen": "Бориса",
        "last_name_ins": "Орловым",
        "domain": f"id{town.boris}",
    }
    anna = await api.request("users.get", {"user_ids": town.anna, "fields": "sex"})
    assert anna["response"][0]["sex"] == 1


async def test_a_community_asking_for_itself_as_a_user_gets_nobody(api):
    assert await api.users.get() == []


async def test_the_community_knows_itself(api):
    answer = await api.groups.get_by_id()
    assert [(group.id, group.name, group.screen_name) for group in answer.groups] == [
        (GROUP, "Звонок", "zvonok")
    ]
    named = await api.groups.get_by_id(group_ids=["zvonok", "club77"])
    assert [group.id for group in named.groups] == [GROUP, 77]


async def test_a_community_tells_what_is_asked_of_it(api, town):
    town.world.allow_dm(town.vera)
    answer = await api.request("groups.getById", {"fields": "members_count,description,shape"})
    (group,) = answer["response"]["groups"]
    assert (group["members_count"], group["description"], "shape" in group) == (1, "", False)


async def test_the_token_tells_its_rights(api):
    answer = await api.groups.get_token_permissions()
    assert answer.mask == 4096 | 262_144 | 131_072 | 4
    assert {item.name for item in answer.permissions} == {"messages", "manage", "docs", "photos"}


async def test_whoever_lets_the_community_write_counts_as_its_member(api, town):
    town.world.allow_dm(town.vera)
    assert await api.groups.is_member(group_id=GROUP, user_id=town.vera) == 1
    listed = await api.groups.is_member(group_id=str(GROUP), user_ids=[town.vera, town.boris])
    assert [(item.user_id, item.member) for item in listed] == [(town.vera, 1), (town.boris, 0)]


async def test_members_are_asked_for_by_the_communitys_name(api, town):
    town.world.allow_dm(town.vera)
    for name in ("zvonok", f"club{GROUP}"):
        found = await api.request("groups.getMembers", {"group_id": name})
        assert found["response"]["items"] == [town.vera]
    with pytest.raises(VKAPIError[125]):
        await api.request("groups.isMember", {"group_id": "durov", "user_id": town.vera})


async def test_types_of_events_are_switched(api, town):
    settings = {"group_id": GROUP, "enabled": 1, "message_allow": 0, "message_deny": 1}
    await api.request("groups.setLongPollSettings", dict(settings))
    town.world.allow_dm(town.vera)
    town.world.deny_dm(town.vera)
    assert [kind for kind, _ in town.events()] == ["message_deny"]
    await api.request("groups.setLongPollSettings", settings | {"message_allow": 1})
    town.world.allow_dm(town.vera)
    assert [kind for kind, _ in town.events()] == ["message_deny", "message_allow"]


@pytest.mark.parametrize("kind", ["like_add", "market_order_new", "subscription_price_changed"])
async def test_types_that_never_happen_here_may_be_switched(api, kind):
    settings = {"group_id": GROUP, "enabled": 1, kind: 1}
    assert (await api.request("groups.setLongPollSettings", settings))["response"] == 1


async def test_another_communitys_long_poll_is_refused(api):
    with pytest.raises(VKAPIError[15]):
        await api.groups.get_long_poll_server(group_id=GROUP + 1)


async def test_the_servers_time_is_the_worlds(api, town):
    assert await api.utils.get_server_time() == BEGUN
    town.world.advance(5)
    assert await api.utils.get_server_time() == BEGUN + 5


async def test_screen_names_are_resolved(api, town):
    ask = "utils.resolveScreenName"
    for name, found in (
        (f"id{town.vera}", {"type": "user", "object_id": town.vera}),
        ("Zvonok", {"type": "group", "object_id": GROUP, "group_id": GROUP}),
        ("nobody", []),
        ("id5", []),
    ):
        assert (await api.request(ask, {"screen_name": name}))["response"] == found


async def test_a_link_is_shortened_always_alike(api):
    first, again, other = [
        await api.utils.get_short_link(url=url)
        for url in ("https://example.com/a", "https://example.com/a", "example.com/b")
    ]
    assert first.short_url == again.short_url != other.short_url
    assert other.url == "https://example.com/b"
