"""One person at a time: taken on the list, called otherwise.

Whole lists are staff's, and so is the card.
"""
