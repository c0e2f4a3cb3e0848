"""The list of staff and classes as a table: read, written back, and its example.

Whom a row is, of those known, is told in monitor/people.
"""
