"""One person judged: short or not, of what, and what he is told."""

from datetime import timedelta

from monitor.facts.values import Requirement
from monitor.indicators.judging import Judge
from monitor.report.making import make_report
from tests.builders import a_person, an_order, bound, some_facts
from tests.cast import MARIA, at

DAY = timedelta(days=1)
PERSONAL = "personal = true"
ANY = ("messages = 10", "calls = 1", "any = true", PERSONAL)


def asked(counts, done, needed):
    return Requirement(counts=counts, done=done, needed=needed)


def one(*tallies, classes=(), **values):
    known = {"as_of": at(3, 14), "tallies": tallies}
    return some_facts([a_person(1, classes=classes)], bound(1, MARIA), **(known | values))


def line(facts, *lines, schedule=""):
    """Whether the only person is short, of what, and whether one of it is enough."""
    [person] = make_report(facts, an_order(*lines, schedule=schedule)).people
    return person.short, person.asked, person.any


def nudged(facts, *lines):
    return Judge(facts, an_order(*lines)).nudge(facts.people[0])
