"""Orders as data: what one may say, its norms, roles, dates and schedule. Pure.

One TOML file an order; monitor/order_files reads them.
"""
