"""What somebody is told of himself: his week, his data, quiet.

What others are told of him is staff's and week's.
"""
