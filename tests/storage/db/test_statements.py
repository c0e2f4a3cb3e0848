"""A statement is built once, and its values are given each time."""

from sqlalchemy import select, update

from storage import tables
from storage.db.statements import built_once

_table = tables.dialog_states


def test_a_statement_is_built_once_and_takes_its_values_by_place_or_name():
    built = []

    @built_once
    def found(account, act):
        built.append(account)
        return select(_table.c.unit).where(_table.c.account == account, _table.c.act.in_(act))

    statement, values = found(1, act=["code", "menu"])
    other, others = found(2, [])
    assert (values, others) == (
        {"given_account": 1, "given_act": ["code", "menu"]},
        {"given_account": 2, "given_act": []},
    )
    assert statement is other
    assert len(built) == 1


def test_a_value_may_be_called_as_a_column_of_what_is_updated():
    @built_once
    def moved(account, unit):
        return update(_table).where(_table.c.account == account).values(unit=unit)

    statement, _ = moved(1, "school")
    assert str(statement) == (
        "UPDATE talkers SET unit=:given_unit WHERE talkers.account = :given_account"
    )
