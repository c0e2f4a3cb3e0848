"""SQLite's files and PostgreSQL's servers: how each is opened, kept and asked.

What is the same for both is above.
"""
