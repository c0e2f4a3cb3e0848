"""What reading updates notes of links to foreign messengers: to which, once, and nothing else."""

import pytest

from monitor.chats.foreign import Messenger
from storage.observations import Linked, Seen
from tests.bot.vk.stream import payloads as vk
from tests.bot.vk.stream.payloads import CHAT, GROUP, IRINA, NOON
from tests.bot.vk.stream.reading import read

LINK = "https://t.me/joinchat/AAAA"


def attached(url=LINK, **fields):
    """The attachment that VK makes of a link in a text."""
    return {
        "type": "link",
        "link": {
            "url": url,
            "title": "Чат учителей",
            "caption": "t.me",
            "description": "",
            "is_favorite": False,
            **fields,
        },
    }


def noted(*messengers, number=31):
    return [Linked(CHAT, number, NOON, frozenset(messengers))]


LINKING = {
    "in the text": vk.message(f"Перешли сюда: {LINK}"),
    "in a text without a dot": vk.message("tg://resolve?domain=a"),
    "attached": vk.message("", attachments=[vk.photo(), attached()]),
    "in the text and attached": vk.message(LINK, attachments=[attached()]),
    "twice": vk.message(f"{LINK} или t.me/b"),
    "behind a command": vk.message(f"/адрес {LINK}"),
    "beside a mention of the bot": vk.message(f"[club{GROUP}|Звонок], {LINK}"),
    "beside a broken attached link": vk.message(LINK, attachments=[attached(url=None)]),
    "in an answer": vk.message(LINK, reply_message=vk.forwarded()),
    "with escaped slashes": vk.message("https:\\/\\/x", attachments=[attached()]),
}


@pytest.mark.parametrize("made", LINKING.values(), ids=LINKING.keys())
def test_a_link_is_noted_once_and_the_message_counts_as_any_other(made):
    batch = read(vk.poll(vk.new(made)))
    assert (batch.links, batch.seen) == (
        noted(Messenger.TELEGRAM),
        [Seen(CHAT, 31, IRINA, NOON)],
    )
    assert "AAAA" not in repr(batch.links)


def test_links_to_two_messengers_are_noted_as_two():
    made = vk.message("wa.me/79120000000", attachments=[attached()])
    assert read(vk.poll(vk.new(made))).links == noted(Messenger.TELEGRAM, Messenger.WHATSAPP)


def test_a_message_before_5_103_is_read_alike():
    made = vk.message("", attachments=[attached()])
    assert read(vk.poll(vk.flat(made))).links == noted(Messenger.TELEGRAM)


def test_bytes_with_escaped_slashes_are_read_alike():
    body = vk.poll(vk.new(vk.message("", attachments=[attached()]))).replace(b"/", b"\\/")
    assert b"https:\\/\\/t.me" in body
    assert read(body).links == noted(Messenger.TELEGRAM)


COUNTED_WITHOUT = {
    "a link elsewhere": vk.message("https://vk.com/club1", attachments=[attached("https://vk.ru")]),
    "a file's name": vk.message("Домашка.docx лежит в diske.zip"),
    "only a forwarded link": vk.message(
        "", fwd_messages=[vk.forwarded() | {"text": LINK, "attachments": [attached()]}]
    ),
    "only a link answered to": vk.message("Нет.", reply_message=vk.forwarded() | {"text": LINK}),
    "a link in what is no link": vk.message("", attachments=[vk.photo() | {"link": {"url": LINK}}]),
    "a link without an address": vk.message("", attachments=[{"type": "link", "link": {}}]),
    "a link that is nothing": vk.message("", attachments=[{"type": "link", "link": None}]),
    "a link that is missing": vk.message("", attachments=[{"type": "link"}]),
    "a link that is a list": vk.message("", attachments=[{"type": "link", "link": []}]),
    "an address that is a number": vk.message("", attachments=[attached(url=5)]),
}


@pytest.mark.parametrize("made", COUNTED_WITHOUT.values(), ids=COUNTED_WITHOUT.keys())
def test_without_a_link_of_its_own_a_message_counts_and_nothing_is_noted(made):
    batch = read(vk.poll(vk.new(made)))
    assert (batch.links, batch.seen, batch.unreadable) == ([], [Seen(CHAT, 31, IRINA, NOON)], [])


NOBODY_S = {
    "the bot's own message": vk.update("message_reply", vk.message(LINK, author=-GROUP, out=1)),
    "another community's": vk.new(vk.message(LINK, author=-70, attachments=[attached()])),
    "an edit": vk.update("message_edit", vk.message(LINK, update_time=NOON + 9)),
    "a private message": vk.new(vk.private(LINK, attachments=[attached()])),
    "a service message": vk.new(vk.action("chat_title_update", text=LINK)),
    "a call": vk.new(vk.call_ended(number=31) | {"text": LINK}),
}


@pytest.mark.parametrize("update", NOBODY_S.values(), ids=NOBODY_S.keys())
def test_what_is_no_person_s_message_in_a_chat_links_to_nothing(update):
    assert read(vk.poll(update)).links == []
