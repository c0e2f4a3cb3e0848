"""Telling notices: claimed, worded, sent, settled; nothing twice.

Their words are in bot/words/notices; when they are due is monitor's.
"""
