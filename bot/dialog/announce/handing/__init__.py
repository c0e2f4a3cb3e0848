"""What a level hands out to organisations, what came of it, and a school's passing it on.

How announcements are written and sent to chats is one folder up.
"""
