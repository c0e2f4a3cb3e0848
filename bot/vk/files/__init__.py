"""Files that come with messages and go with answers: what is attached, fetched and put up.

What stands in them is read in bot/sheets.
"""
