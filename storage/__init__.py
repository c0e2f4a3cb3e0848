"""storage remembers: tables, migrations and queries; it imports nothing of ours.

What leaves this package are values, most of them frozen records of ``storage.records``; nothing
here knows VK, orders or Russian. Times are UTC seconds in the tables and aware datetimes outside.
"""
