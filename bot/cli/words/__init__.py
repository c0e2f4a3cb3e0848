"""What only the command line says.

What the service says to its operator as well is bot/words/operator.py.
"""
