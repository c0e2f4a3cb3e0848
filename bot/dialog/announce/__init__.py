"""Announcements to chats: written, sent, and what became of them.

Their sending is bot/service/telling.
"""
