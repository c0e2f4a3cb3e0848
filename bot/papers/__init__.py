"""Papers to be printed and signed: a unit's period as DOCX and PDF, from the reports of its weeks.

What a paper says is composed once (composing.py, templates) and written twice.
"""
