"""The database, opened: its revisions, transactions, owners, traces, and how it fails.

How each engine is opened is in ``engines``; what stands in it is in the rooms of storage.
"""
