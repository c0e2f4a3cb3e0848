"""What a family says of facts, and people to say it of."""

from monitor.indicators import FAMILIES
from monitor.orders.model import IndicatorSpec
from tests.builders import (
    a_person,
    bound,
    wrote,
)

BY_NAME = {family.name: family for family in FAMILIES}


ACTIVE = "people_active"


def counted(family, facts, **values):
    """What a family says of the facts, for an indicator with these values."""
    if BY_NAME[family].needs_minimum and not values.keys() & {"messages", "calls"}:
        values = {**values, "messages": 1}
    spec = IndicatorSpec(id="main", family=family, title="", **values)
    return BY_NAME[family].counted(facts, spec)


def staff(*roles):
    """People numbered from 1 with accounts 11, 12, …"""
    persons = [
        a_person(number, f"Человек {number}", role=role)
        for number, role in enumerate(roles, start=1)
    ]
    return {
        "persons": persons,
        "bindings": [one for each in persons for one in bound(each.id, 10 + each.id)],
    }


def teachers(count):
    return staff(*["учитель"] * count)


def people_who_wrote(counts):
    """A person for each count of messages."""
    numbers = range(1, len(counts) + 1)
    return {
        "persons": [a_person(n, f"Человек {n}") for n in numbers],
        "bindings": [one for n in numbers for one in bound(n, n)],
        "tallies": [wrote(n, count) for n, count in zip(numbers, counts, strict=True) if count],
    }
