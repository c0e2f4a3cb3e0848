"""What of a backlog is kept: the newest idle words, every step, and never more than a bound."""

from hypothesis import given
from hypothesis import strategies as st

from storage.asked.folding import FEW, KEPT, STEPS, Item, fold

IDLE, STEP = Item(folds=1, gist=None), Item(folds=0, gist=None)
BACKLOGS = st.lists(
    st.builds(Item, folds=st.integers(0, 2), gist=st.none() | st.integers(0, 3)), max_size=100
)


def left(backlog, **how):
    found = fold(backlog, **({"begun": False} | how))
    return [
        place
        for place in range(len(backlog))
        if place not in found.folded and place not in found.dropped
    ]


def test_a_few_are_each_answered():
    assert left([IDLE] * FEW) == [0, 1, 2]


def test_idle_words_fold_into_the_newest():
    assert left([IDLE] * 700) == [699]


def test_what_has_taken_in_others_folds_as_well_however_few_there_are():
    assert left([Item(folds=2, gist=None), IDLE]) == [1]


def test_what_follows_a_command_may_be_its_steps():
    backlog = [IDLE] * 9 + [STEP] + [IDLE] * 9
    assert left(backlog) == [8, 9, *range(10, 10 + STEPS), 18]


def test_what_follows_a_command_that_is_being_answered_may_be_its_steps_too():
    assert left([IDLE] * 9, after_step=True) == [*range(STEPS), 8]


def test_of_something_half_finished_nothing_folds():
    assert left([IDLE] * 9, begun=True) == [*range(9)]


def test_the_same_again_and_again_is_asked_once():
    assert left([Item(folds=0, gist=7)] * 700) == [699]
    turns = [Item(folds=0, gist=gist) for gist in (1, 2, 1, 2)]
    assert left(turns) == [0, 1, 2, 3]


def test_files_and_codes_are_bounded_and_the_newest_is_among_them():
    found = fold([STEP] * 700, begun=False)
    assert found.folded == set()
    assert left([STEP] * 700) == [*range(KEPT - 1), 699]


@given(BACKLOGS, st.booleans(), st.booleans())
def test_nothing_is_lost_that_was_not_idle_or_asked_again_unless_a_bound_is_passed(
    backlog, begun, after_step
):
    found = fold(backlog, begun=begun, after_step=after_step)
    kept = left(backlog, begun=begun, after_step=after_step)
    assert len(kept) <= KEPT
    assert not found.folded & found.dropped
    if backlog:
        assert kept[-1] == len(backlog) - 1  # the newest is answered
    for place in found.folded:
        idle = bool(backlog[place].folds) and not begun
        again = backlog[place].gist is not None and backlog[place].gist == backlog[place + 1].gist
        assert idle or again
    assert not found.dropped or len(backlog) - len(found.folded) > KEPT


@given(BACKLOGS, st.integers(0, 100))
def test_folding_in_pieces_keeps_every_step_folding_at_once_keeps(backlog, cut):
    """Polls cut the stream anywhere; codes, files and commands stay whatever the cut."""
    backlog = [each._replace(gist=None) for each in backlog]
    first = [backlog[:cut][place] for place in left(backlog[:cut])]
    both = first + backlog[cut:]
    steps = [each for each in [both[place] for place in left(both)] if not each.folds]
    whole = [backlog[place] for place in left(backlog)]
    if len(whole) < KEPT and len(both) < KEPT:
        assert len(steps) == len([each for each in whole if not each.folds])
