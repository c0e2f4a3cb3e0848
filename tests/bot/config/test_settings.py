"""The config file, the environment and the token: what is right loads, however it is saved."""

from pathlib import Path

import pytest

from bot.config.settings import load_settings
from bot.errors import Refused
from storage.records import Office, OfficeHolder, Unit
from tests.bot.config.configs import SCHOOL, no_environment, refusal, written

__all__ = ("no_environment", "written")

EXAMPLE = Path(__file__).parents[3] / "config.example.toml"


def test_the_example_loads_and_says_what_the_program_would_do_anyway():
    settings = load_settings(EXAMPLE)
    assert (settings.vk.token.get_secret_value(), settings.vk.token_file) == ("", None)
    assert (settings.vk.group_id, settings.vk.transport) == (0, "longpoll")
    assert settings.vk.api_url == "https://api.vk.com/method/"
    assert settings.database.url == "sqlite:///zvonok.db"
    assert settings.units() == [
        Unit(
            id="perm",
            kind="municipality",
            name="Департамент образования города Перми",
            parent=None,
            timezone="Asia/Yekaterinburg",
            order="perm",
        ),
        Unit(
            id="school-12",
            kind="school",
            name="МАОУ «СОШ № 12»",
            parent="perm",
            timezone="Asia/Yekaterinburg",
            order="perm",
        ),
    ]
    assert settings.holders() == [
        OfficeHolder(unit="perm", account=103, office=Office.COORDINATOR),
        OfficeHolder(unit="school-12", account=101, office=Office.ADMINISTRATOR),
        OfficeHolder(unit="school-12", account=102, office=Office.DEPUTY),
    ]


def test_the_example_names_offices_as_they_are():
    text = EXAMPLE.read_text(encoding="utf-8")
    for office in ("administrators", "deputies", "coordinators"):
        assert f"\n{office} = [" in text


def test_the_example_holds_no_token():
    assert '\ntoken = ""\n' in EXAMPLE.read_text(encoding="utf-8")


def test_what_is_left_out_has_its_default(written):
    settings = load_settings(written(SCHOOL))
    example = load_settings(EXAMPLE)
    assert (settings.vk, settings.database) == (example.vk, example.database)


def test_the_environment_wins_over_the_file_and_leaves_the_rest_of_its_section(
    written, monkeypatch
):
    monkeypatch.setenv("ZVONOK_VK__TOKEN", "vk1.a.from-the-environment")
    monkeypatch.setenv("ZVONOK_DATABASE__URL", "sqlite:///other.db")
    path = written(f'[vk]\ntoken = "vk1.a.from-the-file"\ngroup_id = 77\n{SCHOOL}')
    settings = load_settings(path)
    assert settings.token() == "vk1.a.from-the-environment"
    assert (settings.vk.group_id, settings.database.url) == (77, "sqlite:///other.db")


def test_a_file_that_is_not_there(tmp_path):
    assert refusal(tmp_path / "config.toml") == [
        "Файл настроек config.toml не найден. Создайте его командой zvonok init или "
        "укажите файл параметром --config. Образец — config.example.toml."
    ]


def test_a_folder_in_place_of_the_file_is_not_found(tmp_path):
    [line] = refusal(tmp_path)
    assert line.startswith("Файл настроек config.toml не найден.")


UNREADABLE = {
    "no TOML": b'[vk\ntoken = "x"',
    "CP1251": "[[unit]]\nname = «Школа»".encode("cp1251"),
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00",
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_file_that_is_no_toml(body, tmp_path):
    path = tmp_path / "config.toml"
    path.write_bytes(body)
    [line] = refusal(path)
    assert line.startswith("Файл настроек config.toml не читается: ")
    assert line.endswith(". Проверьте, что это текст TOML в UTF-8.")


def test_a_token_may_stand_in_a_file_of_its_own(written, tmp_path):
    place = tmp_path / "token"
    place.write_text("vk1.a.from-its-file\n", encoding="utf-8")
    assert load_settings(written(f'[vk]\ntoken_file = "{place}"\n{SCHOOL}')).token() == (
        "vk1.a.from-its-file"
    )


def token_refusal(path):
    with pytest.raises(Refused) as told:
        load_settings(path).token()
    return str(told.value)


def test_no_token_at_all(written):
    assert token_refusal(written(SCHOOL)) == (
        "Не задан токен сообщества. Укажите его в переменной окружения ZVONOK_VK__TOKEN или "
        "путь к файлу с токеном в настройке vk.token_file."
    )


def test_a_token_of_blanks_is_none(written):
    assert token_refusal(written(f'[vk]\ntoken = "  "\n{SCHOOL}')).startswith("Не задан токен")


def test_a_token_s_file_that_is_empty_or_not_there(written, tmp_path):
    place = tmp_path / "token"
    path = written(f'[vk]\ntoken_file = "{place}"\n{SCHOOL}')
    assert token_refusal(path) == (
        f"Файл с токеном {place} (настройка vk.token_file) не читается. Проверьте путь и права."
    )
    place.write_text("\n", encoding="utf-8")
    assert token_refusal(path) == (
        f"Файл с токеном {place} (настройка vk.token_file) пуст. Запишите в него токен сообщества."
    )


def test_an_address_of_the_api_may_end_without_a_slash(written):
    text = f'[vk]\napi_url = "http://127.0.0.1:5000/method"\n{SCHOOL}'
    assert load_settings(written(text)).vk.api_url == "http://127.0.0.1:5000/method/"


EDITORS = {
    "with a mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "with a mark and Windows line ends": lambda text: (
        b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    ),
    "as UTF-16": lambda text: text.encode("utf-16"),
}


@pytest.mark.parametrize("saved", EDITORS.values(), ids=EDITORS)
def test_what_editors_put_before_a_text_is_no_part_of_it(tmp_path, saved):
    (tmp_path / "token").write_bytes(saved("vk1.a.secret\n"))
    path = tmp_path / "config.toml"
    path.write_bytes(saved(f'[vk]\ntoken_file = "{tmp_path / "token"}"\n\n{SCHOOL}'))
    settings = load_settings(path)

    assert settings.token() == "vk1.a.secret"
    assert [unit.name for unit in settings.unit] == ["МАОУ «СОШ № 12»"]
