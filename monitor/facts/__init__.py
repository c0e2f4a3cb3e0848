"""The facts of a week, put together, and the values that reports are made of. Pure.

Nothing is judged here.
"""
