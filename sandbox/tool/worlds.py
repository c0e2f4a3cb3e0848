"""What a world begins with: a desk with three people, a made-up school, or a file.

A file has the form in which GET /sandbox/state shows a world; messages are not kept in it.
"""

from datetime import datetime
from pathlib import Path

import msgspec

from sandbox.school.school import make_school, populate
from sandbox.world import neighbours
from sandbox.world.world import Access, World, WorldError


class _Strict(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What stands in a file is known or refused."""


class PersonRow(_Strict):
    """One account; `dm`: it lets the community write to it; `about`: who it is to the bot."""

    id: int
    first_name: str
    last_name: str
    dm: bool = False
    about: str = ""


class ChatRow(_Strict):
    """One chat with the ids of its members; its number and peer are told, not asked."""

    title: str
    owner: int
    members: list[int] = []
    bot: Access = Access.ABSENT
    chat: int | None = None
    peer_id: int | None = None


class WorldFile(_Strict):
    """A world as GET /sandbox/state shows it; `now` is not taken over, time goes on."""

    people: list[PersonRow] = []
    chats: list[ChatRow] = []
    group_id: int | None = None
    token: str | None = None
    now: datetime | None = None


class Start(_Strict):
    """How a world begins: with a file's people, the school of a seed, nobody, or the desk's."""

    communities: int = 1
    seed: int | None = None
    empty: bool = False
    world: WorldFile | None = None

    def made(self) -> World:
        """Make the communities, among people who are still to come; give the first."""
        known = self.world or WorldFile()
        group = known.group_id or neighbours.FIRST_GROUP
        first = World(group_id=group, token=known.token)
        others = (_another(first, place) for place in range(2, self.communities + 1))
        neighbours.settle(first, *others)
        return first

    def begin(self, world: World) -> None:
        """Put the people and chats into an empty world. Raises WorldError."""
        if self.world is not None:
            build(world, self.world)
        elif self.seed is not None:
            populate(world, make_school(self.seed))
        elif not self.empty:
            desk(world)


def _another(first: World, place: int) -> World:
    return World(
        group_id=first.group_id + place - 1,
        group_name=f"{first.group_name} {place}",
        screen_name=f"{first.screen_name}{place}",
    )


def desk(world: World) -> None:
    """Put three people and a chat they share with the community into the world."""
    anna = world.add_person("Анна", "Петрова")
    others = [world.add_person("Борис", "Орлов"), world.add_person("Вера", "Ильина")]
    chat = world.add_chat("Беседа", anna, others)
    world.set_bot(chat, anna, Access.ALL)


def read_world(path: Path) -> WorldFile:
    """Read a world's file. Raises OSError, and WorldError with a sentence that names the place."""
    try:
        read = msgspec.json.decode(path.read_bytes(), type=WorldFile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WorldError(f"{path} is no world's file: {error}.") from None
    if read.group_id is not None and read.group_id <= 0:
        raise WorldError(f"{path} is no world's file: group_id must be positive.")
    build(World(), read)  # what cannot be is told before anything listens
    return read


def build(world: World, read: WorldFile) -> None:
    """Put the people and chats of a file into the world. Raises WorldError."""
    for person in read.people:
        world.add_person(person.first_name, person.last_name, id=person.id, about=person.about)
        if person.dm:
            world.allow_dm(person.id)
    for row in read.chats:
        members = [member for member in row.members if member != row.owner]
        chat = world.add_chat(row.title, row.owner, members)
        if row.bot is not Access.ABSENT:
            world.set_bot(chat, row.owner, row.bot)
