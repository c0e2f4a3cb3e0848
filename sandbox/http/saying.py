"""Writing a message for a person: text, attachments, files of his, an answer to another message."""

from sandbox.http.orders import Order
from sandbox.world.carried.attachments import point
from sandbox.world.carried.files import StoredFile
from sandbox.world.records import Json, WorldError
from sandbox.world.shapes import quote_json

FIELDS = (
    *("from", "chat", "dm", "text", "payload", "attachments", "file", "files", "reply"),
    *("ref", "cropped", "lat", "long"),
)


def say(order: Order) -> Json:
    """Write a message for a person, to a chat or to the community."""
    order.only(*FIELDS)
    world, author = order.world, order.number("from")
    payload = order.body.get("payload")
    if payload is not None and not isinstance(payload, str | dict):
        raise WorldError('"payload" must be a JSON text or an object.')
    chat, dm = order.maybe_number("chat"), order.flag("dm")
    dialog = world.dialog(author, chat=chat, dm=dm)
    answered = None
    if (number := order.maybe_number("reply")) is not None:
        found = dialog.find(number)
        if found is None:
            raise WorldError(f"There is no message {number} to answer here.")
        answered = quote_json(found, dialog)
    attachments = [*order.attachments("attachments"), *_uploaded(order, author)]
    text = order.text("text", "")
    geo = _place(order)
    if not (text or attachments or payload or geo):
        raise WorldError('A message needs "text", "attachments", "file", "payload" or a place.')
    ref = order.text("ref") if order.has("ref") else None
    cmid = world.say(
        author,
        chat=chat,
        dm=dm,
        text=text,
        payload=payload,
        attachments=attachments,
        ref=ref,
        cropped=order.maybe_number("cropped"),
        reply=answered,
        geo=geo,
    )
    return {"cmid": cmid}


def _place(order: Order) -> Json | None:
    """Read a place in degrees; lat and long come together."""
    if not order.has("lat") and not order.has("long"):
        return None
    return point(order.degrees("lat", 90), order.degrees("long", 180))


def _uploaded(order: Order, author: int) -> list[Json]:
    """Keep the files of a message: "file" is a document, of "files" pictures are photos."""
    found = []
    if (file := order.file("file")) is not None:
        found.append(_document(order, author, order.world.files.add(*file)))
    for name, content in order.files("files"):
        stored = order.world.files.add(name, content)
        found.append((_photo if stored.width else _document)(order, author, stored))
    return found


def _document(order: Order, owner: int, file: StoredFile) -> Json:
    world = order.world
    date, url = world.timestamp(), world.url
    doc = world.files.save_doc(file, title=file.name, owner=owner, date=date, url=url)
    return {"type": "doc", "doc": doc}


def _photo(order: Order, owner: int, file: StoredFile) -> Json:
    world = order.world
    photo = world.files.save_photo(file, owner=owner, date=world.timestamp(), url=world.url)
    return {"type": "photo", "photo": photo}
