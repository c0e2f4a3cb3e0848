"""What a figure is made of: by chat, day, person and organisation, and what is left out. Pure.

The figure itself is made in report.
"""
