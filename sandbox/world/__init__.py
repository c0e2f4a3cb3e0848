"""People, chats, messages, calls, buttons: what exists and happens. Knows no HTTP.

Which of VK's methods shows it is sandbox/api.
"""
