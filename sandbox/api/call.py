"""One method call: the world, its parameters, and how VK reads them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.api.errors import VkError, bad_parameter
from sandbox.api.versions import NEWEST, Version
from sandbox.world.declension import CASES
from sandbox.world.foreign_json import read_json
from sandbox.world.records import FIRST_CHAT_PEER, Access, Chat, Dialog, Message, Value
from sandbox.world.world import World

Params = Mapping[str, str]
_NUMBER = re.compile(r"[-+]?[0-9]{1,30}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A method's arguments, and the version of the API they are in."""

    world: World
    params: Params
    version: Version = NEWEST

    def own_group(self, *, by_name: bool = False) -> None:
        """Refuse what is about another community; some methods take its screen name as well."""
        name = self.text("group_id")
        if by_name and name and not name.isdecimal():
            if self.world.named(name) != -self.world.group_id:
                raise VkError(125)
            return
        if self.number("group_id") != self.world.group_id:
            raise VkError(15)

    def pointed(self, dialog: Dialog) -> Message:
        """Find the message of a dialog that cmid, conversation_message_id or message_id names."""
        for name in ("cmid", "conversation_message_id"):
            if self.params.get(name):
                found = dialog.find(self.number(name))
                break
        else:
            number = self.number("message_id")
            here = (message for message in dialog.messages if message.id == number)
            found = next((message for message in here if number and not message.deleted), None)
        if found is None or not self.world.saw(found):
            raise bad_parameter("message_id is invalid")
        return found

    def text(self, name: str) -> str:
        """Read a text, "" when it is missing."""
        return self.params.get(name, "")

    def needed(self, name: str) -> str:
        """Read a text that must be there."""
        if name not in self.params:
            raise bad_parameter(f"{name} is undefined")
        return self.params[name]

    def number(self, name: str, default: int | None = None) -> int:
        """Read a whole number; without a default it must be there."""
        if not self.params.get(name) and default is not None:
            return default
        return as_number(name, self.needed(name))

    def share(self, name: str, default: int, most: int) -> int:
        """Read a count or offset between 0 and `most`."""
        number = self.number(name, default)
        if not 0 <= number <= most:
            raise bad_parameter(f"{name} should be between 0 and {most}")
        return number

    def numbers(self, name: str, most: int) -> list[int]:
        """Read a comma-separated list of numbers, at most `most` long."""
        found = [as_number(name, part) for part in self.words(name)]
        if len(found) > most:
            raise bad_parameter(f"{name} should not have more than {most} items")
        return found

    def words(self, name: str) -> list[str]:
        """Read a comma-separated list of words."""
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def flag(self, name: str) -> bool:
        """Read a yes or no, no when it is missing."""
        return self.text(name).lower() in ("1", "true")

    def fields(self) -> frozenset[str]:
        """Read which additional profile fields are asked for."""
        return frozenset(self.words("fields"))

    def json(self, name: str) -> Value:
        """Read a JSON value, None when it is missing."""
        if not self.text(name):
            return None
        try:
            return read_json(self.text(name))
        except (ValueError, RecursionError):
            raise bad_parameter(f"{name} is not valid JSON") from None

    def name_case(self) -> str:
        """Read in which grammatical case names are wanted."""
        case = self.text("name_case") or CASES[0]
        if case not in CASES:
            raise bad_parameter(f"name_case should be one of {', '.join(CASES)}")
        return case

    def peer(self) -> int:
        """Read whom it is about: peer_id, user_id, chat_id or domain."""
        if self.params.get("chat_id"):
            return FIRST_CHAT_PEER + self.number("chat_id")
        for name in ("peer_id", "user_id"):
            if self.params.get(name):
                return self.number(name)
        if self.params.get("domain"):
            return self._domain(self.params["domain"])
        raise bad_parameter(
            "you should specify peer_id, user_id, domain, chat_id or user_ids param"
        )

    def _domain(self, name: str) -> int:
        found = self.world.named(name)
        if found is None:
            raise bad_parameter(f"domain {name} is not found")
        return found

    def chat(self, peer_id: int) -> Chat:
        """Find a chat the community takes part in; otherwise error 917."""
        chat = self.world.chats.get(peer_id - FIRST_CHAT_PEER)
        if chat is None or not chat.has_bot:
            raise VkError(917)
        return chat

    def admin_chat(self, peer_id: int) -> Chat:
        """Find a chat the community administers; otherwise error 917 or 925."""
        chat = self.chat(peer_id)
        if chat.access is not Access.ADMIN:
            raise VkError(925)
        return chat

    def dialog(self, peer_id: int) -> Dialog:
        """Find a chat or a personal dialog that exists for the community."""
        if peer_id > FIRST_CHAT_PEER:
            return self.chat(peer_id).dialog
        if peer_id not in self.world.dms:
            raise bad_parameter("peer_id is invalid")
        return self.world.dms[peer_id]


def as_number(name: str, text: str) -> int:
    """Read one whole number of parameter `name`."""
    if _NUMBER.fullmatch(text) is None:
        raise bad_parameter(f"{name} is not integer")
    return int(text)
