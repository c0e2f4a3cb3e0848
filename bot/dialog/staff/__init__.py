"""The people of a unit: their list, one person's card, absences, what is confirmed by hand.

Profiles and codes are binding's.
"""
