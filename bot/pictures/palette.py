"""The picture's colours: Okabe and Ito's, which colour-blind people can tell apart.

A light card on a slightly darker ground, so that it has an edge in a dark messenger as well.
Nothing is said by colour alone.
"""

GROUND = "#E6EBF0"
CARD = "#FFFFFF"
INK = "#1B2733"
QUIET = "#566573"
FAINT = "#C5CED8"
NOW = "#0072B2"
BEFORE = "#9CC3DD"
NORM = "#E69F00"
HATCH = "//"
"""What is not over yet: a running day or week, an organisation that has not closed its week."""
