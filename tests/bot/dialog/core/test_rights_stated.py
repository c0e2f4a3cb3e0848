"""What the program says of who may do what is what was stated by hand."""

from bot.dialog.acts import ACTS, CHAT_ACTS
from bot.dialog.core.act import Acts
from bot.dialog.core.rights import Role
from tests.bot.dialog.core.rights_stated import STATED, STATED_IN_CHATS, read

LETTERS = {
    "A": Role.ADMINISTRATOR,
    "D": Role.DEPUTY,
    "C": Role.COORDINATOR,
    "S": Role.STAFF,
    "x": Role.STRANGER,
}

MAY = Acts(ACTS).table()
MAY_IN_CHATS = {act.name: act.may for act in CHAT_ACTS}
may = Acts(ACTS).may


def may_in_chat(roles, act):
    return not MAY_IN_CHATS[act].isdisjoint(roles)


def written(table, allowed):
    """Write what the program says in the same letters, asking it part by part."""
    return {
        act: "".join(
            letter if allowed(frozenset({part}), act) else "-" for letter, part in LETTERS.items()
        )
        for act in table
    }


def different(stated, said):
    """Give the lines that differ, as both tables have them."""
    return [
        f"{act:20}stated {stated.get(act, '(nothing)')}, the program says {said.get(act, '(no)')}"
        for act in sorted({*stated, *said})
        if stated.get(act) != said.get(act)
    ]


def test_the_program_s_rights_in_private_are_those_that_were_stated():
    stated, said = read(STATED), written(MAY, may)
    print(*(f"{act:20}{who}" for act, who in sorted(said.items())), sep="\n")
    assert different(stated, said) == []


def test_the_program_s_rights_in_chats_are_those_that_were_stated():
    said = written(MAY_IN_CHATS, may_in_chat)
    print(*(f"{act:20}{who}" for act, who in sorted(said.items())), sep="\n")
    assert different(read(STATED_IN_CHATS), said) == []


def test_whoever_is_several_things_may_what_any_of_them_may():
    for act, who in read(STATED).items():
        for first, one in LETTERS.items():
            for second, other in LETTERS.items():
                wanted = first in who or second in who
                assert (act, first, second, may(frozenset({one, other}), act)) == (
                    act,
                    first,
                    second,
                    wanted,
                )


def test_whoever_is_nothing_may_nothing():
    assert not any(may(frozenset(), act) for act in MAY)
    assert not any(may_in_chat(frozenset(), act) for act in MAY_IN_CHATS)
