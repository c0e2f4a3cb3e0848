"""Closed weeks and what is kept with them: figures, corrections, notes, days without school.

The running week is ``seen``.
"""
