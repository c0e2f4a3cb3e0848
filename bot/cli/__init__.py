"""The command line: one file a group of commands, all of them thin.

They do nothing that is not done elsewhere in bot or monitor.
"""
