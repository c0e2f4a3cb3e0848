"""The chats and their members, the bot's comings and goings, and what it sees there.

What was counted in them is ``seen``.
"""
