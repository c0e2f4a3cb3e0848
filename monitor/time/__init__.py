"""Weeks, windows and working days in a unit's own zone. Pure.

When jobs are due is orders/schedule.py.
"""
