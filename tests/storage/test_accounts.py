"""What is nobody's number is written down as nobody's: not by any door of storage."""

import pytest

from storage import tables
from storage.accounts import NotAnAccount, is_account
from storage.people import offices, people, units
from storage.records import Office, OfficeHolder
from tests.builders import UNITS
from tests.cast import SCHOOL, at

NOT_ACCOUNTS = (0, -1, -104, 2_000_000_000, 2_000_000_001, 79_021_234_567, 10**30, True)


@pytest.mark.parametrize("number", [1, 104, 1_999_999_999])
def test_numbers_of_people_are_accounts(number):
    assert is_account(number)


@pytest.mark.parametrize("number", [*NOT_ACCOUNTS, "104", 104.0, None, [104]])
def test_chats_communities_phones_and_words_are_none(number):
    assert not is_account(number)


@pytest.mark.asyncio
@pytest.mark.parametrize("number", NOT_ACCOUNTS)
async def test_no_door_writes_down_what_is_no_account(database, number):
    holder = OfficeHolder(unit=SCHOOL, account=number, office=Office.DEPUTY)
    values = {"full_name": "Ким Ян", "position": "", "role": "учитель", "classes": ()}
    for door in (
        lambda connection: offices.appoint(connection, holder),
        lambda connection: units.sync(connection, UNITS, [holder]),
    ):
        with pytest.raises(NotAnAccount):
            async with database.writing() as connection:
                await door(connection)
    async with database.writing() as connection:
        person = await people.add(connection, SCHOOL, values, at(0))
        with pytest.raises(NotAnAccount):
            await people.bind(connection, SCHOOL, {number: person}, "roster", at(0))
    async with database.reading() as connection:
        assert (await connection.execute(tables.bindings.select())).all() == []
        rows = (await connection.execute(tables.offices.select())).all()
    assert number not in [row.account for row in rows]
