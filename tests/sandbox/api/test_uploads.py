"""Uploads with vkbottle's own uploaders; files come back byte for byte."""

import aiohttp
import pytest
from vkbottle import DocMessagesUploader, PhotoMessageUploader, VKAPIError

from sandbox.world.world import Access
from tests.sandbox.pictures import PNG
from tests.sandbox.town import GROUP

pytestmark = pytest.mark.asyncio
TABLE = bytes(range(256)) * 300


@pytest.fixture
def open_town(town):
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    return town


async def fetch(http, url):
    async with http.get(url) as response:
        assert response.status == 200
        return response.content_type, await response.read()


async def test_a_photo_goes_up_is_attached_and_comes_back(api, http, open_town):
    name = await PhotoMessageUploader(api).upload(PNG, peer_id=open_town.peer)
    assert name.startswith(f"photo-{GROUP}_")
    await api.messages.send(peer_id=open_town.peer, random_id=0, attachment=name)
    (attachment,) = open_town.events()[-1][1]["attachments"]
    photo = attachment["photo"]
    largest = photo["sizes"][-1]
    assert attachment["type"] == "photo"
    assert (largest["type"], largest["width"], largest["height"]) == ("w", 640, 480)
    assert await fetch(http, largest["url"]) == ("image/jpeg", PNG)


async def test_a_document_goes_up_is_attached_and_comes_back(api, http, open_town):
    uploader = DocMessagesUploader(api)
    name = await uploader.upload(TABLE, peer_id=open_town.peer, title="Сводка.xlsx")
    await api.messages.send(peer_id=open_town.peer, message="вот", random_id=0, attachment=name)
    (attachment,) = open_town.events()[-1][1]["attachments"]
    doc = attachment["doc"]
    assert (doc["title"], doc["ext"], doc["size"], doc["owner_id"]) == (
        "Сводка.xlsx",
        "xlsx",
        len(TABLE),
        -GROUP,
    )
    assert name == f"doc-{GROUP}_{doc['id']}_{doc['access_key']}"
    kind, content = await fetch(http, doc["url"])
    assert content == TABLE
    assert kind.endswith("spreadsheetml.sheet")


@pytest.mark.parametrize("kind", ["audio_message", "graffiti"])
async def test_a_voice_message_or_graffiti_goes_up_and_is_attached(api, http, open_town, kind):
    place = await api.docs.get_messages_upload_server(peer_id=open_town.peer, type=kind)
    form = aiohttp.FormData()
    form.add_field("file", PNG, filename="voice.ogg")
    async with http.post(place.upload_url, data=form) as response:
        uploaded = await response.json()
    saved = (await api.request("docs.save", uploaded))["response"]
    body = saved[saved["type"]]
    for name in (kind, "doc"):
        attachment = f"{name}{body['owner_id']}_{body['id']}_{body['access_key']}"
        await api.messages.send(peer_id=open_town.peer, random_id=0, attachment=attachment)
        assert open_town.events()[-1][1]["attachments"] == [{"type": kind, kind: body}]


async def test_what_is_no_picture_is_no_photo(api, open_town):
    with pytest.raises(VKAPIError[100]) as refused:
        await PhotoMessageUploader(api).upload(b"hello", peer_id=open_town.peer)
    assert "photos_list is invalid" in refused.value.error_msg


async def test_uploads_for_someone_who_may_not_be_written_to_are_refused(api, town):
    with pytest.raises(VKAPIError[901]):
        await DocMessagesUploader(api).upload(TABLE, peer_id=town.vera, title="a.txt")
    with pytest.raises(VKAPIError[917]):
        await PhotoMessageUploader(api).upload(PNG, peer_id=town.peer)


WRONG = {
    "a foreign photo": ("photos.saveMessagesPhoto", {"photo": '[{"photo":"x"}]'}, 100),
    "no list": ("photos.saveMessagesPhoto", {"photo": "x"}, 100),
    "a foreign file": ("docs.save", {"file": "x|1"}, 100),
    "an odd kind": ("docs.getMessagesUploadServer", {"type": "song", "peer_id": 300_003}, 100),
}


@pytest.mark.parametrize(("method", "params", "code"), WRONG.values(), ids=WRONG)
async def test_what_was_not_uploaded_cannot_be_saved(api, town, method, params, code):
    town.world.allow_dm(town.vera)
    with pytest.raises(VKAPIError[code]):
        await api.request(method, {"server": 1, "hash": "x", **params})


async def test_an_upload_without_a_file_is_refused(sandbox, http):
    async with http.post(f"{sandbox.url}/upload/doc", data={"file": "text"}) as response:
        assert (response.status, await response.text()) == (
            400,
            "There is no file in the field file.",
        )


async def test_an_upload_can_fail_by_order(sandbox, http, control):
    await control("POST", "faults", {"on": "upload", "status": 502})
    form = aiohttp.FormData()
    form.add_field("file", b"1", filename="a.txt")
    async with http.post(f"{sandbox.url}/upload/doc", data=form) as response:
        assert (response.status, response.content_type) == (502, "text/html")
    assert sandbox.world.files.stored == {}


async def test_unknown_files_are_not_found(sandbox, http):
    for number in ("1", "x"):
        async with http.get(f"{sandbox.url}/sandbox/files/{number}") as response:
            assert response.status == 404
