"""SQLite's files and PostgreSQL's servers: how each is opened, kept and asked; one form for both.

What is done with an opened database is one folder up.
"""
