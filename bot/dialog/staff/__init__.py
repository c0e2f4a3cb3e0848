"""The people of a unit: their list, one person's card, absences, what is confirmed by hand.

How somebody becomes known by a profile is binding's; the roster's file is in ``roster``.
"""
