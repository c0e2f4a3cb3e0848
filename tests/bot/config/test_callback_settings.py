"""The settings of the Callback API: what they mean, and how their mistakes are told."""

import pytest

from bot.config.sections import CallbackSettings
from bot.config.settings import load_settings
from bot.errors import Refused

UNIT = """
[[unit]]
id = "school-12"
kind = "school"
name = "МАОУ «СОШ № 12»"
timezone = "Asia/Yekaterinburg"
order = "perm"
"""


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Load settings of one school with more put before it."""
    monkeypatch.delenv("ZVONOK_CALLBACK__SECRET", raising=False)

    def loaded(text):
        path = tmp_path / "config.toml"
        path.write_text(text + UNIT, encoding="utf-8")
        return load_settings(path)

    return loaded


def test_without_a_section_the_door_is_on_this_computer(load):
    callback = load("").callback
    assert callback == CallbackSettings()
    assert (callback.address(), callback.path) == (("127.0.0.1", 8080), "/vk")
    assert (callback.secret.get_secret_value(), callback.confirmation) == ("", "")


@pytest.mark.parametrize(
    ("listen", "address"),
    [
        ("0.0.0.0:80", ("0.0.0.0", 80)),  # noqa: S104 - only read, nobody listens
        ("localhost:0", ("localhost", 0)),
        ("[::1]:8081", ("::1", 8081)),
    ],
)
def test_an_address_is_a_host_and_a_port(load, listen, address):
    assert load(f'[callback]\nlisten = "{listen}"').callback.address() == address


def test_the_secret_may_stand_in_the_environment(load, monkeypatch):
    monkeypatch.setenv("ZVONOK_CALLBACK__SECRET", "кассиопея")
    settings = load('[vk]\ntransport = "callback"\n[callback]\npath = "/"')
    assert (settings.callback_secret(), settings.callback.path) == ("кассиопея", "/")


def test_no_secret_is_told_when_it_is_needed(load):
    settings = load('[vk]\ntransport = "callback"')
    with pytest.raises(Refused) as told:
        settings.callback_secret()
    assert str(told.value) == (
        'Не задан секретный ключ для vk.transport = "callback". Придумайте его, впишите в '
        "настройках Callback API сообщества и в переменной окружения ZVONOK_CALLBACK__SECRET "
        "(или в callback.secret)."
    )


ADDRESS = 'нужны адрес и порт вида "127.0.0.1:8080"'
PATH = "путь начинается с косой черты и состоит из латинских букв, цифр и знаков . _ ~ / -"
MISTAKES = {
    "no port": ('listen = "localhost"', f"callback.listen: {ADDRESS} (сейчас: localhost)."),
    "no host": ('listen = ":80"', f"callback.listen: {ADDRESS} (сейчас: :80)."),
    "a far port": ('listen = "a:65536"', f"callback.listen: {ADDRESS} (сейчас: a:65536)."),
    "a port in words": ('listen = "a:http"', f"callback.listen: {ADDRESS} (сейчас: a:http)."),
    "a bare path": ('path = "vk"', f"callback.path: {PATH} (сейчас: vk)."),
    "a pattern": ('path = "/{vk}"', f"callback.path: {PATH} (сейчас: /{{vk}})."),
    "a long secret": (
        f'secret = "{"я" * 51}"',
        "callback.secret: длиннее 50 знаков, которые разрешает VK.",
    ),
    "a secret that is a number": ("secret = 12345", "callback.secret: нужна строка в кавычках."),
    "an odd key": (
        "port = 80",
        "callback.port: такой настройки нет, уберите её или исправьте опечатку.",
    ),
}


@pytest.mark.parametrize(("line", "sentence"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_place_and_never_with_the_secret(load, line, sentence):
    with pytest.raises(Refused) as told:
        load(f"[callback]\n{line}\n")
    assert str(told.value).split("\n")[1:] == [f"  {sentence}"]


def test_fifty_letters_of_a_secret_are_allowed(load):
    secret = "я" * 50
    assert load(f'[callback]\nsecret = "{secret}"').callback.secret.get_secret_value() == secret
