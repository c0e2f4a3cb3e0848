"""Commands that show a week, what a figure of it is made of, and the papers about it.

They only read; what changes a week is in school.
"""
