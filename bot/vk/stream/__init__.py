"""What VK tells by itself: long poll and Callback API, from bytes to observations.

What is recorded of them is decided in bot/service/recording and storage/intake.py.
"""
