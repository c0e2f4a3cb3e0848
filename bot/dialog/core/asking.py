"""Asking before something is done: a preview with two buttons, of two presses one counts."""

import json
import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime

from bot.dialog.core.act import Act, Preview, Then
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.vk.keyboards import Button
from bot.words import dialog as dialog_words
from bot.words.russian import safe
from bot.words.typed import plain
from bot.words.understanding.letters import switched
from storage.asked.dialog_states import PATIENCE, DialogState

SPENT = "spent"
"""Under it an act that waits anew for something keeps the stamp of what was done before."""

_STAMP = re.compile(r"[0-9]+-[0-9]+")


async def shown(request: Request, act: Act, preview: Preview) -> Screen:
    """Show a preview of an act; the act is done by its button or by typing «да».

    The button names the preview it belongs to: an older one does not do what a newer one asks.
    """
    body = preview.file.body if preview.file else b""
    content = json.dumps(dict(preview.args), sort_keys=True).encode() + body
    stamp = f"{int(request.now.timestamp())}-{zlib.crc32(content)}"
    async with request.talk.database.looking() as connection:
        await request.begin(connection, act.go, {**preview.args, "k": stamp}, preview.file)
    ways = [
        (replace(each, act=act.go, args={"k": stamp, **each.args}),)
        for each in (preview.yes, preview.other)
        if each is not None
    ]
    cancel = Button(label=dialog_words.CANCEL, act="cancel")
    whose = preview.whose
    text = headed(request, preview.text) if whose is None else f"{whose}{preview.text}"
    rows = (*ways, *preview.more, (cancel,))
    return Screen(text=text, rows=rows, files=preview.files, fresh=preview.fresh)


def headed(request: Request, text: str) -> str:
    """Begin what shows or asks for a change with the name of the organisation it is about.

    Somebody may have several; he is to see which one before he agrees.
    """
    name = safe(request.unit.name)
    return text if text.startswith((name, request.unit.name)) else f"{name}. {text}"


def is_preview(state: DialogState) -> bool:
    """Tell whether what somebody has half finished is a preview, which awaits a yes."""
    return _STAMP.fullmatch(str(state.args.get("k", ""))) is not None


async def does(request: Request, act: Act) -> Screen | Preview:
    """Do what was agreed to: of two presses one counts."""
    retyped = act.retyped and request.text and not agrees(request.text)
    if retyped or request.file is not None:
        return await act.do(replace(request, args={**request.args, **request.state.args}))
    yes = agreed(request)
    if isinstance(yes, Screen):
        return yes
    if act.asks is not None:
        return await act.asks(yes)
    async with request.talk.database.writing() as connection:
        if act.done is None or not await yes.finish(connection, act.go):
            return already()
        told = await act.done(yes, connection)
    return await told.screen(yes) if isinstance(told, Then) else told


def agrees(text: str) -> bool:
    """Tell whether a text is a yes, in either layout of the keyboard."""
    return any(plain(each) in dialog_words.AGREED for each in (text, switched(text)))


def already() -> Screen:
    """Say that it was done before."""
    return Screen(text=dialog_words.ALREADY, toast=dialog_words.ALREADY)


def expired() -> Screen:
    """Say that what a button or a yes belongs to does not wait any more."""
    return Screen(text=dialog_words.EXPIRED, toast=dialog_words.EXPIRED)


def agreed(request: Request) -> Request | Screen:
    """Give the request with what was asked and is agreed to; or a screen for who did not agree."""
    if request.written and not agrees(request.text):
        return Screen(text=dialog_words.PRESS_YES_OR_NO)
    stamp = str(request.args.get("k", ""))
    if request.state.act == request.act and request.state.args.get("k") == stamp:
        return replace(request, args={**request.args, **request.state.args})
    if stamp and stamp == request.state.args.get(SPENT):
        return already()
    if _is_old(stamp, request.now) or request.state.act:
        return expired()
    return already()


def _is_old(stamp: str, now: datetime) -> bool:
    begun, _, _ = stamp.partition("-")
    try:
        return datetime.fromtimestamp(int(begun), UTC) <= now - PATIENCE
    except (ValueError, OverflowError, OSError):
        return True
