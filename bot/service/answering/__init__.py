"""Answering: whose turn it is, and that no answer is lost.

What is answered is decided in bot/dialog.
"""
