"""How much a script may do, and what is said when it does more."""

from sandbox.world.records import Json, Value

MOST_CALLS = 25
MOST_STEPS = 100_000
DEEPEST = 40  # brackets in brackets, and values in values
LONGEST = 5_000_000  # characters of one text; VK's answers are at most 5 MB


class RunError(Exception):
    """A script that was read but cannot go on (VK's error 13); the message says why."""


class Effort:
    """Counts what a script does, so that none runs for ever or grows without end."""

    def __init__(self) -> None:
        """Start fresh."""
        self._steps = 0

    def spend(self, steps: int = 1) -> None:
        """Count steps. Raises RunError when there were too many."""
        self._steps += steps
        if self._steps > MOST_STEPS:
            raise RunError("Too many operations")

    def text(self, text: str) -> str:
        """Count a text that was made, by its length. Raises RunError."""
        if len(text) > LONGEST:
            raise RunError("response size is too big")
        self.spend(len(text) // 100)
        return text

    def copy(self, value: Value, depth: int = 0) -> Value:
        """Copy a value for the outside, each part by itself. Raises RunError.

        Lists may hold themselves, and shared ones may unfold beyond measure.
        """
        self.spend()
        if depth > DEEPEST:
            raise RunError("response is too deep")
        if isinstance(value, list):
            return [self.copy(item, depth + 1) for item in value]
        if isinstance(value, dict):
            copied: Json = {name: self.copy(item, depth + 1) for name, item in value.items()}
            return copied
        return self.text(value) if isinstance(value, str) else value
