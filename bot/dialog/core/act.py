"""An act: all that is to be said of what the bot can be asked for, in one declaration."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.dialog.core.request import Incoming, Request
from bot.dialog.core.rights import Role
from bot.dialog.core.screens import Screen
from bot.vk.files.uploads import File
from bot.vk.keyboards import Args, Button, Rows
from bot.words.naming import Naming, Noted
from storage.db.database import Connection

UNNAMED = Naming()
"""Of an act that has buttons only."""

GO = "_go"
"""What the name of an act ends in when its preview was agreed to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an act would do, shown before it is done.

    It is done by the button ``yes`` or by typing «да»; ``args`` and ``file`` are kept till then.
    It begins with the organisation's name, or with what ``whose`` says instead. ``act``: what is
    done then, if it is another act's deed. ``other``: a second way to agree, told apart by its
    arguments. ``more``: rows between the yes and «Отмена». ``fresh`` as of a screen.
    """

    text: str
    yes: Button
    args: Args
    act: str = ""
    file: Incoming | None = None
    files: tuple[File, ...] = ()
    whose: str | None = None
    other: Button | None = None
    more: Rows = ()
    fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """What is shown when a deed is done and written: a screen made anew, with a short word."""

    show: Callable[[Request], Awaitable[Screen]]
    toast: str

    async def screen(self, request: Request) -> Screen:
        """Show it."""
        return replace(await self.show(request), toast=self.toast)


Handler = Callable[[Request], Awaitable[Screen | Preview]]
Deed = Callable[[Request, Connection], Awaitable[Screen | Then]]
LongDeed = Callable[[Request], Awaitable[Screen]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something the bot can be asked for.

    ``may``: who may, by what he is in the unit it is about. ``named``: how it is typed and called;
    ``row``: its row and place in the menu, ``rare``: under «Ещё» if there is no room, ``offered``:
    whether there is anything behind it by the unit's kind and order. ``noted``: how lines read that
    it alone writes into the journal (``Request.note``). ``do`` shows it, or what it would do
    (``Preview``).

    What was agreed to is done by ``done``, inside the transaction in which the yes is spent: of
    two presses one counts, and what cannot be done for want of a right any more is not. ``asks``
    instead is for a deed that asks VK or reads a table: it spends the yes itself
    (``Request.finish``).

    ``greedy``: the words may be followed by more, which is then the request's text. ``takes``: it
    recognises what is typed, or brought along by a link, by itself. What somebody writes while an
    act is half finished (``Request.begin``) goes to that act first; ``awaits`` lets go by what it
    cannot be waiting for (a code is no name). A file goes there only if it takes ``files``, else
    it is handed in anew. ``whole``: it wants a message as it is, with what is attached, also one
    that begins like a greedy command. ``retyped``: what is written instead of a yes takes the
    place of what was shown, as a file always does that is sent instead. ``yields``: while it is
    half finished, what is understood as something else is that. ``holds``: what is half finished
    holds something that no command may lose; it gets even commands (``Request.meant``).

    ``dated``: which act shows it of a time said with its words; the time is then the request's
    text, and «of» the act that was asked for.
    ``instead``: what staff who ask for it in words are told, for they may not see it.
    ``tries``: it looks into its unit whether a text is about something there; else it raises
    ``NotMeant``.
    """

    name: str
    may: frozenset[Role]
    do: Handler
    done: Deed | None = None
    asks: LongDeed | None = None
    named: Naming = UNNAMED
    row: tuple[int, int] | None = None
    rare: bool = False
    offered: Callable[[Request], bool] = lambda _request: True
    noted: Noted = field(default_factory=dict)
    greedy: bool = False
    takes: Callable[[str], bool] | None = None
    awaits: Callable[[str], bool] = lambda _text: True
    files: bool = False
    whole: bool = False
    retyped: bool = False
    yields: bool = False
    holds: Callable[[Args], bool] = lambda _args: False
    dated: str = ""
    instead: str = ""
    tries: bool = False

    @property
    def changes(self) -> bool:
        """Whether it changes something: it asks before, or a line of the journal is its own."""
        return bool(self.go or self.noted)

    @property
    def go(self) -> str:
        """The name under which it is done once agreed to; empty: nothing is asked before."""
        return f"{self.name}{GO}" if self.done or self.asks else ""


class Acts:
    """The acts by their names. Raises ``ValueError`` for a name that two have."""

    def __init__(self, acts: Sequence[Act]) -> None:
        self.all = tuple(acts)
        self._named: dict[str, Act] = {}
        for act in acts:
            for name in filter(None, (act.name, act.go)):
                if name in self._named:
                    raise ValueError(name)
                self._named[name] = act

    def __contains__(self, name: str) -> bool:
        return name in self._named

    def __getitem__(self, name: str) -> Act:
        return self._named[name]

    def get(self, name: str) -> Act | None:
        """Give the act that shows or does what a name says."""
        return self._named.get(name)

    def may(self, roles: frozenset[Role], name: str) -> bool:
        """Tell whether somebody with these roles may do an act; what is unknown nobody may."""
        act = self._named.get(name)
        return act is not None and not act.may.isdisjoint(roles)

    def offers(self, request: Request, name: str) -> bool:
        """Tell whether a button of an act leads to something in a request's unit."""
        act = self._named.get(name)
        return act is not None and self.may(request.roles, name) and act.offered(request)

    def menu(self) -> tuple[tuple[Act, ...], ...]:
        """Give the menu's rows: the acts that stand in it."""
        rows: dict[int, dict[int, Act]] = {}
        for act in self.all:
            if act.row is not None:
                rows.setdefault(act.row[0], {})[act.row[1]] = act
        return tuple(
            tuple(each for _, each in sorted(rows[row].items(), key=lambda placed: placed[0]))
            for row in sorted(rows)
        )

    def named(self, name: str) -> Naming:
        """Give how an act is called; what is unknown has no name."""
        act = self._named.get(name)
        return UNNAMED if act is None else act.named

    def noted(self) -> Noted:
        """Give how lines of the journal read that an act alone writes, by their action."""
        return {action: words for act in self.all for action, words in act.noted.items()}

    def table(self) -> Mapping[str, frozenset[Role]]:
        """Give who may do what, by the name; what is agreed to included."""
        return {name: act.may for name, act in self._named.items()}
