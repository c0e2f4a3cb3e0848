"""Whose a chat was, and when the bot was in it.

What was seen in it is ``seen``; what it is for ``chats``.
"""
