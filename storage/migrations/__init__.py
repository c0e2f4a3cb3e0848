"""One file a revision; they only append."""
