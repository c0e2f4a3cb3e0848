"""The database: opened, brought up to date, copied, and what its failures are called.

What stands in it is in the other folders.
"""
