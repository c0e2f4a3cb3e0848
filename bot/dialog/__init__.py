"""Conversations, one folder a subject: its acts and their words together.

``acts`` lists them all, those of group chats too; what they share is core.
"""
