"""The router: what is typed, pressed or sent becomes an act; rights are checked; a screen is shown.

The only way to a handler leads through ``_take`` and the table of rights.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.dialog.core.act import Act, Acts, Preview
from bot.dialog.core.asking import does, shown
from bot.dialog.core.context import Talk
from bot.dialog.core.hearing import STAYING, Heard, Hearing
from bot.dialog.core.request import (
    NOTHING,
    Asker,
    Incoming,
    NotAllowed,
    NotMeant,
    Request,
    asker,
    by_rank,
)
from bot.dialog.core.rights import STRANGER, Role
from bot.dialog.core.screens import Screen
from bot.vk.files.attached import Attached
from bot.vk.keyboards import Button
from bot.words import dialog as words
from storage.asked import dialog_states
from storage.asked.dialog_states import DialogState

STALE = timedelta(minutes=10)
"""How old a command may be to be answered; older ones came while the bot was away."""

AGAIN = timedelta(hours=1)
"""How often somebody is told at most that the bot is back."""

OWN = ("mine", "data")
"""What staff may see of themselves."""

_REF = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A screen to show, the unit its buttons are of, and the act it answers."""

    screen: Screen
    unit: str
    act: str


Fetch = Callable[[], Awaitable[Incoming | Screen]]
"""Gives a file that was sent, or says why it is not to be had."""


class Router:
    """Takes what people say to the bot in private and gives the screens to show."""

    def __init__(self, talk: Talk, acts: Sequence[Act]) -> None:
        self._talk = talk
        self._acts = Acts(acts)
        self._hearing = Hearing(acts)

    async def typed(
        self,
        account: int,
        text: str,
        act: str = "",
        args: Mapping[str, str | int] | None = None,
        attached: tuple[Attached, ...] = (),
    ) -> Shown:
        """Answer a message: a menu button's act, a command, or the next of something begun."""
        who = await self._asker(account)
        if act in self._acts:
            heard = Heard(act=act, args=args or NOTHING, leaving=True)
        else:
            heard = self._hearing.heard(text, who.state, who.mine)
        if heard.said:
            return Shown(screen=Screen(text=heard.said), unit="", act="talk")
        for each in heard.tries:
            with suppress(NotMeant):
                tried = Heard(act=each, text=text, args=heard.args)
                return await self._take(who, tried, trying=True)
        if heard.leaving:
            who = await self._leave(who, heard.act)
        if heard.written:
            heard = replace(heard, args=_there(who.state))
        return await self._take(who, heard, attached=attached if heard.written else ())

    async def _asker(self, account: int) -> Asker:
        """Read who asks, once in a turn: in a dialog one thing is answered after the other."""
        talk = self._talk
        async with talk.database.reading() as connection:
            return await asker(connection, account, talk.units, talk.clock())

    def brings(self, ref: str) -> bool:
        """Tell whether a link brought along what may come by one: a code, or «это я».

        Anybody can give anybody a link: whatever else it says, nobody has typed it.
        """
        return _REF.fullmatch(ref) is not None and self.lasting(ref)

    async def followed(self, account: int, ref: str) -> Shown:
        """Answer what a link brought along (``brings``)."""
        heard = self._hearing.recognised(ref) or Heard(act="menu", text=ref)
        return await self._take(await self._asker(account), heard)

    async def _leave(self, who: Asker, act: str) -> Asker:
        """Whoever goes elsewhere by the menu or by a word leaves what he had half finished."""
        state = who.state
        if not state.act or act in (state.act, *STAYING):
            return who
        async with self._talk.database.writing() as connection:
            await dialog_states.finish(connection, state.account, self._talk.clock(), state.act)
        return replace(who, state=DialogState(account=state.account, unit=state.unit))

    async def wants_whole(self, account: int) -> bool:
        """Tell whether somebody's next message is taken with what is attached to it."""
        async with self._talk.database.glancing() as connection:
            state = await dialog_states.get(connection, account, self._talk.clock())
        begun = self._acts.get(state.act)
        return begun is not None and begun.whole

    def lasting(self, text: str) -> bool:
        """Tell whether a message is worth an answer however late: a code binds its owner."""
        return self._hearing.recognised(text) is not None

    def is_idle(self, text: str) -> bool:
        """Tell whether a text asks for nothing by itself: idle words, or a step of something."""
        return self._hearing.is_idle(text)

    async def pressed(self, account: int, act: str, args: Mapping[str, str | int]) -> Shown:
        """Answer a button under a message."""
        if act not in self._acts:
            return _expired()
        return await self._take(await self._asker(account), Heard(act=act, args=args))

    async def handed(self, account: int, fetch: Fetch) -> Shown:
        """Answer a file: to whoever waits for one, else to the topic that takes tables.

        It is fetched only for somebody who may hand in files there.
        """
        who = await self._asker(account)
        state, mine = who.state, who.mine
        waiting = self._acts.get(state.act)
        act, args = "file", NOTHING
        if waiting is not None and waiting.files:
            act, args = state.act, _there(state)
        unit = self._unit(mine, str(args.get("u", "")), state, act)
        if not self._acts.may(mine.get(unit, STRANGER), act):
            return _refused()
        file = await fetch()
        if isinstance(file, Screen):
            return Shown(screen=file, unit="", act="file")
        who = await self._asker(account)  # to fetch it took a while
        return await self._take(who, Heard(act=act, args=args), file=file)

    async def _take(
        self,
        who: Asker,
        heard: Heard,
        *,
        file: Incoming | None = None,
        attached: tuple[Attached, ...] = (),
        trying: bool = False,
    ) -> Shown:
        act, args, now = heard.act, heard.args, self._talk.clock()
        state, mine = who.state, who.mine
        unit = self._unit(mine, str(args.get("u", "")), state, act)
        roles = mine.get(unit, STRANGER) if unit else STRANGER
        if not self._acts.may(roles, act):
            return _refused() if "u" in args else self._whose(act, mine)
        if unit in mine and "u" in args and state.unit in mine:
            await self._stays(state, unit, now)
        request = Request(
            talk=self._talk,
            account=state.account,
            chosen=self._talk.units[unit] if unit in mine else None,
            roles=roles,
            mine=tuple(sorted(mine)),
            persons=who.persons,
            state=_moved(state, unit, unit if unit in mine else ""),
            table=self._acts,
            act=act,
            args={name: value for name, value in args.items() if name not in ("do", "u")},
            text=heard.text,
            written=heard.written,
            meant=heard.meant,
            file=file,
            attached=attached,
            now=now,
        )
        try:
            screen = await self._screen(request)
        except NotAllowed:
            return _refused()
        except NotMeant:
            if trying:
                raise
            return _expired()
        return Shown(
            screen=screen,
            unit=screen.unit if screen.unit is not None else unit if unit in mine else "",
            act=act,
        )

    def _whose(self, act: str, mine: Mapping[str, frozenset[Role]]) -> Shown:
        """Refuse; staff who ask in words for what those in charge see are told whose it is."""
        asked, roles = self._acts.get(act), frozenset[Role]().union(*mine.values())
        if asked is None or not asked.instead or Role.STAFF not in roles:
            return _refused()
        own = tuple(
            Button(label=self._acts.named(each).label, act=each)
            for each in OWN
            if self._acts.may(roles, each)
        )
        text = f"{asked.instead} {words.OWN}"
        screen = Screen(text=text, rows=(own,), toast=words.NOT_ALLOWED)
        return Shown(screen=screen, unit="", act="refused")

    async def _screen(self, request: Request) -> Screen:
        """Show what an act says, or a preview of it; do what was agreed to."""
        act = self._acts[request.act]
        answer = await (does(request, act) if request.act == act.go else act.do(request))
        if isinstance(answer, Preview):
            return await shown(request, self._acts[answer.act or act.name], answer)
        return answer

    async def _stays(self, state: DialogState, unit: str, now: datetime) -> None:
        """Whoever pressed a button of a unit goes on there, unless he is at something elsewhere."""
        if state.unit != unit and not state.act:
            async with self._talk.database.writing() as connection:
                await dialog_states.save(
                    connection, DialogState(account=state.account, unit=unit), now
                )

    def _unit(
        self, mine: Mapping[str, frozenset[Role]], named: str, state: DialogState, act: str
    ) -> str:
        """Choose the unit: the button's, else the one chosen last, else one where it is allowed.

        A button's unit in which somebody has no part any more makes him a stranger there.
        """
        if named:
            return named if named in self._talk.units else ""
        if state.unit in mine and self._acts.may(mine[state.unit], act):
            return state.unit
        allowed = [unit for unit in by_rank(mine) if self._acts.may(mine[unit], act)]
        return allowed[0] if allowed else (state.unit if state.unit in mine else "")


def _expired() -> Shown:
    return Shown(screen=Screen(text="", toast=words.EXPIRED), unit="", act="expired")


def _refused() -> Shown:
    screen = Screen(text=words.NOT_ALLOWED, toast=words.NOT_ALLOWED)
    return Shown(screen=screen, unit="", act="refused")


def _there(state: DialogState) -> Mapping[str, str | int]:
    """Give the arguments of what is half finished; it goes on where it was begun or nowhere."""
    return {**state.args, "u": state.unit} if state.unit else state.args


def _moved(state: DialogState, unit: str, own: str) -> DialogState:
    """Give where somebody is in a unit; what he has half finished in another is not there."""
    if state.unit in ("", unit):
        return replace(state, unit=own)
    return DialogState(account=state.account, unit=own)
