"""Announcements to chats and letters: written, confirmed, and what became of them.

How they are sent is bot/service/telling; what goes to organisations is in ``handing``.
"""
