"""Which profile is whose: codes, links, suggestions, «Это я», slips to print.

The roster itself is staff.
"""
