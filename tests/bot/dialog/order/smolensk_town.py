"""A small Smolensk region: under it a college of its own, a municipality, two schools, a garden."""

from tests.cast import ADMIN, CONFIG, COORDINATOR, DEPUTY, LYCEUM_ADMIN, MARIA, OLGA, PAVEL

REGION_COORDINATOR = COORDINATOR
CITY_COORDINATOR = PAVEL
SCHOOL_ADMIN, SCHOOL_DEPUTY = ADMIN, DEPUTY
GYMNASIUM_ADMIN = LYCEUM_ADMIN
COLLEGE_ADMIN, GARDEN_ADMIN = OLGA, MARIA

REGION, CITY, COLLEGE = "smolensk", "smolensk-city", "college-1"
SCHOOL, GYMNASIUM, GARDEN = "school-3", "gymnasium-4", "garden-5"

_UNITS = (
    (REGION, "region", "Департамент Смоленской области", "", "coordinators", REGION_COORDINATOR),
    (CITY, "municipality", "Управление образования Смоленска", REGION, "coordinators", PAVEL),
    (COLLEGE, "college", "ОГБПОУ «Колледж № 1»", REGION, "administrators", COLLEGE_ADMIN),
    (SCHOOL, "school", "МБОУ «СШ № 3»", CITY, "administrators", SCHOOL_ADMIN),
    (GYMNASIUM, "school", "МБОУ «Гимназия № 4»", CITY, "administrators", GYMNASIUM_ADMIN),
    (GARDEN, "kindergarten", "МБДОУ «Детский сад № 5»", CITY, "administrators", GARDEN_ADMIN),
)


def town(order="smolensk"):
    """The config of the town, everybody by the same order."""
    units = [
        f"""
[[unit]]
id = "{unit}"
kind = "{kind}"
name = "{name}"
{f'parent = "{parent}"' if parent else ""}
timezone = "Europe/Moscow"
order = "{order}"
{office} = [{account}]
{f"deputies = [{SCHOOL_DEPUTY}]" if unit == SCHOOL else ""}
"""
        for unit, kind, name, parent, office, account in _UNITS
    ]
    return CONFIG[: CONFIG.index("[[unit]]")] + "".join(units)
