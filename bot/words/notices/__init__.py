"""What notices say, one file a subject: its kinds stand together.

When a notice is due is thought in monitor/jobs; how it is sent is bot/service/telling.
"""
