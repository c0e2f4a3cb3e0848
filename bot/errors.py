"""What the program refuses to do, told to the person who can act.

Refused: a user's mistake; its text is already the whole sentence(s) to show.
"""

from dataclasses import dataclass


class Refused(Exception):
    """A mistake told in sentences; the command line prints them and exits with status 1."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a file: its place (``unit.2.timezone``), its kind, the value there."""

    place: str
    code: str
    value: str = ""
