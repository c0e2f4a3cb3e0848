"""What notices say, one file a kind.

When a notice is due is thought in monitor/jobs; how it is sent is bot/service/telling.
"""
