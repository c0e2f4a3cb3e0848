"""Looking after the service itself: heartbeats, what is wrong, and telling the operator."""
