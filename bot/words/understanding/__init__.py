"""What is meant by what people type: letters, words, small talk, times, names, phrases. Pure.

Nothing here knows an act: phrases come from what the acts declare of themselves.
"""
