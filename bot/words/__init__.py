"""Russian that several subjects say: numbers, dates, figures. Functions of values, no I/O.

What one subject alone says stands beside it, in files called ``words`` or ending in ``_words``.
"""
