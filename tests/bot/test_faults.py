"""What the log says of faults: type, our line, causes; never a message."""

import re

import pytest

from bot.faults import described
from bot.vk.errors import VkError
from storage.db.database import Database
from storage.db.errors import StorageError


def caught(stumble):
    try:
        stumble()
    except (KeyError, re.error) as error:
        return error
    raise AssertionError


def wrapped():
    try:
        int("слово")
    except ValueError as error:
        raise KeyError("имя") from error


def test_a_fault_is_its_type_our_line_and_what_it_came_from():
    said = described(caught(wrapped))
    assert re.fullmatch(r"KeyError at tests/bot/test_faults\.py:\d+ from ValueError", said)


def test_a_fault_within_a_library_is_told_at_the_line_of_ours_that_called_it():
    said = described(caught(lambda: re.compile("(")))
    assert re.fullmatch(r"error at tests/bot/test_faults\.py:\d+", said)


def test_vks_codes_are_told_and_a_fault_without_a_line_is_told_too():
    assert described(VkError("messages.send", 901, "слово")) == "VkError 901 at ?"


def test_of_a_group_every_kind_is_told_once():
    group = BaseExceptionGroup("слова", [VkError("a", 6, ""), VkError("b", 6, ""), OSError("имя")])
    assert described(group) == "OSError at ?, VkError 6 at ?"


def test_a_circle_of_causes_ends():
    first, second = ValueError("имя"), KeyError("имя")
    first.__cause__, second.__cause__ = second, first
    assert described(first) == "ValueError at ? from KeyError"


@pytest.mark.sqlite("the fault is SQLite's")
@pytest.mark.asyncio
async def test_a_storage_fault_names_the_line_and_neither_file_nor_statement(tmp_path):
    (tmp_path / "Мария.db").write_bytes(b"no database at all " * 100)
    with pytest.raises(StorageError) as refused:
        await Database.open(f"sqlite:///{tmp_path / 'Мария.db'}")
    said = described(refused.value)
    assert re.fullmatch(r"NotADatabase at storage/db/database\.py:\d+ from DatabaseError", said)
