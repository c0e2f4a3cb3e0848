"""The methods there are: what carries each out, its parameters, and the right it needs.

A parameter that is not listed is refused, for a bot whose parameter is silently ignored works here
and not on VK. Those that are listed do what they do on VK, or mean nothing in the sandbox.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.api import callbacks, community, links, people, storage, uploads
from sandbox.api.call import Call
from sandbox.api.community import EVENTS, OLD_NAMES
from sandbox.api.messages import (
    changing,
    chats,
    dialogs,
    history,
    members,
    reactions,
    sending,
)
from sandbox.api.messages.content import CONTENT
from sandbox.world.records import Value

COMMON = (
    *("access_token", "v", "lang", "https", "test_mode", "device_id"),
    *("captcha_sid", "captcha_key", "success_token"),
)
"""What every method takes; there is one language here, and any answer solves a captcha."""


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the API."""

    act: Callable[[Call], Value]
    takes: frozenset[str] = frozenset()
    right: str | None = None


def _method(act: Callable[[Call], Value], takes: str = "", right: str | None = None) -> Method:
    return Method(act, frozenset(takes.split()), right)


def _messages(act: Callable[[Call], Value], takes: str) -> Method:
    return _method(act, f"group_id {takes}", "messages")


_PAGE = "offset count extended fields"
_POINTED = "peer_id cmid conversation_message_id message_id"
_SERVER = "group_id server_id"
_DESCRIBED = "group_id url title secret_key"
_EVENTS = " ".join((*EVENTS, *OLD_NAMES))
_CONTENT = " ".join(CONTENT)

METHODS: dict[str, Method] = {
    "docs.getMessagesUploadServer": _method(uploads.doc_server, "type peer_id", "docs"),
    "docs.save": _method(uploads.save_doc, "file title tags return_tags", "docs"),
    "groups.addCallbackServer": _method(callbacks.add, _DESCRIBED, "manage"),
    "groups.deleteCallbackServer": _method(callbacks.delete, _SERVER, "manage"),
    "groups.disableOnline": _method(community.go_offline, "group_id", "manage"),
    "groups.editCallbackServer": _method(callbacks.edit, f"server_id {_DESCRIBED}", "manage"),
    "groups.enableOnline": _method(community.go_online, "group_id", "manage"),
    "groups.getById": _method(community.groups, "group_ids group_id fields"),
    "groups.getCallbackConfirmationCode": _method(
        callbacks.confirmation_code, "group_id", "manage"
    ),
    "groups.getCallbackServers": _method(callbacks.listed, "group_id server_ids", "manage"),
    "groups.getCallbackSettings": _method(callbacks.settings, _SERVER, "manage"),
    "groups.getLongPollServer": _method(community.long_poll_server, "group_id", "manage"),
    "groups.getLongPollSettings": _method(community.long_poll_settings, "group_id"),
    "groups.getMembers": _method(people.followers, "group_id sort offset count fields filter"),
    "groups.getOnlineStatus": _method(community.online_status, "group_id"),
    "groups.getTokenPermissions": _method(community.permissions),
    "groups.isMember": _method(people.is_member, "group_id user_id user_ids extended"),
    "groups.setCallbackSettings": _method(
        callbacks.subscribe, f"{_SERVER} api_version {_EVENTS}", "manage"
    ),
    "groups.setLongPollSettings": _method(
        community.set_long_poll, f"group_id enabled api_version {_EVENTS}", "manage"
    ),
    "groups.setSettings": _method(
        community.set_settings,
        "group_id messages bots_capabilities bots_add_to_chat bots_start_button",
        "manage",
    ),
    "messages.createChat": _messages(chats.create, "user_ids title"),
    "messages.delete": _messages(
        changing.delete, "message_ids cmids peer_id delete_for_all spam reason"
    ),
    "messages.deleteChatPhoto": _messages(chats.take_photo, "chat_id"),
    "messages.deleteConversation": _messages(dialogs.forget, "user_id peer_id"),
    "messages.deleteReaction": _messages(reactions.take_reaction, "peer_id cmid"),
    "messages.edit": _messages(
        changing.edit, f"{_POINTED} {_CONTENT} keep_forward_messages keep_snippets"
    ),
    "messages.editChat": _messages(chats.rename, "chat_id title"),
    "messages.getByConversationMessageId": _messages(
        history.by_cmid, "peer_id conversation_message_ids extended fields"
    ),
    "messages.getById": _messages(
        history.by_id, "message_ids cmids peer_id preview_length extended fields"
    ),
    "messages.getChat": _messages(chats.describe, "chat_id chat_ids fields name_case"),
    "messages.getConversationMembers": _messages(members.members, f"peer_id member_ids {_PAGE}"),
    "messages.getConversations": _messages(
        history.conversations, f"filter start_message_id {_PAGE}"
    ),
    "messages.getConversationsById": _messages(
        history.conversations_by_id, "peer_ids extended fields"
    ),
    "messages.getHistory": _messages(
        history.history, f"user_id peer_id rev start_message_id {_PAGE}"
    ),
    "messages.getInviteLink": _messages(members.invite_link, "peer_id reset"),
    "messages.getLongPollServer": _messages(community.dialogs_server, "need_pts lp_version"),
    "messages.getMessagesReactions": _messages(reactions.counted, "peer_id cmids"),
    "messages.getReactedPeers": _messages(reactions.reacted, "peer_id cmid reaction_id"),
    "messages.isMessagesFromGroupAllowed": _messages(changing.is_allowed, "user_id"),
    "messages.markAsAnsweredConversation": _messages(dialogs.mark_answered, "peer_id answered"),
    "messages.markAsImportantConversation": _messages(dialogs.mark_important, "peer_id important"),
    "messages.markAsRead": _messages(
        changing.signal,
        "peer_id message_ids start_message_id up_to_cmid mark_conversation_as_read",
    ),
    "messages.pin": _messages(chats.pin, _POINTED),
    "messages.removeChatUser": _messages(members.remove_user, "chat_id user_id member_id"),
    "messages.search": _messages(
        dialogs.search, "q peer_id preview_length offset count extended fields"
    ),
    "messages.send": _messages(
        sending.send,
        f"peer_id peer_ids user_id user_ids chat_id domain random_id payload reply_to sticker_id"
        f" forward forward_messages content_source intent {_CONTENT}",
    ),
    "messages.sendMessageEventAnswer": _messages(
        changing.answer_event, "event_id user_id peer_id event_data"
    ),
    "messages.sendReaction": _messages(reactions.react, "peer_id cmid reaction_id"),
    "messages.setActivity": _messages(changing.signal, "user_id peer_id type"),
    "messages.setChatPhoto": _messages(chats.set_photo, "file"),
    "messages.unpin": _messages(chats.unpin, "peer_id"),
    "photos.getChatUploadServer": _method(
        chats.photo_server, "chat_id crop_x crop_y crop_width", "photos"
    ),
    "photos.getMessagesUploadServer": _method(uploads.photo_server, "peer_id group_id", "photos"),
    "photos.saveMessagesPhoto": _method(uploads.save_photo, "photo server hash", "photos"),
    "storage.get": _method(storage.get, "key keys user_id"),
    "storage.getKeys": _method(storage.keys, "user_id offset count"),
    "storage.set": _method(storage.put, "key value user_id"),
    "users.get": _method(people.users, "user_ids user_id fields name_case from_group_id"),
    "utils.checkLink": _method(links.check, "url"),
    "utils.getServerTime": _method(links.server_time),
    "utils.getShortLink": _method(links.short_link, "url private"),
    "utils.resolveScreenName": _method(links.resolve, "screen_name"),
}
