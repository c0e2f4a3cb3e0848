"""A module that is tried, and what tries it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A module whose changes some of these tests must notice; paths from the project's root.

    ``equal``: changes that nobody can notice, each with a comment why: the line at which it begins
    before and after. They are not tried.
    """

    path: str
    tests: tuple[str, ...]
    equal: tuple[tuple[str, str], ...] = ()
