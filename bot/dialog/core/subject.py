"""What an act is about: a person, a chat; looked up in the request's unit before it is done."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import wraps
from typing import Generic, TypeVar

from bot.dialog.core.act import Deed, Preview, Then
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from storage.db.database import Connection

Thing = TypeVar("Thing")
Answer = TypeVar("Answer", bound=Screen | Preview)

Show = Callable[[Request], Awaitable[Screen]]
"""A handler that asks nothing before: what it gives is what is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(Generic[Thing]):
    """What buttons name by their arguments.

    ``find`` looks it up (None: it is not, or not any more, the unit's); ``gone`` says so.
    """

    find: Callable[[Request, Connection], Awaitable[Thing | None]]
    gone: Callable[[], Screen]

    def shown(
        self, do: Callable[[Request, Connection, Thing], Awaitable[Answer]]
    ) -> Callable[[Request], Awaitable[Answer | Screen]]:
        """Make an act's ``do`` of what shows it or what would be done; it only reads."""

        @wraps(do)
        async def handler(request: Request) -> Answer | Screen:
            async with request.talk.database.looking() as connection:
                thing = await self.find(request, connection)
                return self.gone() if thing is None else await do(request, connection, thing)

        return handler

    def asking(self, do: Callable[[Request, Thing], Awaitable[Screen]]) -> Show:
        """Make an act's ``do`` of what asks VK about it: meanwhile no connection is held."""

        @wraps(do)
        async def handler(request: Request) -> Screen:
            async with request.talk.database.reading() as connection:
                thing = await self.find(request, connection)
            return self.gone() if thing is None else await do(request, thing)

        return handler

    def at_once(self, do: Callable[[Request, Connection, Thing], Awaitable[Screen | Then]]) -> Show:
        """Make an act's ``do`` of what is done without asking before."""

        @wraps(do)
        async def handler(request: Request) -> Screen:
            async with request.talk.database.writing() as connection:
                thing = await self.find(request, connection)
                told = self.gone() if thing is None else await do(request, connection, thing)
            return await told.screen(request) if isinstance(told, Then) else told

        return handler

    def done(self, do: Callable[[Request, Connection, Thing], Awaitable[Screen | Then]]) -> Deed:
        """Make an act's ``done`` of what is done once it was agreed to."""

        @wraps(do)
        async def deed(request: Request, connection: Connection) -> Screen | Then:
            thing = await self.find(request, connection)
            return self.gone() if thing is None else await do(request, connection, thing)

        return deed
