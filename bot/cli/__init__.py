"""The command line: one file a command or a group of them, all thin, and what they share.

They do nothing that is not done elsewhere in bot or monitor.
"""
