"""The menu and the help.

Which acts stand in them is told by the subjects.
"""
