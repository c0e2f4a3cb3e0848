"""Commands by which an operator hands in what a school has: lists, tables, vacations, corrections.

What runs and looks after the service is one folder up.
"""
