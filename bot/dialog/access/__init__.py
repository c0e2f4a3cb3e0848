"""Who holds which office of a unit: offices, codes for them, and the journal.

What an office may do stands in core/rights.py.
"""
