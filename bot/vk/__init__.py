"""The one place that knows VK: its client, its keyboards, its uploads, what it says of mistakes.

Nothing else imports the client's library.
"""
