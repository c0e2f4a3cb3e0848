"""Reading updates: every shape VK sends means what it should."""

import pytest

from bot.vk.stream.updates import observe_each
from storage.observations import Batch, DialogChange, Linked, Seen
from tests.bot.vk.stream import payloads as vk
from tests.bot.vk.stream.payloads import CHAT, GROUP, IRINA, NOON, OLEG
from tests.bot.vk.stream.reading import (
    MESSAGE,
    OPENED,
    POLLED,
    SERVICE,
    read,
    said,
    text_of,
    wanted,
)
from tests.bot.vk.stream.shapes import ASKING, COUNTED, OTHERS, PRIVATE


@pytest.mark.parametrize("cut", [True, 1])
def test_a_message_cut_for_the_bot_counts_and_is_to_be_asked_for_whole(cut):
    batch = read(vk.poll(vk.new(vk.message("t.me/a", is_cropped=cut))))
    assert (batch.seen, batch.links) == ([MESSAGE], [])
    assert batch.cropped == [Linked(*MESSAGE[:2], MESSAGE.at, frozenset({"telegram"}))]


@pytest.mark.parametrize("update", COUNTED.values(), ids=COUNTED.keys())
def test_what_a_person_writes_in_a_chat_is_a_message_of_that_person(update):
    assert read(vk.poll(update)) == said(seen=[MESSAGE])


@pytest.mark.parametrize("made", ASKING.values(), ids=ASKING.keys())
def test_what_addresses_the_bot_counts_and_wants_an_answer(made):
    update = vk.new(made)
    assert read(vk.poll(update)) == said(
        seen=[MESSAGE],
        addressed={(CHAT, 31)},
        wanted=[wanted(update, f"m{CHAT}:31", CHAT, 31)],
    )


def test_a_command_before_5_103_is_kept_by_its_number_too():
    update = vk.flat(vk.message("/помощь"))
    assert read(vk.poll(update)).wanted == [wanted(update, f"m{CHAT}:31", CHAT, 31)]


@pytest.mark.parametrize("made", PRIVATE.values(), ids=PRIVATE.keys())
def test_a_private_message_opens_the_dialog_and_wants_an_answer(made):
    update = vk.new(made)
    assert read(vk.poll(update)) == said(
        seen=[Seen(-IRINA, 12, None, NOON)],
        dialogs=[OPENED],
        wanted=[wanted(update, f"m{-IRINA}:12", -IRINA, 12)],
    )


def test_a_private_message_before_5_103_opens_the_dialog_too():
    update = vk.flat(vk.private())
    batch = read(vk.poll(update))
    assert (batch.seen, batch.dialogs) == ([Seen(-IRINA, 12, None, NOON)], [OPENED])


def test_the_bot_s_own_messages_take_their_numbers_only():
    chat = vk.update("message_reply", vk.message(author=-GROUP, out=1, random_id=77))
    dialog = vk.private(out=1, from_id=-GROUP, admin_author_id=OLEG)
    assert read(vk.poll(chat, vk.update("message_reply", dialog))) == said(
        seen=[SERVICE, Seen(-IRINA, 12, None, NOON)], replies=[(vk.PEER, 77)]
    )


def test_our_own_message_without_a_date_has_the_poll_s_moment_and_without_a_number_says_nothing():
    dateless, unnumbered, nowhere = (vk.private(out=1, from_id=-GROUP, random_id=5) for _ in "abc")
    del dateless["date"], unnumbered["conversation_message_id"], nowhere["peer_id"]
    updates = [vk.update("message_reply", each) for each in (dateless, unnumbered, nowhere)]
    assert read(vk.poll(*updates)) == said(
        seen=[Seen(-IRINA, 12, None, POLLED)], replies=[(IRINA, 5)]
    )


@pytest.mark.parametrize("author", [-70, -1, 0])
def test_another_community_s_dialog_says_nothing(author):
    assert read(vk.poll(vk.new(vk.private(author=author)))) == said()


def test_vk_s_first_account_is_a_person():
    made = vk.private(author=1), vk.message(author=1), vk.message("/помощь", author=1)
    assert read(vk.poll(*map(vk.new, made))).seen == [
        Seen(-1, 12, None, NOON),
        *[Seen(CHAT, 31, 1, NOON)] * 2,
    ]


def test_what_we_write_in_a_dialog_ourselves_opens_nothing():
    update = vk.new(vk.private() | {"from_id": OLEG})
    assert read(vk.poll(update)) == said(seen=[Seen(-IRINA, 12, None, NOON)])


def test_a_service_message_of_a_dialog_opens_it_and_wants_no_answer():
    update = vk.new(vk.private("", action={"type": "conversation_style_update"}))
    assert read(vk.poll(update)) == said(seen=[Seen(-IRINA, 12, None, NOON)], dialogs=[OPENED])


def test_a_press_that_is_not_told_where_or_which_says_nothing():
    nowhere, nameless = vk.pressed(), vk.pressed()
    del nowhere["object"]["peer_id"], nameless["object"]["event_id"]
    assert read(vk.poll(nowhere, nameless)) == said()


def test_an_update_of_another_kind_says_nothing_though_it_looks_like_a_message():
    assert read(vk.poll(vk.new(vk.message()) | {"type": "message_edit"})) == said()


def test_another_community_s_message_takes_its_number_only():
    assert read(vk.poll(vk.new(vk.message("Скидки!", author=-70)))) == said(seen=[SERVICE])


def test_a_press_wants_an_answer_with_the_button_in_a_message_or_not():
    inline, regular = vk.pressed(conversation_message_id=40), vk.pressed()
    inline["object"]["event_id"] = "0f0f0f0f0f0f"
    assert read(vk.poll(inline, regular)) == said(
        wanted=[
            wanted(inline, "e0f0f0f0f0f0f", CHAT, None, POLLED),
            wanted(regular, "ec04d81aa97e2", CHAT, None, POLLED),
        ]
    )


def test_a_dialog_is_allowed_and_forbidden_at_the_moment_of_the_poll():
    allow = vk.update("message_allow", {"user_id": OLEG, "key": ""})
    deny = vk.update("message_deny", {"user_id": OLEG})
    assert read(vk.poll(allow, deny)) == said(
        dialogs=[
            DialogChange(account=OLEG, at=POLLED, allowed=True),
            DialogChange(account=OLEG, at=POLLED, allowed=False),
        ]
    )


@pytest.mark.parametrize(
    "update",
    [OTHERS[name] for name in OTHERS if name != "a type of next year"],
    ids=[name for name in OTHERS if name != "a type of next year"],
)
def test_other_updates_say_nothing(update):
    assert read(vk.poll(update)) == said()


def test_one_update_of_an_unknown_type_leaves_the_others_alone():
    batch = read(vk.poll(OTHERS["a type of next year"], vk.new(vk.message())))
    assert batch.seen == [MESSAGE]


def test_an_empty_poll_moves_only_the_position():
    assert read(b'{"ts":"89","updates":[]}') == Batch(
        source="longpoll", position="89", polled_at=POLLED
    )


def test_the_position_may_be_a_number():
    assert read(b'{"ts":10,"updates":[]}').position == "10"


def test_everything_of_a_poll_is_read_in_its_order():
    command = vk.new(vk.message("/помощь", number=33))
    batch = read(
        vk.poll(
            vk.new(vk.message()),
            OTHERS["an edit"],
            vk.new(vk.call_ended(number=32, duration=60)),
            command,
        )
    )
    assert (batch.seen, batch.wanted) == (
        [MESSAGE, Seen(CHAT, 32, None, NOON), Seen(CHAT, 33, IRINA, NOON)],
        [wanted(command, f"m{CHAT}:33", CHAT, 33)],
    )


def test_a_single_update_is_read_as_in_a_poll():
    update = vk.new(vk.message("/помощь"))
    alone = observe_each([text_of(update)], group=GROUP, source="longpoll", polled_at=POLLED)
    alone.position = "330"
    assert alone == read(vk.poll(update))
