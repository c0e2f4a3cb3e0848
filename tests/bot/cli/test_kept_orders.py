"""A unit whose order breaks goes on by what the file last said, and its operator is told."""

import asyncio
import json

import pytest

from monitor.order_files.loading import SHIPPED
from tests.bot.cli.commanding import broken, contents, run, said
from tests.playground import playground

pytestmark = pytest.mark.usefixtures("own_surroundings")

PERM = (SHIPPED / "perm.toml").read_text(encoding="utf-8").replace('id = "perm"', 'id = "ours"', 1)
REPORT = ("report", "--unit", "perm", "--week", "2026-W47", "--json")
MISTAKE = "строка 10, main: показателя «nothing» в приказе нет."


@pytest.fixture
def ours(config, tmp_path):
    """The config's units follow an order of their own, which was right when it was applied."""
    path = tmp_path / "ours.toml"
    path.write_text(PERM, encoding="utf-8")
    broken(config, 'order = "perm"', 'order = "ours.toml"')
    assert run("apply").exit_code == 0
    return path


def norm():
    """What the report's first norm demands, and what the operator is told beside it."""
    status, out, told = said(run(*REPORT))
    assert status == 0, told
    return json.loads(out)["indicators"][0]["norm"]["threshold"], told


def test_a_broken_file_leaves_the_order_as_it_was_and_is_told(ours):
    assert norm() == (1.0, "")
    ours.write_text(
        PERM.replace('main = "staff_messages_10"', 'main = "nothing"').replace("1.0", "0.5"),
        encoding="utf-8",
    )
    threshold, told = norm()

    assert threshold == 1.0
    head, mistake, now = told.split("\n")
    assert head == "Приказ «ours.toml» не подходит:"
    assert mistake.startswith(f"  {MISTAKE}")
    assert now.startswith("Пока действует прежний текст, прочитанный ")
    assert now.endswith(": perm. Исправьте файл и перезапустите службу.")


@pytest.mark.parametrize("body", [None, "Приказ".encode("cp1251"), b"", b"\xff\xfe\x00"])
def test_neither_a_lost_nor_an_unreadable_file_takes_the_order_away(body, ours):
    if body is None:
        ours.unlink()
    else:
        ours.write_bytes(body)
    threshold, told = norm()

    assert (threshold, told.split("\n")[0]) == (1.0, "Приказ «ours.toml» не подходит:")


def test_what_is_broken_is_not_kept_and_what_was_mended_applies(ours):
    ours.write_text("id = ", encoding="utf-8")
    assert run("apply").exit_code == 0
    assert norm()[0] == 1.0
    ours.write_text(PERM.replace("threshold = 1.0", "threshold = 0.5"), encoding="utf-8")
    run("apply")

    assert norm() == (0.5, "")


def test_an_order_that_never_was_right_is_refused_and_nothing_changes(config, tmp_path):
    (tmp_path / "ours.toml").write_text("id = ", encoding="utf-8")
    broken(config, 'order = "perm"', 'order = "ours.toml"')
    before = contents(tmp_path)

    for command in (REPORT, ("apply",)):
        status, _, told = said(run(*command))
        assert (status, told.split("\n")[0]) == (1, "Приказ «ours.toml» не подходит:")
    assert contents(tmp_path) == before


@pytest.mark.asyncio
async def test_the_doctor_tells_of_it(tmp_path):
    own = tmp_path / "ours.toml"
    own.write_text(PERM, encoding="utf-8")
    async with playground(tmp_path) as place:
        broken(place.config, 'order = "perm"\nadmin', 'order = "ours.toml"\nadmin')
        await asyncio.to_thread(run, "apply", "--config", place.config)
        own.write_text("id = ", encoding="utf-8")
        status, out, _ = said(await asyncio.to_thread(run, "doctor", "--config", place.config))

    assert status == 1
    assert "⚠️ Приказ «ours.toml» не подходит:" in out
    assert "Пока действует прежний текст" in out
