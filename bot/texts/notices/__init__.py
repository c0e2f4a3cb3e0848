"""What notices say, one file a kind; functions of values."""
