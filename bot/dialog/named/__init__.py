"""Who is meant by a surname, and who is absent: what is shown of people who are named.

It begins what the room of the staff does.
"""
