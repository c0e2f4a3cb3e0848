"""What a level hands out to those below it, what came of it, and a school's passing it on.

How announcements are written and sent is beside.
"""
