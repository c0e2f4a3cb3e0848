"""The config file and the environment: what is right loads, every mistake is a sentence."""

from pathlib import Path

import pytest

from bot.config.settings import load_settings
from bot.errors import Refused
from storage.records import Office, OfficeHolder, Unit

EXAMPLE = Path(__file__).parents[3] / "config.example.toml"

SCHOOL = """[[unit]]
id = "school-12"
kind = "school"
name = "МАОУ «СОШ № 12»"
timezone = "Asia/Yekaterinburg"
order = "perm"
"""


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    for name in ("VK__TOKEN", "VK__API_URL", "DATABASE__URL", "VK", "DATABASE", "UNIT"):
        monkeypatch.delenv(f"ZVONOK_{name}", raising=False)


@pytest.fixture
def written(tmp_path):
    """Write a config file."""

    def write(text):
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def refusal(path):
    """The lines with which a config file is refused, its path taken out of them."""
    with pytest.raises(Refused) as told:
        load_settings(path)
    return str(told.value).replace(str(path), "config.toml").split("\n")


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


def test_a_mistake_in_the_environment_is_told_like_one_in_the_file(written, monkeypatch):
    monkeypatch.setenv("ZVONOK_VK__GROUP_ID", "сто")
    assert refusal(written(SCHOOL)) == [
        "Ошибки в файле настроек config.toml (или в переменных ZVONOK_…):",
        "  vk.group_id: нужно целое число (сейчас: сто).",
    ]


@pytest.mark.parametrize("name", ["ZVONOK_VK", "ZVONOK_UNIT"])
def test_an_environment_variable_for_a_whole_section_that_is_no_json_is_refused(
    name, written, monkeypatch
):
    monkeypatch.setenv(name, "не JSON")
    [*_, line] = refusal(written(SCHOOL))
    assert name in line


MISTAKES = {
    "an unknown key": (
        f'[vk]\ntokn = "x"\n{SCHOOL}',
        ["  vk.tokn: такой настройки нет, уберите её или исправьте опечатку."],
    ),
    "an unknown section": (
        f"[telegraf]\nport = 1\n{SCHOOL}",
        ["  telegraf: такой настройки нет, уберите её или исправьте опечатку."],
    ),
    "an unknown key of a unit": (
        f"{SCHOOL}administrator = 5\n",
        ["  unit.1.administrator: такой настройки нет, уберите её или исправьте опечатку."],
    ),
    "a number that is a word": (
        f'[vk]\ngroup_id = "сто"\n{SCHOOL}',
        ["  vk.group_id: нужно целое число (сейчас: сто)."],
    ),
    "a negative number": (
        f"[vk]\ngroup_id = -5\n{SCHOOL}",
        ["  vk.group_id: число слишком мало (сейчас: -5)."],
    ),
    "an address without http": (
        f'[vk]\napi_url = "api.vk.com/method/"\n{SCHOOL}',
        [
            "  vk.api_url: адрес должен начинаться с http:// или https:// "
            "(сейчас: api.vk.com/method/)."
        ],
    ),
    "an unknown transport": (
        f'[vk]\ntransport = "почта"\n{SCHOOL}',
        ["  vk.transport: такого значения нет, сверьтесь с config.example.toml (сейчас: почта)."],
    ),
    "a token that is a number": (
        f"[vk]\ntoken = 4815162342\n{SCHOOL}",
        ["  vk.token: нужна строка в кавычках."],
    ),
    "a section that is a text": (
        f'vk = "vk1.a.hush"\n{SCHOOL}',
        ["  vk: нужен раздел с настройками."],
    ),
    "no units": (
        "[vk]\ngroup_id = 5\n",
        ["  unit: не описана ни одна организация, добавьте раздел [[unit]]."],
    ),
    "a unit that is no list": (
        SCHOOL.replace("[[unit]]", "[unit]"),
        ["  unit: нужен список."],
    ),
    "a wrong time zone": (
        SCHOOL.replace("Asia/Yekaterinburg", "Екатеринбург"),
        [
            "  unit.1.timezone: неизвестный часовой пояс, нужен вида Asia/Yekaterinburg или "
            "Europe/Moscow (сейчас: Екатеринбург)."
        ],
    ),
    "a time zone outside the zones": (
        SCHOOL.replace("Asia/Yekaterinburg", "../../etc/passwd"),
        [
            "  unit.1.timezone: неизвестный часовой пояс, нужен вида Asia/Yekaterinburg или "
            "Europe/Moscow (сейчас: ../../etc/passwd)."
        ],
    ),
    "an empty time zone": (
        SCHOOL.replace("Asia/Yekaterinburg", ""),
        [
            "  unit.1.timezone: неизвестный часовой пояс, нужен вида Asia/Yekaterinburg или "
            "Europe/Moscow."
        ],
    ),
    "a kind that does not exist": (
        SCHOOL.replace('kind = "school"', 'kind = "школа"'),
        ["  unit.1.kind: такого значения нет, сверьтесь с config.example.toml (сейчас: школа)."],
    ),
    "an id in Russian": (
        SCHOOL.replace("school-12", "школа 12"),
        [
            "  unit.1.id: нужны строчные латинские буквы, цифры и дефис, начиная с буквы "
            "(сейчас: школа 12)."
        ],
    ),
    "an empty name": (
        SCHOOL.replace("МАОУ «СОШ № 12»", ""),
        ["  unit.1.name: строка пуста, впишите значение."],
    ),
    "an administrator by name": (
        f'{SCHOOL}administrators = ["Быкова"]\n',
        ["  unit.1.administrators.1: нужно целое число (сейчас: Быкова)."],
    ),
    "administrators that are no list": (
        f"{SCHOOL}administrators = 101\n",
        ["  unit.1.administrators: нужен список."],
    ),
    "an administrator that is a community": (
        f"{SCHOOL}administrators = [101, -5]\n",
        ["  unit.1.administrators.2: число слишком мало (сейчас: -5)."],
    ),
    "an administrator that is a chat": (
        f"{SCHOOL}administrators = [2000000001]\ndeputies = [2000000000]\n",
        [
            "  unit.1.administrators.1: число слишком велико (сейчас: 2000000001).",
            "  unit.1.deputies.1: число слишком велико (сейчас: 2000000000).",
        ],
    ),
    "a watcher that is a phone": (
        f"{SCHOOL}coordinators = [0]\nwatch = [79021234567]\n",
        [
            "  unit.1.coordinators.1: число слишком мало (сейчас: 0).",
            "  unit.1.watch.1: число слишком велико (сейчас: 79021234567).",
        ],
    ),
    "an administrator that is a yes": (
        f"{SCHOOL}administrators = [true]\n",
        ["  unit.1.administrators.1: нужно целое число (сейчас: True)."],
    ),
    "two units of one id": (
        SCHOOL * 2,
        [
            "  unit.1.id: такой id уже есть, у каждой записи он свой (сейчас: school-12).",
            "  unit.2.id: такой id уже есть, у каждой записи он свой (сейчас: school-12).",
        ],
    ),
    "a unit above itself": (
        f'{SCHOOL}parent = "school-12"\n',
        ["  unit.1.parent: организация не может подчиняться самой себе."],
    ),
    "everything left out": (
        "[[unit]]\n",
        [
            f"  unit.1.{name}: не задано, впишите значение."
            for name in ("id", "kind", "name", "timezone", "order")
        ],
    ),
    "several mistakes at once": (
        f'[vk]\ntokn = "x"\ngroup_id = -5\n{SCHOOL}colour = "red"\n',
        [
            "  vk.group_id: число слишком мало (сейчас: -5).",
            "  vk.tokn: такой настройки нет, уберите её или исправьте опечатку.",
            "  unit.1.colour: такой настройки нет, уберите её или исправьте опечатку.",
        ],
    ),
}


@pytest.mark.parametrize(("text", "lines"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_with_its_place_and_what_to_do(text, lines, written):
    title = "Ошибки в файле настроек config.toml (или в переменных ZVONOK_…):"
    assert refusal(written(text)) == [title, *lines]


def test_a_parent_that_is_not_described_is_a_mistake(written):
    [_, line] = refusal(written(f'{SCHOOL}parent = "perm"\n'))
    assert line.startswith("  unit.1.parent: ")


def test_no_message_ever_holds_the_token(written, monkeypatch):
    monkeypatch.setenv("ZVONOK_VK__TOKEN", "vk1.a.hush")
    said = refusal(written(f'[vk]\ntokn = "vk1.a.hush"\ntoken = 5\n{SCHOOL}parent = 5\n'))
    assert not any("hush" in line for line in said)
    settings = load_settings(written(SCHOOL))
    assert "hush" not in f"{settings!r} {settings}"


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
