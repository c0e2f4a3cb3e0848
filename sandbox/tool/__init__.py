"""The sandbox as a tool of its own: its command, what a world begins with, the pytest plugin.

Installed it is called ``vk_sandbox``; Zvonok needs nothing of this room.
"""
