"""vkbottle, with what the program uses of it: 19 of its 37 MB, in two thirds of the time.

Whatever is imported of it imports all of it. So the methods by name (``api.users.get()``) and the
models of their answers, 10 MB, wait until the first one is called; and of the models of messages
only the one that communities receive is made ready, with those that are forwarded in it, not those
of people's accounts and the bases of both. Import vkbottle from here alone: the first import
decides.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from storage.imports import alone

_TYPES = "vkbottle_types"
_METHODS, _ANSWERS = f"{_TYPES}.methods", f"{_TYPES}.responses"
_RECEIVED = "vkbottle.tools.mini_types.bot.message"


class _Later:
    """Stands in for a module: a class of it is imported when it is called."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def made(*args: object) -> object:
            return getattr(import_module(self._module), name)(*args)

        return made


class _Methods(ModuleType):
    """Stands in for the package of methods, a module for each section of VK's API."""

    def __getattr__(self, name: str) -> _Later:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Later(f"{_METHODS}.{name}")


@contextmanager
def _sparing() -> Iterator[None]:
    """Let vkbottle be imported sparingly; afterwards all of it can be imported as ever."""
    if _TYPES in sys.modules:  # all of it is there
        yield
        return
    sys.modules[_METHODS] = _Methods(_METHODS)
    try:
        with alone(_ANSWERS), _built_where_received():
            yield
    finally:
        del sys.modules[_METHODS]


@contextmanager
def _built_where_received() -> Iterator[None]:
    from vkbottle_types.base_model import BaseModel  # noqa: PLC0415 - only now are others in place

    whole = vars(BaseModel)["object_build"]

    def build(cls: type[BaseModel], names: Mapping[str, Any]) -> None:
        if cls.__module__ == _RECEIVED:
            whole.__func__(cls, names)

    BaseModel.object_build = classmethod(build)  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        BaseModel.object_build = whole  # type: ignore[method-assign]


with _sparing():
    from vkbottle import (
        ABCAPI,
        API,
        ABCResponseValidator,
        AiohttpClient,
        Bot,
        Callback,
        DocMessagesUploader,
        ErrorHandler,
        GroupEventType,
        Keyboard,
        KeyboardButtonColor,
        OpenLink,
        PhotoMessageUploader,
        Text,
    )
    from vkbottle.bot import BotLabeler, Message, MessageEvent
    from vkbottle.dispatch.views.bot import BotMessageView
    from vkbottle_types.objects import DocsDoc, MessagesMessageAttachment, PhotosPhoto

__all__ = [
    "ABCAPI",
    "API",
    "ABCResponseValidator",
    "AiohttpClient",
    "Bot",
    "BotLabeler",
    "BotMessageView",
    "Callback",
    "DocMessagesUploader",
    "DocsDoc",
    "ErrorHandler",
    "GroupEventType",
    "Keyboard",
    "KeyboardButtonColor",
    "Message",
    "MessageEvent",
    "MessagesMessageAttachment",
    "OpenLink",
    "PhotoMessageUploader",
    "PhotosPhoto",
    "Text",
]
