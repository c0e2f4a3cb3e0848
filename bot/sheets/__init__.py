"""Tables in and out: rosters and lists that are handed in, digests that are given.

Tables of one subject alone (codes, the official table) stand beside it in bot/dialog.
"""
