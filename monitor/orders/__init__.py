"""Orders as data: one TOML file an order (``model`` says what it may hold, ``loading`` reads)."""
