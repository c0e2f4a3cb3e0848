"""Asking before something is done: a preview with two buttons, of two presses one counts."""

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from bot.dialog.core.screens import Screen
from bot.dialog.core.visit import Incoming, Visit
from bot.vk.keyboards import Button, Rows
from bot.vk.uploads import File
from bot.words import dialog as desk_words
from bot.words.russian import safe
from bot.words.typed import plain
from storage.asked.talkers import PATIENCE, Talker
from storage.db.database import Connection

_STAMP = re.compile(r"[0-9]+-[0-9]+")


async def ask(
    visit: Visit,
    connection: Connection,
    act: str,
    args: Mapping[str, str | int],
    text: str,
    yes: Button,
    *,
    file: Incoming | None = None,
    files: tuple[File, ...] = (),
    whose: str | None = None,
) -> Screen:
    """Show what ``act`` would do; it is done by the button ``yes`` or by typing «да».

    It begins with the organisation's name, or with what ``whose`` says instead.
    The button names the preview it belongs to: an older one does not do what a newer one asks.
    """
    content = json.dumps(dict(args), sort_keys=True).encode() + (file.body if file else b"")
    stamp = f"{int(visit.now.timestamp())}-{zlib.crc32(content)}"
    await visit.begin(connection, act, {**args, "k": stamp}, file)
    button = Button(label=yes.label, act=act, args={"k": stamp}, main=yes.main, risky=yes.risky)
    rows: Rows = ((button,), (Button(label=desk_words.CANCEL, act="cancel"),))
    shown = headed(visit, text) if whose is None else f"{whose}{text}"
    return Screen(text=shown, rows=rows, files=files)


def headed(visit: Visit, text: str) -> str:
    """Begin what shows or asks for a change with the name of the organisation it is about.

    Somebody may have several; he is to see which one before he agrees.
    """
    name = safe(visit.of.unit.name)
    return text if text.startswith((name, visit.of.unit.name)) else f"{name}. {text}"


def is_preview(talker: Talker) -> bool:
    """Tell whether what somebody has half finished is a preview, which awaits a yes."""
    return _STAMP.fullmatch(str(talker.args.get("k", ""))) is not None


def asked(visit: Visit) -> Visit | Screen:
    """Give the visit with what was asked and is agreed to; or a screen for who did not agree."""
    if visit.text and plain(visit.text) not in desk_words.AGREED:
        return Screen(text=desk_words.PRESS_YES_OR_NO)
    stamp = str(visit.args.get("k", ""))
    if visit.talker.act == visit.act and visit.talker.args.get("k") == stamp:
        return replace(visit, args={**visit.args, **visit.talker.args})
    if _is_old(stamp, visit.now) or visit.talker.act:
        return Screen(text="", toast=desk_words.EXPIRED)
    return Screen(text="", toast=desk_words.ALREADY)


def _is_old(stamp: str, now: datetime) -> bool:
    begun, _, _ = stamp.partition("-")
    try:
        return datetime.fromtimestamp(int(begun), UTC) <= now - PATIENCE
    except (ValueError, OverflowError, OSError):
        return True
