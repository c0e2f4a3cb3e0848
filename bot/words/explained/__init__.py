"""How a figure is explained: at a glance, or with its parts, or one person's part of it.

Nothing here knows where the explanation came from: monitor/explain makes it.
"""
