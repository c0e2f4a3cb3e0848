"""What all conversations share: the desk, rights, screens, asking before something is done.

Nothing here knows a subject.
"""
