"""People, chats, messages, calls, buttons: what exists and happens. Knows no HTTP.

How VK's API shows it is sandbox/api.
"""
