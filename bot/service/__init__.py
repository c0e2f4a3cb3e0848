"""The running program: its parts, how they are kept going, what it says to its operator.

What people ask for and are answered is bot/dialog.
"""
