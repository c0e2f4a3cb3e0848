"""What messages carry: keyboards, attachments, files; and what VK refuses of them.

Who may send them, and when, is one folder up.
"""
