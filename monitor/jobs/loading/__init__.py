"""From storage to the facts, the reports and the digests of weeks, open and closed.

When it is done, and what is told then, is beside.
"""
