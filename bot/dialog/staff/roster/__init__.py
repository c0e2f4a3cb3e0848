"""A roster's file: its columns, what it would change, who is missing in it; then it is taken in.

How tables are read is bot/sheets.
"""
