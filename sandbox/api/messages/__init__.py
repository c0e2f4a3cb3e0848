"""messages.*: sending, changing and reading messages, and the chats they are in."""
