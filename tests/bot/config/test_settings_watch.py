"""Who gets the daily watch, as the config names it."""

import pytest

from bot.config.settings import load_settings
from bot.errors import Refused
from storage.subscription import WATCH, Subscription

SCHOOL = """[[unit]]
id = "school-12"
kind = "school"
name = "МАОУ «СОШ № 12»"
timezone = "Asia/Yekaterinburg"
order = "perm"
administrators = [101]
deputies = [102]
coordinators = [103]
"""


def written(folder, line):
    path = folder / "config.toml"
    path.write_text(f"{SCHOOL}{line}\n", encoding="utf-8")
    return path


def test_whoever_holds_an_office_may_watch(tmp_path):
    settings = load_settings(written(tmp_path, "watch = [103, 101]"))

    assert settings.subscriptions() == [
        Subscription("school-12", 103, WATCH),
        Subscription("school-12", 101, WATCH),
    ]


def test_nobody_watches_unasked(tmp_path):
    assert load_settings(written(tmp_path, "")).subscriptions() == []


def test_somebody_without_an_office_is_a_mistake(tmp_path):
    path = written(tmp_path, "watch = [101, 900]")
    with pytest.raises(Refused) as told:
        load_settings(path)

    assert str(told.value).splitlines()[1:] == [
        "  unit.1.watch.2: наблюдение получают те, кто отвечает за организацию: впишите 900 в "
        "administrators, deputies или coordinators либо уберите отсюда."
    ]
