"""Links to messengers that are not to be used: what is one, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.chats.foreign import DOMAINS, SCHEMES, Messenger, linked, may_link

LINKS = {
    "https://t.me/uchitelya": {Messenger.TELEGRAM},
    "t.me/uchitelya": {Messenger.TELEGRAM},
    "HTTPS://T.ME/Uchitelya": {Messenger.TELEGRAM},
    "Переходим в t.me.": {Messenger.TELEGRAM},
    "Все сюда:t.me/a, кто не здесь": {Messenger.TELEGRAM},
    "(t.me/a)": {Messenger.TELEGRAM},
    "-t.me/a\n-vk.com/b": {Messenger.TELEGRAM},
    "Чат переехал, вот.t.me/a": {Messenger.TELEGRAM},
    "ivanova.t.me": {Messenger.TELEGRAM},
    "https://t.me:443/a": {Messenger.TELEGRAM},
    "https://vk.cc/1,https://t.me/b": {Messenger.TELEGRAM},
    "tg://resolve?domain=uchitelya": {Messenger.TELEGRAM},
    "https://telegram.me/a": {Messenger.TELEGRAM},
    "http://www.telegram.org": {Messenger.TELEGRAM},
    "https://telegram.dog/a": {Messenger.TELEGRAM},
    "https://wa.me/79120000000": {Messenger.WHATSAPP},
    "https://chat.whatsapp.com/AbCdEf": {Messenger.WHATSAPP},
    "web.whatsapp.com": {Messenger.WHATSAPP},
    "whatsapp://send?phone=79120000000": {Messenger.WHATSAPP},
    "https://invite.viber.com/?g2=AQB": {Messenger.VIBER},
    "viber://chat?number=%2B79120000000": {Messenger.VIBER},
    "https://vb.me/a0544c": {Messenger.VIBER},
    "https://viber.me/79120000000": {Messenger.VIBER},
    "https://discord.gg/AbCd": {Messenger.DISCORD},
    "https://discord.com/invite/AbCd": {Messenger.DISCORD},
    "https://cdn.discordapp.com/a.png": {Messenger.DISCORD},
    "https://teams.microsoft.com/l/meetup-join/19": {Messenger.TEAMS},
    "https://teams.live.com/meet/94": {Messenger.TEAMS},
    "https://teams.cloud.microsoft/": {Messenger.TEAMS},
    "https://join.skype.com/AbCd": {Messenger.SKYPE},
    "https://meet.lync.com/shkola/zavuch/AB12": {Messenger.SKYPE},
    "https://www.snapchat.com/add/a": {Messenger.SNAPCHAT},
    "https://threema.id/ABCD1234": {Messenger.THREEMA},
    "https://threema.ch/ru": {Messenger.THREEMA},
    "https://u.wechat.com/a": {Messenger.WECHAT},
    "https://mp.weixin.qq.com/s/a": {Messenger.WECHAT},
    "weixin://dl/chat": {Messenger.WECHAT},
    "t.me/a, запасной: wa.me/7912, t.me/b": {Messenger.TELEGRAM, Messenger.WHATSAPP},
}


@pytest.mark.parametrize(("text", "messengers"), LINKS.items(), ids=LINKS.keys())
def test_a_link_is_found(text, messengers):
    assert (linked(text), may_link(text)) == (messengers, True)


NO_LINKS = (
    "",
    "Напишите мне в Telegram, Viber или WhatsApp",
    "Skype: ivanova, Discord: ivanova#1234",
    "bot.me",
    "at.me",
    "https://not.me/a",
    "вот.т.me",
    "чатt.me/a",
    "t.mе/a",  # with a Cyrillic «е»
    "t.me.example.com",
    "myt.me, t-t.me, not-wa.me",
    "newtelegram.org",
    "https://t.me@example.com/a",
    "t.me@example.com",
    "support@telegram.org",
    "https://example.com/t.me",
    "https://example.com/?q=t.me",
    "https://example.com/#wa.me",
    "https://example.com/%74t.me",
    "microsoft.com",
    "teams.microsoft.com.example.org",
    "https://qq.com",
    "stg://a, tg:/a, tg//a",
    "https://vk.me/join/AbCd, vk.com, sferum.ru, max.ru",
    "Урок в 9.30.Кабинет 12.Тема: т.ме",
    "Домашка в файле t.me_kopiya.docx",
)


@pytest.mark.parametrize("text", NO_LINKS)
def test_what_only_looks_like_a_link_is_none(text):
    assert linked(text) == frozenset()


def test_every_messenger_of_the_orders_has_domains_and_nobody_else_s():
    assert set(DOMAINS) == set(Messenger)
    every = [domain for some in DOMAINS.values() for domain in some]
    assert sorted(every) == sorted(set(every))


def either_case(text):
    return st.tuples(*(st.sampled_from((one, one.upper())) for one in text)).map("".join)


DOMAIN = st.sampled_from([(name, each) for name, some in DOMAINS.items() for each in some])
ADDRESS = DOMAIN.flatmap(lambda of: st.tuples(st.just(of[0]), either_case(of[1])))
BEFORE = st.sampled_from(("", " ", "(", "«", ", ", "🙂", "\n", "https://", "http://www.", "а."))
AFTER = st.sampled_from(("", " ", ")", "»", ",", ".", "...", "/a", "/?b=1", ":443/", "\n", "!"))


@given(BEFORE, ADDRESS, AFTER)
def test_a_domain_on_its_own_is_found_in_any_case(before, address, after):
    messenger, domain = address
    assert linked(before + domain + after) == {messenger}


@given(
    st.sampled_from(("a", "ы", "7", "_", "a-", "ы-", "a@", "x.ru/", "x.ru/?q=", "x.ru/%")),
    ADDRESS,
    AFTER,
)
def test_a_domain_that_goes_on_to_the_left_is_another_one(before, address, after):
    assert linked(before + address[1] + after) == frozenset()


@given(ADDRESS, st.sampled_from(("a", "ы", "7", "-a", "_", ".example", ".рф", "@example.com")))
def test_a_domain_that_goes_on_to_the_right_is_another_one(address, after):
    assert linked(address[1] + after) == frozenset()


PIECE = st.one_of(
    DOMAIN.map(lambda of: of[1]),
    st.sampled_from([f"{scheme}://" for some in SCHEMES.values() for scheme in some]),
    st.sampled_from((" ", ".", ":", "/", "//", "@", "-", "а", "b", "T.ME", "\n", "%", "İ", "K")),
    st.text(max_size=3),
)
TEXT = st.lists(PIECE, max_size=8).map("".join)


@given(TEXT)
def test_the_quick_look_overlooks_nothing(text):
    assert may_link(text) or linked(text) == frozenset()


@given(TEXT, TEXT)
def test_lines_are_looked_at_one_by_one(one, other):
    assert linked(f"{one}\n{other}") == linked(one) | linked(other)


def test_a_long_text_is_read_in_one_go():
    assert linked("t.me@" * 200_000) == frozenset()
    assert linked("a." * 200_000) == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "https://vk.com/away.php?to=https%3A%2F%2Ft.me%2Fclass5a",
        "vk.com/away.php?to=https://t.me/class5a&cc_key=",
        "vk.com/away.php?utf=1&to=https%3A%2F%2Ft.me%2Fclass5a",
        "m.vk.com/away?to=t.me%2Fclass5a",
    ],
)
def test_a_link_behind_vk_s_page_of_links_is_the_link(text):
    assert linked(text) == {Messenger.TELEGRAM}


def test_a_link_elsewhere_behind_that_page_is_none():
    assert linked("vk.com/away.php?to=https%3A%2F%2Fexample.org%2Fmet.me") == frozenset()
