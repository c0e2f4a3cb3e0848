"""What the commands about orders say: their keys, their problems, and a new order's text."""
