"""What orders, their points, norms, families of indicators and jobs are called.

How a figure reads is beside; the orders' own titles stand in the orders.
"""
