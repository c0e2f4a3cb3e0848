"""monitor thinks: weeks, orders, indicators, norms, digests, the schedule.

It may look down to storage only. No VK, no Russian prose, no SQL. Everything but ``jobs`` is plain
``def`` over values with ``now`` as an argument.
"""
