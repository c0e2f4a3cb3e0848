"""The official table from above: read, applied, held against our figures.

The comparison itself is monitor/report/reconcile.py.
"""
