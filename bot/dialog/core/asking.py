"""Asking before something is done: a preview with two buttons, of two presses one counts."""

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from bot.dialog.core.request import Incoming, Request
from bot.dialog.core.screens import Screen
from bot.vk.keyboards import Button, Rows
from bot.vk.uploads import File
from bot.words import dialog as dialog_words
from bot.words.russian import safe
from bot.words.typed import plain
from storage.asked.dialog_states import PATIENCE, DialogState
from storage.db.database import Connection

_STAMP = re.compile(r"[0-9]+-[0-9]+")


async def ask(
    request: Request,
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
    stamp = f"{int(request.now.timestamp())}-{zlib.crc32(content)}"
    await request.begin(connection, act, {**args, "k": stamp}, file)
    button = Button(label=yes.label, act=act, args={"k": stamp}, main=yes.main, risky=yes.risky)
    rows: Rows = ((button,), (Button(label=dialog_words.CANCEL, act="cancel"),))
    shown = headed(request, text) if whose is None else f"{whose}{text}"
    return Screen(text=shown, rows=rows, files=files)


def headed(request: Request, text: str) -> str:
    """Begin what shows or asks for a change with the name of the organisation it is about.

    Somebody may have several; he is to see which one before he agrees.
    """
    name = safe(request.of.unit.name)
    return text if text.startswith((name, request.of.unit.name)) else f"{name}. {text}"


def is_preview(state: DialogState) -> bool:
    """Tell whether what somebody has half finished is a preview, which awaits a yes."""
    return _STAMP.fullmatch(str(state.args.get("k", ""))) is not None


def asked(request: Request) -> Request | Screen:
    """Give the request with what was asked and is agreed to; or a screen for who did not agree."""
    if request.text and plain(request.text) not in dialog_words.AGREED:
        return Screen(text=dialog_words.PRESS_YES_OR_NO)
    stamp = str(request.args.get("k", ""))
    if request.state.act == request.act and request.state.args.get("k") == stamp:
        return replace(request, args={**request.args, **request.state.args})
    if _is_old(stamp, request.now) or request.state.act:
        return Screen(text="", toast=dialog_words.EXPIRED)
    return Screen(text="", toast=dialog_words.ALREADY)


def _is_old(stamp: str, now: datetime) -> bool:
    begun, _, _ = stamp.partition("-")
    try:
        return datetime.fromtimestamp(int(begun), UTC) <= now - PATIENCE
    except (ValueError, OverflowError, OSError):
        return True
