"""Names of people as they are spelt, shortened, taken apart and compared. Pure.

No roster and no profile is known here.
"""
