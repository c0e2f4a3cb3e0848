"""Writing something that goes to many: whom, the text, the preview, sending it now or by day.

Announcements to chats and to organisations share it (``Drafting``).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Generic, Protocol, TypeVar

from bot.dialog.announce import announcing_words as words
from bot.dialog.announce.draft import AT_ONCE, WHEN, WHEN_DUE, Draft, draft_of, text_of
from bot.dialog.announce.moments_words import BadMoment, moment_typed
from bot.dialog.core.act import Act, Then
from bot.dialog.core.asking import agrees, already, headed
from bot.dialog.core.listing import cancel, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.rights import Role
from bot.dialog.core.screens import Screen
from bot.dialog.core.subject import Show, Subject
from bot.vk.keyboards import Button, Rows
from bot.vk.sender import TEXT_LIMIT
from bot.words.naming import Naming, Noted
from bot.words.russian import safe
from storage.db.database import Connection


class Reaching(Protocol):
    """Whom a draft reaches: how many, and when the last of them gets it."""

    @property
    def count(self) -> int:
        """How many there are that can be sent something."""

    @property
    def due_at(self) -> datetime:
        """When the last of them gets it, if people are not disturbed."""


Reach = TypeVar("Reach", bound=Reaching)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting(Generic[Reach]):
    """How drafts of one kind are written and sent.

    ``name``: what the names of its acts begin with; ``named``: what is written; ``own``: it goes
    to the unit's own chats, so mentions may work, it may be signed, and its moment chosen.
    ``look`` tells whom a draft reaches, ``choosing`` lets them be chosen, ``preview`` and
    ``ask_now`` say what would be sent, ``send`` sends it (True: at any hour).
    """

    name: str
    named: Naming
    may: frozenset[Role]
    noted: Noted
    change: str
    own: bool
    look: Callable[[Request, Connection, Draft], Awaitable[Reach]]
    choosing: Callable[[Request, Connection, Draft, Reach], Awaitable[Screen]]
    preview: Callable[[Request, Draft, Reach], str]
    ask_now: Callable[[Request, Reach], str]
    send: Callable[[Request, Connection, Draft, Reach, bool], Awaitable[Show]]

    @property
    def text(self) -> str:
        """What is half finished while one is written."""
        return f"{self.name}_text"

    @property
    def to(self) -> str:
        """The act that chooses whom."""
        return f"{self.name}_to"

    def draft(self, request: Request) -> Draft | None:
        """Give the draft somebody is at; None: there is none."""
        return draft_of(request, self.text)

    async def choose(
        self, request: Request, connection: Connection, draft: Draft, reach: Reach
    ) -> Screen:
        """Keep a draft, and let it be chosen whom it goes to; what is written next is the text."""
        await request.begin(connection, self.text, draft.args)
        return await self.choosing(request, connection, draft, reach)

    @property
    def subject(self) -> Subject[Draft]:
        """The draft whose preview a button stood under; a newer one is another."""
        return Subject(find=self._of_button, gone=gone)

    async def _of_button(self, request: Request, _connection: Connection) -> Draft | None:
        draft = self.draft(request)
        return draft if draft is not None and request.number("m") == draft.mark else None

    async def written(self, request: Request) -> Screen:
        """Take the text with what is attached to it, and show what would go out.

        «Да» answers the question that stands; where none does, it is shown first what would.
        """
        draft = self.draft(request) or Draft()
        if not (request.text or request.attached):
            return await self.again(request)
        if request.state.args.get("q") == WHEN and not request.attached:
            return await self._timed(request, draft)
        if not (draft.written and draft.to and agrees(request.text)):
            if draft.text and not request.attached and words.is_stray(request.text, request.meant):
                return await self._stray(request, draft)
            return await self._taken(request, draft)
        question = request.state.args.get("q")
        if question not in (WHEN_DUE, AT_ONCE):
            return await self.again(request)
        pressed = {"m": draft.mark, "n": int(question == AT_ONCE)}
        return await self.subject.at_once(self.go)(replace(request, args=pressed))

    async def _stray(self, request: Request, draft: Draft) -> Screen:
        """Ask before a word or a command takes the place of a text; it is kept till then."""
        async with request.talk.database.looking() as connection:
            await request.begin(connection, self.text, {**draft.args, "p": request.text})
        named = request.table.named(request.meant).button
        other = Button(label=words.instead(named), act=request.meant) if named else None
        rows = stacked(
            (
                Button(label=words.REPLACE, act=f"{self.name}_swap", args={"m": draft.mark}),
                Button(label=words.KEEP, act=f"{self.name}_look", main=True),
            ),
            (other,) if other is not None and request.may(request.meant) else (),
        )
        return Screen(text=safe(words.stray(request.text)), rows=rows)

    async def swap(self, request: Request, connection: Connection, draft: Draft) -> Screen:
        """Let what was asked about take the text's place."""
        text = str(request.state.args.get("p", ""))
        if not text:
            return gone()
        return await self.show(request, connection, replace(draft, text=text, tagged=False))

    async def _taken(self, request: Request, draft: Draft) -> Screen:
        """Take what was written into the draft, or say why not."""
        text = text_of(request.text, request.attached)
        sendable = tuple(each for each in request.attached if each.address)
        unsent = tuple(each.kind for each in request.attached if not each.address)
        if not text and not sendable:
            told = (words.unsent(unsent), words.EMPTY)
            return Screen(text="\n".join(line for line in told if line))
        stored = tuple(each.address for each in sendable if each.kind != "link")
        draft = replace(
            draft,
            text=text or draft.text,
            attached=stored or draft.attached,
            unsent=unsent,
            tagged=draft.tagged and not text,
        )
        if len(draft.words.text) > TEXT_LIMIT:
            return Screen(text=words.too_long(len(draft.words.text), TEXT_LIMIT))
        async with request.talk.database.looking() as connection:
            return await self.show(request, connection, draft)

    async def _timed(self, request: Request, draft: Draft) -> Screen:
        """Take the moment that was written, or say why not."""
        local = request.now.astimezone(request.unit.zone)
        try:
            at = "" if words.is_now(request.text) else moment_typed(request.text, local).isoformat()
        except BadMoment as error:
            return Screen(text=words.BAD_MOMENTS[str(error)], rows=(self._to_preview(),))
        async with request.talk.database.looking() as connection:
            return await self.show(request, connection, replace(draft, at=at))

    async def when(self, request: Request, connection: Connection, draft: Draft) -> Screen:
        """Ask when it is to go out; ``n``: as soon as may be, whatever was chosen."""
        if request.number("n"):
            return await self.show(request, connection, replace(draft, at=""))
        await request.begin(connection, self.text, {**draft.args, "q": WHEN})
        soon = Button(label=words.SOON, act=f"{self.name}_when", args={"m": draft.mark, "n": 1})
        rows = stacked((soon,) if draft.at else (), self._to_preview())
        return Screen(text=headed(request, words.WHEN), rows=rows)

    def _to_preview(self) -> tuple[Button, ...]:
        return (Button(label=words.TO_PREVIEW, act=f"{self.name}_look"), *cancel())

    async def sign(self, request: Request, connection: Connection, draft: Draft) -> Screen:
        """Sign it with the organisation's name, or not."""
        return await self.show(request, connection, replace(draft, signed=not draft.signed))

    async def tags(self, request: Request, connection: Connection, draft: Draft) -> Screen:
        """Let the mentions in the text work, or not."""
        return await self.show(request, connection, replace(draft, tagged=not draft.tagged))

    async def again(self, request: Request) -> Screen:
        """Show the preview again."""
        draft = self.draft(request)
        if draft is None:
            return gone()
        async with request.talk.database.looking() as connection:
            return await self.show(request, connection, draft)

    async def show(self, request: Request, connection: Connection, draft: Draft) -> Screen:
        """Keep the draft, and show what it would do, or what it lacks."""
        reach = await self.look(request, connection, draft)
        if not (draft.written and reach.count):
            return await self.choose(request, connection, draft, reach)
        await request.begin(connection, self.text, {**draft.args, "q": WHEN_DUE})
        return self._preview(request, draft, reach)

    def _preview(self, request: Request, draft: Draft, reach: Reach) -> Screen:
        text = headed(request, self.preview(request, draft, reach))
        mark = {"m": draft.mark}
        wished = draft.wished(request.now)
        send = Button(label=words.SEND, act=f"{self.name}_go", args=mark, main=True)
        exactly = words.exactly(wished.astimezone(request.unit.zone)) if draft.at else ""
        now = Button(label=exactly or words.SEND_NOW, act=f"{self.name}_now", args=mark)
        switch = Button(
            label=words.DROP_TAGS if draft.tagged else words.KEEP_TAGS,
            act=f"{self.name}_tags",
            args=mark,
        )
        tagging = self.own and words.has_mentions(draft.text)
        own = (
            Button(label=words.OTHER_TIME, act=f"{self.name}_when", args=mark),
            Button(label=words.signing(on=draft.signed), act=f"{self.name}_sign", args=mark),
        )
        rows = stacked(
            (send, now) if reach.due_at > wished else (send,),
            own if self.own else (),
            (switch,) if tagging else (),
            (Button(label=self.change, act=self.to, args={"b": 1}), *cancel()),
        )
        return Screen(text=text, rows=rows, fresh=len(text) > TEXT_LIMIT)

    async def asked_now(self, request: Request, connection: Connection, draft: Draft) -> Screen:
        """Ask once more before something goes out when people rest."""
        reach = await self.look(request, connection, draft)
        if reach.due_at <= draft.wished(request.now):
            return await self.show(request, connection, draft)
        await request.begin(connection, self.text, {**draft.args, "q": AT_ONCE})
        yes = {"m": draft.mark, "n": 1}
        agreed = words.YES_THEN if draft.at else words.YES_NOW
        rows: Rows = (
            (Button(label=agreed, act=f"{self.name}_go", args=yes, risky=True),),
            self._to_preview(),
        )
        return Screen(text=headed(request, self.ask_now(request, reach)), rows=rows)

    async def go(self, request: Request, connection: Connection, draft: Draft) -> Screen | Then:
        """Send what the preview showed, by day or (``n``) now; of two presses one does."""
        reach = await self.look(request, connection, draft)
        if not reach.count or not draft.written:
            return gone()
        if not await request.finish(connection, self.text):
            return already()
        at_once = bool(request.number("n"))
        return Then(show=await self.send(request, connection, draft, reach, at_once), toast="")

    def acts(self, choose: Show) -> tuple[Act, ...]:
        """Give its acts; ``choose``: what its buttons for choosing do."""
        draft, name = self.subject, self.name
        make = partial(Act, may=self.may)
        own = (
            make(name=f"{name}_tags", do=draft.shown(self.tags)),
            make(name=f"{name}_when", do=draft.shown(self.when)),
            make(name=f"{name}_sign", do=draft.shown(self.sign)),
        )
        return (
            make(name=self.to, do=choose),
            make(
                name=self.text,
                do=self.written,
                named=self.named,
                whole=True,
                holds=lambda args: bool(args.get("t")),
            ),
            make(name=f"{name}_swap", do=draft.shown(self.swap)),
            make(name=f"{name}_look", do=self.again),
            *(own if self.own else ()),
            make(name=f"{name}_now", do=draft.shown(self.asked_now)),
            make(name=f"{name}_go", noted=self.noted, do=draft.at_once(self.go)),
        )


def gone() -> Screen:
    """Say that what a button stood under was sent, or is another one now."""
    return Screen(text=words.GONE, toast=words.GONE)
