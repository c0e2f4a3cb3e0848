"""Municipalities and regions: sums of the units below, and what is hidden of few people. Pure.

Which units report is asked in jobs.
"""
