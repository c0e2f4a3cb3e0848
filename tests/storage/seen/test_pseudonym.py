"""The name of an account under a week's key: negative, its own, and the same in every version."""

from hypothesis import given
from hypothesis import strategies as st

from storage.seen.pseudonyms import new_key, pseudonym

KEYS = st.binary(min_size=16, max_size=16)
ACCOUNTS = st.integers(1, 2**53)


@given(KEYS, ACCOUNTS)
def test_an_account_keeps_its_name_and_the_name_is_negative(key, account):
    name = pseudonym(key, account)

    assert pseudonym(key, account) == name
    assert -(2**47) <= name <= -1


@given(KEYS, KEYS, ACCOUNTS)
def test_another_key_is_another_name(key, other, account):
    assert (pseudonym(key, account) == pseudonym(other, account)) == (key == other)


@given(KEYS, st.sets(ACCOUNTS, max_size=50))
def test_two_accounts_have_two_names(key, accounts):
    assert len({pseudonym(key, account) for account in accounts}) == len(accounts)


def test_names_are_those_of_every_version_since_the_first():
    """Weeks are open when the program is upgraded: who was counted then has the same name now."""
    key = bytes(range(16))
    assert {account: pseudonym(key, account) for account in (1, 104, 5, 2**53, -225)} == {
        1: -134_106_020_427_189,
        104: -97_838_174_188_946,
        5: -7_532_169_729_218,
        2**53: -77_886_719_214_929,
        -225: -107_003_633_917_141,  # a community that began a call
    }


def test_keys_are_not_repeated():
    assert len({new_key() for _ in range(100)}) == 100
    assert len(new_key()) == 16
