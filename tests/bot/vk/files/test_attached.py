"""What is attached to a message: photos, documents and links are read, the rest is only named."""

import pytest
from vkbottle.bot import Message

from bot.service.answering.updates import slim
from bot.vk.files.attached import Attached, attached
from sandbox.world.carried.attachments import complete
from tests.bot.vk.stream import payloads as vk

PHOTO = {"album_id": -3, "date": 1, "id": 7, "owner_id": 101, "access_key": "ab1"}
DOC = {
    "id": 8,
    "owner_id": 101,
    "date": 1,
    "size": 5,
    "type": 1,
    "title": "План.pdf",
    "ext": "pdf",
    "url": "https://vk.com/doc101_8",
}


def read(*attachments):
    """Take attachments the way they come in."""
    update = slim(vk.new(vk.private(attachments=list(attachments))))
    return attached(Message(**update["object"]["message"], unprepared_ctx_api=None))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"type": "photo", "photo": PHOTO}, Attached(kind="photo", address="photo101_7_ab1")),
        ({"type": "doc", "doc": DOC}, Attached(kind="doc", address="doc101_8")),
        (
            {"type": "doc", "doc": DOC | {"access_key": "k", "preview": {"odd": []}}},
            Attached(kind="doc", address="doc101_8_k"),
        ),
        (
            {"type": "link", "link": {"url": "https://a.example", "title": 5}},
            Attached(kind="link", address="https://a.example"),
        ),
        ({"type": "sticker", "sticker": {"sticker_id": 5}}, Attached(kind="sticker")),
        ({"type": "photo", "photo": {"id": 1}}, Attached(kind="photo")),
        ({"type": "photo", "photo": PHOTO | {"id": "7"}}, Attached(kind="photo")),
        ({"type": "doc"}, Attached(kind="doc")),
        ({"type": "link", "link": "https://a.example"}, Attached(kind="link")),
        ({"type": "hologram", "hologram": {"depth": "∞"}}, Attached(kind="NOT_SUPPORTED")),
    ],
)
def test_one_attachment_is_read_or_only_named(given, expected):
    assert read(given) == (expected,)


def test_what_is_no_attachment_at_all_is_left_out():
    assert read(5, {}, {"type": 5}, None) == ()


def test_everything_vk_samples_is_taken_without_a_fault():
    kinds = ("sticker", "photo", "audio_message", "doc", "video", "wall", "poll", "link")
    found = read(*complete(kinds, 101, 1, 1))
    assert [each.kind for each in found] == list(kinds)
    assert [each.kind for each in found if each.address] == ["photo", "doc", "link"]
