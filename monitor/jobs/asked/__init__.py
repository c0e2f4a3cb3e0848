"""What somebody asks for now: a report, an explanation, a reminder, a correction.

What is due by itself is one folder up.
"""
