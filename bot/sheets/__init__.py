"""Tables in and out: the roster that schools hand in, the digest that they are given.

Tables of one subject alone (codes, the official table) stand beside it in bot/dialog.
"""
