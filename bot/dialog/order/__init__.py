"""The order that applies: its norms, its schedule, days without school, what is to be done once.

Orders themselves are monitor/orders.
"""
