"""What every test runs under."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # a busy machine fails no property
settings.load_profile("unhurried")
