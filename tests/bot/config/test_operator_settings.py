"""The section of the operator: what is right, and each mistake as a sentence."""

from datetime import timedelta

import pytest

from bot.config.sections import OperatorSettings
from bot.config.settings import load_settings
from bot.errors import Refused
from tests.bot.config.configs import SCHOOL

WRONG = {
    'listen = "0.0.0.0:9464"': (
        "  operator.listen: слушать можно только этот компьютер, нужен адрес вида "
        '"127.0.0.1:9464" (сейчас: 0.0.0.0:9464).'
    ),
    'listen = "127.0.0.1"': (
        '  operator.listen: нужны адрес и порт вида "127.0.0.1:8080" (сейчас: 127.0.0.1).'
    ),
    'ping = "ftp://example.org/secret"': (
        "  operator.ping: адрес должен начинаться с http:// или https://."
    ),
}


def test_nobody_is_told_unless_the_operator_wants_it():
    settings = OperatorSettings()
    assert (settings.accounts, settings.address(), settings.ping.get_secret_value()) == (
        (),
        None,
        "",
    )
    assert (settings.silence(), settings.copies()) == (timedelta(hours=1), timedelta(hours=26))


@pytest.mark.parametrize("listen", ["127.0.0.1:9464", "[::1]:9464", "localhost:9464"])
def test_only_this_machine_is_listened_on(listen):
    host, port = OperatorSettings(listen=listen).address()
    assert (listen.startswith(("1", "l", "[")), host.strip("[]"), port) == (True, host, 9464)


@pytest.mark.parametrize("written", WRONG)
def test_a_mistake_is_a_sentence_without_secrets(written, tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(f"[operator]\n{written}\n{SCHOOL}", encoding="utf-8")
    with pytest.raises(Refused) as told:
        load_settings(path)
    assert str(told.value).splitlines()[1:] == [WRONG[written]]
