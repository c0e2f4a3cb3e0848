"""Recording what VK tells, and asking for what is missing.

The transaction itself is storage/intake.py.
"""
