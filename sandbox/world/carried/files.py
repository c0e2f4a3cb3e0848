"""Files people and the community uploaded, kept in memory byte for byte."""

import mimetypes
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath

from sandbox.world.events import digest
from sandbox.world.records import Json

# VK's kinds of documents; anything else is 8, unknown.
DOC_TYPES = {
    1: ("txt", "pdf", "doc", "docx", "rtf", "xls", "xlsx", "csv", "ppt", "pptx", "odt", "ods"),
    2: ("zip", "rar", "7z", "gz"),
    3: ("gif",),
    4: ("png", "jpg", "jpeg", "webp"),
    5: ("mp3", "ogg", "wav"),
    6: ("mp4", "avi", "mkv"),
    7: ("epub", "fb2", "djvu"),
}
UNKNOWN_TYPE = 8
# VK shows every photo in several sizes: letter and longest side in pixels.
PHOTO_SIZES = (("s", 75), ("m", 130), ("x", 604), ("y", 807), ("z", 1080), ("w", 2560))
MESSAGES_ALBUM = -3
NAME = re.compile(r"[a-z_]+-?\d+_\d+")
SHARED = ("photo", "doc")
VOICE_BYTES = 2_000  # of one second, about what VK records
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
# JPEG segments that carry the size: SOF0…SOF15 without the tables and extensions among them.
JPEG_SIZE_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """One uploaded file; `width` and `height` are set for pictures, `kind` is a document's."""

    id: int
    name: str
    content: bytes
    width: int = 0
    height: int = 0
    kind: str = "doc"

    @property
    def mime(self) -> str:
        """The content type told by the name."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def token(self) -> str:
        """What an upload answers and a save hands back."""
        return digest(f"file {self.id}", 9)


@dataclass(slots=True)
class Files:
    """All files, and the photos and documents that were saved from them."""

    stored: dict[int, StoredFile] = field(default_factory=dict)
    attachable: dict[str, Json] = field(default_factory=dict)

    def add(self, name: str, content: bytes, kind: str = "doc") -> StoredFile:
        """Keep `content` under the next id, as a document of a kind."""
        width, height = image_size(content) or (0, 0)
        number = len(self.stored) + 1
        file = StoredFile(
            id=number, name=name, content=content, width=width, height=height, kind=kind
        )
        self.stored[number] = file
        return file

    def by_token(self, token: str) -> StoredFile | None:
        """Find the file an upload answered `token` for."""
        return next((file for file in self.stored.values() if file.token == token), None)

    def attached(self, name: str) -> Json | None:
        """Find what an attachment's name stands for, as in photo-1_2 or photo-1_2_key."""
        match = NAME.match(name)
        return None if match is None else self.attachable.get(match.group())

    def share(self, attachments: Iterable[Json]) -> None:
        """Let messages attach the photos and documents that somebody has shown."""
        for each in attachments:
            kind = each["type"]
            body = each.get(kind)
            if kind in SHARED and isinstance(body, dict) and {"owner_id", "id"} <= set(body):
                self.attachable[f"{kind}{body['owner_id']}_{body['id']}"] = each

    def save_photo(self, file: StoredFile, *, owner: int, date: int, url: str) -> Json:
        """Make VK's photo object of `file` and let messages attach it."""
        photo: Json = {
            "album_id": MESSAGES_ALBUM,
            "date": date,
            "id": 457_239_000 + file.id,
            "owner_id": owner,
            "access_key": digest(f"photo {file.id}", 9),
            "sizes": [
                {"type": letter, "url": f"{url}/sandbox/files/{file.id}", **_scaled(file, side)}
                for letter, side in PHOTO_SIZES
            ],
            "text": "",
            "has_tags": False,
        }
        self.attachable[f"photo{owner}_{photo['id']}"] = {"type": "photo", "photo": photo}
        return photo

    def save_doc(self, file: StoredFile, *, title: str, owner: int, date: int, url: str) -> Json:
        """Make VK's document object of `file` and let messages attach it."""
        extension = PurePath(file.name).suffix.lstrip(".").lower()
        kinds = (kind for kind, extensions in DOC_TYPES.items() if extension in extensions)
        doc: Json = {
            "id": 680_000_000 + file.id,
            "owner_id": owner,
            "title": title,
            "size": len(file.content),
            "ext": extension,
            "date": date,
            "type": next(kinds, UNKNOWN_TYPE),
            "url": f"{url}/sandbox/files/{file.id}",
            "is_licensed": 0,
            "access_key": digest(f"doc {file.id}", 9),
        }
        self.attachable[f"doc{owner}_{doc['id']}"] = {"type": "doc", "doc": doc}
        return doc

    def save_kind(self, file: StoredFile, *, owner: int, url: str) -> Json:
        """Make VK's voice message or graffiti of `file` and let messages attach it."""
        number = 680_000_000 + file.id
        place = f"{url}/sandbox/files/{file.id}"
        saved: Json = {
            "id": number,
            "owner_id": owner,
            "access_key": digest(f"doc {file.id}", 9),
        }
        if file.kind == "graffiti":
            saved |= {"url": place, "width": file.width, "height": file.height}
        else:
            saved |= {
                "duration": 1 + len(file.content) // VOICE_BYTES,
                "waveform": [byte % 32 for byte in file.content[:128].ljust(128, b"\0")],
                "link_ogg": place,
                "link_mp3": place,
            }
        shown = {"type": file.kind, file.kind: saved}
        for name in (file.kind, "doc"):  # clients name it either way
            self.attachable[f"{name}{owner}_{number}"] = shown
        return saved


def _scaled(file: StoredFile, side: int) -> Json:
    longest = max(file.width, file.height, 1)
    share = min(1.0, side / longest)
    return {"width": round(file.width * share), "height": round(file.height * share)}


def image_size(content: bytes) -> tuple[int, int] | None:
    """Read width and height in pixels from a PNG, GIF or JPEG header; None for anything else."""
    if content.startswith(PNG_MAGIC) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker in JPEG_SIZE_MARKERS:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        (length,) = struct.unpack(">H", content[place + 2 : place + 4])
        place += 2 + length
    return None
