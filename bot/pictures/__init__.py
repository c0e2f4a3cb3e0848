"""Pictures of a week, for people who look before they read.

They draw what a report says; nothing is counted here.
"""
