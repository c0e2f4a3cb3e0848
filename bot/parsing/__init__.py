"""What people type, press and follow, read into values. Pure.

Words that must be recognised stand in bot/words; what is done about them in bot/dialog.
"""
