"""The people of a unit: the roster, one person's card, absences, what is confirmed by hand.

Profiles and codes are binding's.
"""
