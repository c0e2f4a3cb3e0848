"""The sandbox as a web server: methods, long poll, uploads, and acting for its people.

What happens then is ``world``.
"""
