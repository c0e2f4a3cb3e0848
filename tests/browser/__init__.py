"""The messenger in a real browser: walks through it, the keyboard alone, sizes and colours."""
