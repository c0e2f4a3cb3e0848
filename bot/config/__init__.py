"""The config file and the environment: read, checked, and what is said of mistakes in them.

What the settings are used for is elsewhere.
"""
