"""Tables of organisations: the template, what is read of one, codes to print and cut.

Not here: what becomes of the rows, that is bot/cli/units.py.
"""
