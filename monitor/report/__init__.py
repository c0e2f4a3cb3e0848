"""From facts and an order to a report, and what follows from one: trends, forecast, watch. Pure.

Reports of levels are ``levels``; explanations ``explain``.
"""
