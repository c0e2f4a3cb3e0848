"""Profiles in every spelling people and VK's own screens give them, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.parsing.addresses import whose
from storage.accounts import is_account

SPELLINGS = (
    "104",
    "id104",
    "ID104",
    "@id104",
    "*id104",
    "@id104 (Мария Петровна)",
    "*id104 (Мария)",
    "@id104(Мария)",
    "[id104|Мария Петрова]",
    "[id104|@maria]",
    "[id104|*id104]",
    "vk.com/id104",
    "https://vk.com/id104?from=search",
    "http://www.vk.com/id104/",
    "https://m.vk.com/id104",
    "m.vk.ru/id104",
    "vk.ru/id104",
    "vk.me/id104",
    "https://vk.me/id104?ref=abc",
    "https://vk.com/im?sel=104",
    "vk.com/im?sel=104&msgid=7",
    "https://m.vk.com/mail?act=show&peer=104",
    "https://vk.com/gim123?sel=104",
    "https://vk.com/write104",
    "https://vk.com/im/convo/104",
    "https://web.vk.me/convo/104?entrypoint=list_all",
    "https://vk.com/id104.",
    "(https://vk.com/id104)"[1:],
    "104.0",
)

NONE = (
    "",
    "Мария Петровна",
    "0",
    "-104",
    "2000000000",
    "2000000005",
    "9021234567",
    "9" * 400,
    "club104",
    "[club104|Школа]",
    "@club104 (Школа)",
    "vk.com/club104",
    "vk.com/public104",
    "vk.com/im",
    "vk.com/im?sel=c5",
    "vk.com/im?sel=2000000005",
    "vk.com/im?sel=-104",
    "https://vk.com/im/convo/2000000005",
    "https://vk.me/join/AbCdEf",
    "https://example.com/id104",
    "https://vk.com.example.com/id104",
    "https://example.com/vk.com/id104",
    "https://vk.com@example.com/id104",
    "https://[vk.com/id104",
    "id١٠٤",
)


@pytest.mark.parametrize("written", SPELLINGS)
def test_a_profile_is_understood_however_it_is_written(written):
    assert whose(written) == 104


@pytest.mark.parametrize("written", ["vk.com/ivanova", "@ivanova", "[ivanova|Вера]", "*ivanova"])
def test_a_short_address_is_to_be_asked_for(written):
    assert whose(written) == "ivanova"


@pytest.mark.parametrize("written", NONE)
def test_what_is_nobody_s_profile_is_none(written):
    assert whose(written) is None


@given(st.text(alphabet="id104[]|@*(). /:vk.comе?sel=&-٣", max_size=40))
def test_whatever_is_typed_gives_an_account_an_address_or_nothing(written):
    found = whose(written)
    assert found is None or is_account(found) or (isinstance(found, str) and found.isascii())


@pytest.mark.parametrize(
    ("link", "account"),
    [
        ("https://vk.com/away.php?to=https%3A%2F%2Fvk.com%2Fid104", 104),
        ("vk.com/away.php?to=vk.com/id104&cc_key=", 104),
        ("https://vk.com/away.php?to=https%3A%2F%2Fvk.com%2Fivanova", "ivanova"),
        ("https://vk.com/away.php?to=https%3A%2F%2Fexample.org%2Fid104", None),
        ("https://vk.com/away.php?to=https%3A%2F%2Fvk.com%2Faway.php%3Fto%3Dx", None),
        ("https://vk.com/away.php", None),
    ],
)
def test_a_profile_behind_vk_s_page_of_links(link, account):
    assert whose(link) == account
