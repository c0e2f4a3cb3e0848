"""Reading an order's file, and every mistake in it told by line. Pure but for the reading.

What an order may hold is orders/model.py.
"""
