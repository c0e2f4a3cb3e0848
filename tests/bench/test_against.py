"""The figures of the last release are read where people read them."""

from tests.bench.against import FIGURES, HEADING, KEPT, against, last_release


def test_the_document_has_every_figure_that_is_held_against_it():
    assert list(last_release(KEPT.read_text(encoding="utf-8").splitlines())) == [*FIGURES.values()]


def test_only_the_table_under_its_heading_is_read():
    lines = ["| a press answered, ms | 1 |", HEADING, "", "| a press answered, ms | 1,380 |"]
    lines += ["|---|---|", "## Next", "| closing a week, s | 2 |"]
    assert last_release(lines) == {"a press answered, ms": 1380}


def test_what_was_measured_stands_beside_it_as_a_ratio():
    [then] = kept_of("press")
    found = against({"press": then / 2})
    assert [*found.columns[0].cells] == [FIGURES["press"]]
    assert [*found.columns[3].cells] == ["0.50"]


def kept_of(*names):
    kept = last_release(KEPT.read_text(encoding="utf-8").splitlines())
    return [kept[FIGURES[name]] for name in names]
