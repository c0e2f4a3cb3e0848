"""The classes of an organisation as a whole: a new school year.

What is written beside names is in ``..._words``.
"""
