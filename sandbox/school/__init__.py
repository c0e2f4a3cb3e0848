"""A made-up school and what everybody in it does in a week; all names and talk invented.

It acts through sandbox/world.
"""
