"""storage remembers: tables, migrations and queries; it imports nothing of ours.

Everything that leaves this package is a frozen record of ``storage.records``; nothing here knows
VK, orders or Russian. Times are UTC seconds in the tables and aware datetimes outside.
"""
