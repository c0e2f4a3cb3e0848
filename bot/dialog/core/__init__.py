"""What all conversations share: the router, rights, screens, asking before something is done.

Nothing here knows a subject.
"""
