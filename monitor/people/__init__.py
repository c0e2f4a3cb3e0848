"""Whose a profile may be, and what a new roster changes. Pure.

Names alone are ``names``.
"""
