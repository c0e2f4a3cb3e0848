"""A config of one school, written where a test wants it, and how a config is refused."""

import pytest

from bot.config.settings import load_settings
from bot.errors import Refused

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
