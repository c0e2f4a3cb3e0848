"""What was seen: ledgers of numbers, holes, tallies, calls, pseudonyms, streams.

One poll is written by storage/intake.py.
"""
