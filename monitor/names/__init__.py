"""Names of people as they are spelt, shortened, taken apart and compared. Pure."""
