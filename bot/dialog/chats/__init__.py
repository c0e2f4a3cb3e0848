"""A unit's chats: joining one, its kind and class, what the bot sees in it.

What was counted in chats is week's.
"""
