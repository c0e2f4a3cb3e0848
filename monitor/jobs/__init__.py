"""What is done when its moment comes, each in one transaction; the only folder that awaits.

What is thought is thought in the other folders.
"""
