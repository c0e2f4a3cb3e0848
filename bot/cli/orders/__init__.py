"""``order check``, ``new`` and ``schema``: an order's file checked, begun, and described."""
