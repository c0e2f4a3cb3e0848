"""Orders, their points, norms, families of indicators and jobs, wherever they are told of.

How a figure reads is one folder up; the orders' own titles stand in the orders.
"""
