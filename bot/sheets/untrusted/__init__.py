"""Tables from outside, read under limits in a process of their own: bytes to plain cells.

What the cells mean is read elsewhere.
"""
