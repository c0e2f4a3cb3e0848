"""What somebody attached to a message: what a community may send on, and what it may not."""

from dataclasses import dataclass

from bot.vk.library import DocsDoc, Message, MessagesMessageAttachment, PhotosPhoto


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """One attachment: its kind as VK names it, and its address.

    The address of a photo or document is what VK attaches it by, that of a link is its URL; empty:
    it cannot be sent on.
    """

    kind: str
    address: str = ""


def attached(message: Message) -> tuple[Attached, ...]:
    """List what is attached to a message."""
    return tuple(
        Attached(kind=each.type.value, address=_address(each)) for each in message.attachments or ()
    )


def _address(attachment: MessagesMessageAttachment) -> str:
    if attachment.photo is not None:
        return _stored("photo", attachment.photo)
    if attachment.doc is not None:
        return _stored("doc", attachment.doc)
    link = getattr(attachment, "link", None)  # missing from vkbottle's types, not from its models
    return "" if link is None else str(link.url)


def _stored(kind: str, body: PhotosPhoto | DocsDoc) -> str:
    """Write VK's address: «doc101_486000001_ab12»; the key opens what is not public."""
    key = f"_{body.access_key}" if body.access_key else ""
    return f"{kind}{body.owner_id}_{body.id}{key}"
