"""Units, offices, the roster and whose profile is whose.

What is kept of one account altogether is ``privacy``.
"""
