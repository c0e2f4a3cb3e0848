"""Fixtures shared with the tests of the bot."""

from tests.bot.conftest import half_full, impatient, log, own_surroundings

__all__ = ("half_full", "impatient", "log", "own_surroundings")
