"""What was told, by whom and when: notices, announcements, runs of jobs, the journal.

Answers are ``asked``.
"""
