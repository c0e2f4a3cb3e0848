"""A module is imported without its package's own file, and the package as ever afterwards."""

import sys
from importlib import import_module

import pytest

from storage.imports import alone


@pytest.fixture
def library(tmp_path, monkeypatch):
    """``library.room``, whose own file says so in a list when it is imported, and a module."""
    room = tmp_path / "library" / "room"
    room.mkdir(parents=True)
    (room.parent / "__init__.py").touch()
    (room / "__init__.py").write_text("from library.room.part import VALUE as WHOLE\n")
    (room / "part.py").write_text("VALUE = object()\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield
    for name in [name for name in sys.modules if name.partition(".")[0] == "library"]:
        del sys.modules[name]


@pytest.mark.usefixtures("library")
def test_a_module_comes_alone_and_its_package_later():
    with alone("library.room"):
        part = import_module("library.room.part")
    assert "library.room" not in sys.modules

    assert import_module("library.room").WHOLE is part.VALUE


@pytest.mark.usefixtures("library")
def test_a_package_that_is_there_stays():
    room = import_module("library.room")
    with alone("library.room"):
        part = import_module("library.room.part")
    assert sys.modules["library.room"] is room
    assert room.WHOLE is part.VALUE


@pytest.mark.usefixtures("library")
def test_a_module_that_fails_leaves_nothing_in_the_package_s_place():
    with pytest.raises(ModuleNotFoundError), alone("library.room"):
        import_module("library.room.missing")
    assert "library.room" not in sys.modules
