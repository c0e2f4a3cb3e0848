"""Pictures of a week, for people who look before they read."""

from bot.pictures.drawing import digest_png

__all__ = ["digest_png"]
