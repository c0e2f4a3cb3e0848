"""What the bot can do in a chat, as far as it is known. Pure."""

from dataclasses import dataclass

from storage.records import Access, Chat


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatAccess:
    """``sees``, ``writes`` None: nothing has shown it yet; ``people`` None: it may not list them.

    The people in the chat are its members without communities.
    """

    present: bool
    sees: bool | None
    admin: bool
    people: int | None
    writes: bool | None

    @property
    def lacking(self) -> bool:
        """Whether something is known to be missing."""
        able = self.present and self.admin and self.people is not None
        return not able or self.sees is False or self.writes is False


def chat_access(chat: Chat, writes: bool | None = None) -> ChatAccess:
    """Give what is known of a chat; ``writes``: whether the bot may write, if that is known."""
    return ChatAccess(
        present=chat.present,
        sees={Access.ALL: True, Access.MENTIONS: False, Access.UNKNOWN: None}[chat.access],
        admin=chat.admin,
        people=chat.people if chat.admin else None,
        writes=writes,
    )
