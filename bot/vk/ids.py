"""VK's numbers and ours: a chat is its number, a private dialog is minus the account.

VK's peer_id of a chat is CHATS and the chat's number (dev.vk.com: "peer_id").
"""

from storage.accounts import CHATS


def conversation_of(peer: int) -> int:
    """Turn VK's peer_id of a chat or of a person into our conversation."""
    return peer - CHATS if peer > CHATS else -peer


def peer_of(conversation: int) -> int:
    """Turn our conversation into VK's peer_id."""
    return conversation + CHATS if conversation > 0 else -conversation
