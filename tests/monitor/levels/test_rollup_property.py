from hypothesis import given
from hypothesis import strategies as st

from tests.levels import level, municipality, organisation


@st.composite
def pairs(draw):
    of = draw(st.integers(1, 60))
    return draw(st.integers(0, of)), of


@st.composite
def cities(draw):
    count = draw(st.integers(0, 8))
    found = []
    for number in range(count):
        data = draw(st.one_of(st.none(), st.tuples(*[st.one_of(st.none(), pairs())] * 3)))
        kind = draw(st.sampled_from(("school", "college", "kindergarten")))
        closed = draw(st.booleans())
        found.append(organisation(f"№ {number}", *(data or ()), kind=kind, closed=closed))
    return found


@given(cities())
def test_the_level_is_the_sum_of_its_children_and_no_share_exceeds_one(children):
    report = level("Пермь", children)
    for figure in report.figures:
        stood = [line.figure(figure.id) for line in report.organisations]
        known = [each for each in stood if each is not None and each.value is not None]
        assert figure.value == (sum(each.value for each in known) if known else None)
        assert figure.of == (sum(each.of for each in known) if known else None)
        assert figure.share is None or 0 <= figure.share <= 1


@given(cities())
def test_every_organisation_meets_a_norm_or_does_not_or_is_unknown(children):
    report = level("Пермь", children)
    for name in ("staff", "meeting"):
        told = report.figure(name).among
        assert told.met + told.unmet + told.unknown == len(children)


@given(cities(), st.data())
def test_a_region_says_the_same_through_any_municipalities(children, data):
    cut = data.draw(st.integers(0, len(children)))
    halves = (municipality("А", children[:cut]), municipality("Б", children[cut:]))
    region, direct = level("Край", halves, kind="region"), level("Край", children)
    assert [(each.value, each.of, each.among, each.incomplete) for each in region.figures] == [
        (each.value, each.of, each.among, each.incomplete) for each in direct.figures
    ]
    assert sum(line.reporting for line in region.organisations) == sum(
        line.reporting for line in direct.organisations
    )
