"""Who plays: a school alone, or a municipality with a school, a kindergarten and a college."""

from dataclasses import dataclass
from datetime import date

from bot.config.sections import UnitSettings
from bot.demo import words
from monitor.orders.model import UnitKind
from sandbox.school.school import School, make_college, make_kindergarten, make_school

UNIT, GARDEN, COLLEGE, LEVEL = "school-12", "garden-7", "college-1", "zarechny"
MONDAY = date(2026, 11, 16)
"""The week that is shown, 2026-W47; the weeks before it give the digest its comparison."""

SEED = 12
COORDINATOR = 9_001


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """One of those that play; ``ready``: it has been set up, else it waits for whoever watches."""

    unit: str
    kind: UnitKind
    school: School
    ready: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody who plays; ``level``: the municipality above them, None: the school is alone."""

    organisations: tuple[Organisation, ...]
    level: str | None = None

    @property
    def ready(self) -> tuple[Organisation, ...]:
        """Those that work with the bot already."""
        return tuple(each for each in self.organisations if each.ready)

    def of(self, unit: str) -> Organisation:
        """Find one by its unit."""
        return next(each for each in self.organisations if each.unit == unit)

    def settings(self) -> tuple[UnitSettings, ...]:
        """Give the units as a config names them."""
        below = tuple(
            UnitSettings(
                id=each.unit,
                kind=each.kind,
                name=each.school.name,
                parent=self.level,
                timezone=each.school.timezone,
                order="perm",
                administrators=(each.school.administrator,),
                deputies=(each.school.deputy,),
            )
            for each in self.organisations
        )
        if self.level is None:
            return below
        above = UnitSettings(
            id=self.level,
            kind="municipality",
            name=words.MUNICIPALITY,
            timezone=below[0].timezone,
            order="perm",
            coordinators=(COORDINATOR,),
        )
        return (above, *below)


def the_school() -> Cast:
    """Only the school: what is played without anybody watching."""
    school = make_school(SEED, MONDAY)
    return Cast(organisations=(Organisation(unit=UNIT, kind="school", school=school),))


def the_municipality() -> Cast:
    """The school, a kindergarten, and a college that nobody has set up yet."""
    garden, college = make_kindergarten(SEED), make_college(SEED)
    return Cast(
        level=LEVEL,
        organisations=(
            *the_school().organisations,
            Organisation(unit=GARDEN, kind="kindergarten", school=garden),
            Organisation(unit=COLLEGE, kind="college", school=college, ready=False),
        ),
    )
