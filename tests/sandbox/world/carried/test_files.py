import struct

import pytest

from sandbox.world.carried.files import Files, image_size

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480) + b"\x08\x02\0\0\0"
GIF = b"GIF89a" + struct.pack("<HH", 320, 200)
# A JPEG begins with other segments; the size stands in the frame header (SOF2 here).
JPEG = (
    b"\xff\xd8"
    + b"\xff\xe0"
    + struct.pack(">H", 16)
    + b"JFIF\0\1\1\0\0\1\0\1\0\0"
    + b"\xff\xc4"
    + struct.pack(">H", 6)
    + b"\0\0\0\0"
    + b"\xff\xc2"
    + struct.pack(">HBHHB", 17, 8, 600, 800, 3)
)
PICTURES = {
    "png": (PNG, (640, 480)),
    "gif": (GIF, (320, 200)),
    "jpeg": (JPEG, (800, 600)),
    "a cut png": (PNG[:20], None),
    "a cut jpeg": (JPEG[:12], None),
    "text": (b"hello", None),
    "nothing": (b"", None),
}


@pytest.mark.parametrize(("content", "size"), PICTURES.values(), ids=PICTURES)
def test_the_size_of_a_picture_is_read_from_its_header(content, size):
    assert image_size(content) == size


def test_a_photo_comes_in_vks_sizes_and_never_grows():
    files = Files()
    file = files.add("week.png", PNG)
    photo = files.save_photo(file, owner=-5, date=100, url="http://here")
    sizes = {size["type"]: (size["width"], size["height"]) for size in photo["sizes"]}
    assert sizes["s"] == (75, 56)
    assert sizes["x"] == (604, 453)
    assert sizes["w"] == (640, 480)
    assert {size["url"] for size in photo["sizes"]} == {"http://here/sandbox/files/1"}
    assert files.attachable[f"photo-5_{photo['id']}"] == {"type": "photo", "photo": photo}


@pytest.mark.parametrize(
    ("name", "kind", "extension"),
    [("Отчёт.XLSX", 1, "xlsx"), ("a.zip", 2, "zip"), ("a.png", 4, "png"), ("README", 8, "")],
)
def test_a_document_is_typed_by_its_name(name, kind, extension):
    files = Files()
    file = files.add(name, b"12345")
    doc = files.save_doc(file, title="Отчёт", owner=-5, date=100, url="http://here")
    told = (doc["type"], doc["ext"], doc["size"], doc["title"], doc["date"], doc["url"])
    assert told == (kind, extension, 5, "Отчёт", 100, "http://here/sandbox/files/1")


def test_files_are_found_by_what_their_upload_answered():
    files = Files()
    first, second = files.add("a", b"1"), files.add("b", b"2")
    assert files.by_token(second.token) is second
    assert files.by_token(first.token) is first
    assert files.by_token("nothing") is None
