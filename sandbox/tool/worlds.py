"""What a world begins with: a desk with three people, a made-up school, or a file.

A file has the form in which GET /sandbox/state shows a world; messages are not kept in it.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from sandbox.school.school import make_school, populate
from sandbox.world import neighbours
from sandbox.world.world import Access, World, WorldError

Beginning = Callable[[World], None]


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


def communities(number: int, read: WorldFile | None = None) -> World:
    """Make so many communities among the same people, who are still to come; give the first.

    Its id and token are those of a file, if it has them.
    """
    known = read or WorldFile()
    group = known.group_id or neighbours.FIRST_GROUP
    first = World(group_id=group, token=known.token)
    neighbours.settle(first, *(_another(first, place) for place in range(2, number + 1)))
    return first


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


def nobody(world: World) -> None:
    """Leave the world empty."""
    del world


def school(seed: int) -> Beginning:
    """Put the made-up school of `seed` into the world; the community is in none of its chats."""

    def begin(world: World) -> None:
        populate(world, make_school(seed))

    return begin


def read_world(content: bytes) -> WorldFile:
    """Read a world's file. Raises WorldError with a sentence that names the place."""
    try:
        return msgspec.json.decode(content, type=WorldFile)
    except msgspec.DecodeError as error:
        raise WorldError(f"This is no world's file: {error}.") from None


def from_file(path: Path) -> tuple[WorldFile, Beginning]:
    """Read a world's file and what it begins with. Raises WorldError and OSError."""
    read = read_world(path.read_bytes())

    def begin(world: World) -> None:
        build(world, read)

    begin(World())  # a mistake is told before anything listens
    return read, begin


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
