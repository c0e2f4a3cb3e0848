"""Conversations, one folder a subject: its acts and their words together.

``acts`` lists all acts, ``buttons`` those of chats; what they share is core.
"""
