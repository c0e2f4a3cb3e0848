"""What wants an answer, what could not be told yet, and where each dialog stands.

What is told unasked is ``told``.
"""
