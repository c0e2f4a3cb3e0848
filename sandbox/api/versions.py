"""Versions of the API: which may be asked for, and answers as older ones knew them.

The sandbox makes answers of API 5.199 (what VK publishes a schema of), for newer versions too, but
for messages.send to one peer: clients that ask for 5.245 get {"message_id", "cmid"} and not the id
alone; since when, nobody wrote down. What changed since 5.81, the oldest VK still answers, in
methods the sandbox has:

- before 5.90 messages.send needs no random_id, and docs.save answers a list of what it saved;
- before 5.103 the object of message_new is the message itself, without client_info;
- before 5.124 messages.send to several peers tells no conversation_message_id;
- before 5.199 groups.getById answers a list, messages.delete an object of ids, and
  messages.createChat the chat's number.

An event's version is that of the long poll's or the callback server's settings.
"""

from collections.abc import Callable

from sandbox.api.errors import VkError
from sandbox.world.records import Value

Version = tuple[int, int]
OLDEST: Version = (5, 81)
NEWEST: Version = (5, 199)
WITH_CMID: Version = (5, 245)
TOO_OLD = (
    "versions below 5.81 are deprecated. Version param should be passed as "
    '"v". "version" param is invalid and not supported. For more information go to '
    "https://vk.com/dev/constant_version_updates"
)


def read(text: str) -> Version:
    """Read what was passed as v. Raises VkError."""
    if not text:
        raise VkError(8, "v (version) is required")
    major, _, minor = text.partition(".")
    if not (major.isdecimal() and minor.isdecimal() and len(text) < 10):
        raise VkError(8, "v (version) is invalid")
    version = int(major), int(minor)
    if version < OLDEST:
        raise VkError(8, TOO_OLD)
    return version


def _listed(answer: Value) -> Value:
    return answer["groups"]


def _sent(answer: Value) -> Value:
    return answer if isinstance(answer, list) else answer["message_id"]


def _without_cmids(answer: Value) -> Value:
    if not isinstance(answer, list):
        return answer
    return [
        {name: value for name, value in item.items() if name != "conversation_message_id"}
        for item in answer
    ]


def _by_id(answer: Value) -> Value:
    return {
        str(item.get("message_id", item.get("conversation_message_id"))): item["response"]
        for item in answer
    }


def _numbered(answer: Value) -> Value:
    return answer["chat_id"]


def _saved(answer: Value) -> Value:
    return [answer[answer["type"]]]


_BEFORE: dict[str, tuple[tuple[Version, Callable[[Value], Value]], ...]] = {
    "docs.save": (((5, 90), _saved),),
    "groups.getById": (((5, 199), _listed),),
    "messages.createChat": (((5, 199), _numbered),),
    "messages.delete": (((5, 199), _by_id),),
    "messages.send": ((WITH_CMID, _sent), ((5, 124), _without_cmids)),
}
"""What a method answered before a version, the newest change first."""


def answer_of(version: Version, method: str, answer: Value) -> Value:
    """Show an answer as `version` knew it."""
    for changed, older in _BEFORE.get(method, ()):
        if version < changed:
            answer = older(answer)
    return answer
