"""Weeks, open and closed: read as facts, reports and digests, refused once half forgotten; kept.

When it is done, and what is told then, is one folder up.
"""
