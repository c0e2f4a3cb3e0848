"""How many of how many: the share that people read, and the exact one that norms want. Pure."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Ratio:
    """``value`` of ``of``. None is *no data*; ``of`` None: a count without a base."""

    value: int | None
    of: int | None = None

    @property
    def share(self) -> float | None:
        """The unrounded share; None without a base or with nobody in it."""
        if self.value is None or not self.of:
            return None
        return self.value / self.of

    @property
    def size(self) -> Fraction | None:
        """The share where there is a base, else the count, exactly; None: nothing to compare."""
        if self.value is None or self.of == 0:
            return None
        return Fraction(self.value, self.of)

    def reaches(self, least: Fraction) -> bool | None:
        """Whether the exact share is at least so much; None: there is no share."""
        size = self.size
        return None if size is None or self.of is None else size >= least
