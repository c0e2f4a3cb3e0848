"""bot talks: VK, Russian words, pictures, tables and the command line.

The only package that composes the program (``app``); it may look down to monitor and storage.
"""
