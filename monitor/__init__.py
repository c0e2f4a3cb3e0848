"""monitor thinks: weeks, orders, indicators, norms, digests, the schedule.

It may look down to storage only. No VK, no Russian prose, no SQL; the thinking half is plain
``def`` over values with ``now`` as an argument, and only ``load`` and ``jobs`` await anything.
"""
