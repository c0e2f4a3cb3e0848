"""What the number of an account may be, and of a chat: one answer for every door."""

from typing import NewType, TypeGuard

Account = NewType("Account", int)
"""A person's profile: ``0 < number < ACCOUNTS_END``; never a chat, a community or a phone."""

CHATS = 2_000_000_000
"""Peers above this are chats: this and the chat's number."""

ACCOUNTS_END = CHATS
"""The messenger's own limit: from here on its numbers are conversations."""


class NotAnAccount(ValueError):
    """A number that can be nobody's; it was about to be written down as somebody's."""


def is_account(value: object) -> TypeGuard[Account]:
    """Tell whether something is the number of an account; ``True`` is no number."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < ACCOUNTS_END


def checked(value: object) -> Account:
    """Give a number back as an account's. Raises ``NotAnAccount``, which says no number."""
    if not is_account(value):
        raise NotAnAccount(type(value).__name__)
    return value
