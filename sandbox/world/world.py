"""What people do in the world behind the API; everything else follows from it.

Pure and synchronous: no I/O, and the clock is an argument. What the community does through the
API stands in `outbox`. Every refusal is a WorldError with a sentence for a person.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from sandbox.world import calls, presses
from sandbox.world.carried.attachments import complete
from sandbox.world.records import (
    FIRST_CHAT_PEER,
    LAST_CHAT,
    Access,
    Chat,
    Dialog,
    Json,
    Member,
    Message,
    Person,
    WorldError,
)
from sandbox.world.stage import Stage

__all__ = ["Access", "World", "WorldError"]

CHAT_PHOTOS = ("photo_50", "photo_100", "photo_200")


class World(Stage):
    """One community among people and chats; its methods are what people can do."""

    others: Sequence["World"]

    def add_person(
        self,
        first_name: str,
        last_name: str,
        id: int | None = None,  # noqa: A002 - VK's own word, and the callers'
        about: str = "",
    ) -> int:
        """Register an account and return its id; `about`: who it is, told to whoever watches."""
        number = self.free_person() if id is None else id
        if not 0 < number < FIRST_CHAT_PEER or number in self.people:
            raise WorldError(f"The id {number} is taken or not from 1 to {FIRST_CHAT_PEER - 1}.")
        for world in (self, *self.others):
            world.people[number] = Person(
                id=number, first_name=first_name, last_name=last_name, about=about
            )
        return number

    def allow_dm(self, person: int) -> None:
        """Let the community write to `person`."""
        self.person(person).dm = True
        self.emit("message_allow", {"user_id": person, "key": ""})

    def deny_dm(self, person: int) -> None:
        """Forbid the community to write to `person`."""
        self.person(person).dm = False
        self.emit("message_deny", {"user_id": person})

    def add_chat(
        self, title: str, owner: int, members: Iterable[int] = (), number: int | None = None
    ) -> int:
        """Create a chat (its first message says so) and return its number."""
        number = max(self.chats, default=0) + 1 if number is None else number
        if not 0 < number <= LAST_CHAT or number in self.chats:
            raise WorldError(f"The chat's number {number} is taken or not from 1 to {LAST_CHAT}.")
        joined = Member(invited_by=owner, joined=self.timestamp())
        people = dict.fromkeys((owner, *members), joined)
        for member in people:
            self._known(member)
        messages: list[Message] = []
        for world in (self, *self.others):
            dialog = Dialog(peer_id=FIRST_CHAT_PEER + number, messages=messages)
            chat = Chat(number=number, title=title, owner=owner, members={}, dialog=dialog)
            world.chats[number] = chat
            for member in people:
                world.seat(number, member, joined)
        self._service(self.chats[number], owner, {"type": "chat_create", "text": title})
        return number

    def rename_chat(self, chat: int, by: int, title: str) -> int:
        """Change a chat's title; return the service message's cmid."""
        room = self.chat_with(chat, by)
        old = room.title
        for world in (self, *self.others):
            world.chats[chat].title = title
        action = {"type": "chat_title_update", "text": title, "old_text": old}
        return self._service(room, by, action)

    def pin(self, chat: int, by: int, cmid: int) -> int:
        """Pin a message; return the service message's cmid."""
        action: Json = {
            "type": "chat_pin_message",
            "member_id": by,
            "conversation_message_id": cmid,
            "message": self.message(chat, cmid).text,
        }
        room = self.chat_with(chat, by)
        room.pinned = cmid
        return self._service(room, by, action)

    def unpin(self, chat: int, by: int) -> int | None:
        """Take the pinned message down; return the service message's cmid."""
        room = self.chat_with(chat, by)
        if room.pinned is None:
            return None
        action: Json = {
            "type": "chat_unpin_message",
            "member_id": by,
            "conversation_message_id": room.pinned,
        }
        room.pinned = None
        return self._service(room, by, action)

    def change_photo(self, chat: int, by: int, photo: Json | None) -> int:
        """Give a chat a picture, or none; return the service message's cmid."""
        room = self.chat_with(chat, by)
        if photo is None:
            room.photo = None
            return self._service(room, by, {"type": "chat_photo_remove"})
        room.photo = dict.fromkeys(CHAT_PHOTOS, photo["sizes"][-1]["url"])
        shown = ({"type": "photo", "photo": photo},)
        message = Message(from_id=by, action={"type": "chat_photo_update"}, attachments=shown)
        return self.record(room.dialog, message).cmid

    def join_by_link(self, chat: int, member: int) -> int:
        """Let a person come in by the chat's link; return the service message's cmid."""
        room = self.chat(chat)
        self.person(member)
        if member in room.members:
            raise WorldError(f"{member} is in chat {chat} already.")
        place = Member(invited_by=member, joined=self.timestamp())
        for world in (self, *self.others):
            world.seat(chat, member, place)
        return self._service(room, member, {"type": "chat_invite_user_by_link"})

    def change_members(
        self, chat: int, by: int, add: Iterable[int] = (), remove: Iterable[int] = ()
    ) -> list[int]:
        """Add and remove members (communities are negative); return the service messages' cmids.

        The community itself comes in with `mentions`, as on VK.
        """
        coming, going = list(add), list(remove)
        room = self.chat(chat)
        for member in coming:
            self._known(member)
            if member in room.members:
                raise WorldError(f"{member} is in chat {chat} already.")
        for member in going:
            if member != -self.group_id and member not in room.members:
                raise WorldError(f"{member} is not in chat {chat}.")
        written = [self._join(room, by, member) for member in coming]
        return written + [self._leave(room, by, member) for member in going]

    def set_bot(self, chat: int, by: int, access: Access) -> int | None:
        """Invite, kick or silently re-grant the community; return a service message's cmid."""
        room, access = self.chat_with(chat, by), Access(access)
        if access is Access.ABSENT:
            return None if room.access is access else self._leave(room, by, -self.group_id)
        cmid = None
        if room.access is Access.ABSENT:
            if not self.switches.joins_chats:
                raise WorldError("The community does not let itself be invited to chats.")
            cmid = self._join(room, by, -self.group_id)
        room.access = access
        return cmid

    def _join(self, chat: Chat, by: int, member: int) -> int:
        """Add one member; somebody who returned by itself invites itself."""
        if by != member:
            self.chat_with(chat.number, by)
        place = Member(invited_by=by, joined=self.timestamp())
        for world in (self, *self.others):
            world.seat(chat.number, member, place)
        return self._service(chat, by, {"type": "chat_invite_user", "member_id": member})

    def _leave(self, chat: Chat, by: int, member: int) -> int:
        """Remove one member; the community still hears of its own removal."""
        self.chat_with(chat.number, by)
        cmid = self._service(chat, by, {"type": "chat_kick_user", "member_id": member})
        for world in (self, *self.others):
            world.unseat(chat.number, member)
        return cmid

    def say(
        self,
        from_id: int,
        chat: int | None = None,
        dm: bool = False,
        text: str = "",
        payload: str | Json | None = None,
        attachments: Iterable[str | Json] = (),
        ref: str | None = None,
        date: datetime | None = None,
        cropped: int | None = None,
        reply: Json | None = None,
        geo: Json | None = None,
    ) -> int:
        """Write a message to a chat, or to the community (`dm`); return its cmid.

        Whoever writes to the community lets it write back. `cropped`: so many attachments its
        event carries; the rest must be asked for. `reply`: the message it answers, as VK quotes it.
        `geo`: a place it shows.
        """
        if from_id == -self.group_id:
            raise WorldError("The community itself speaks through messages.send.")
        dialog = self.dialog(from_id, chat=chat, dm=dm)
        moment = self.timestamp() if date is None else int(date.timestamp())
        message = Message(
            from_id=from_id,
            date=moment,
            text=text,
            payload=payload if isinstance(payload, str) else _as_json(payload),
            attachments=complete(attachments, from_id, moment, len(dialog.messages) + 1),
            ref=ref,
            cropped=cropped,
            reply=reply,
            geo=geo,
        )
        self.files.share(message.attachments)
        if dm and not self.people[from_id].dm:
            self.allow_dm(from_id)
        return self.record(dialog, message).cmid

    def edit(self, chat: int, cmid: int, text: str) -> None:
        """Change the text of somebody's message."""
        message = self.message(chat, cmid)
        message.text = text
        self.tell_edit(self.chat(chat).dialog, message)

    def delete(self, chat: int, cmid: int) -> None:
        """Delete a message for everybody; VK sends no event of it."""
        self.message(chat, cmid).deleted = True

    def edit_own(self, person: int, cmid: int, text: str) -> None:
        """Change the text of what a person wrote to the community. Raises WorldError."""
        dialog, message = self._own(person, cmid)
        message.text = text
        self.tell_edit(dialog, message)

    def delete_own(self, person: int, cmid: int) -> None:
        """Delete what a person wrote to the community, for both. Raises WorldError."""
        self._own(person, cmid)[1].deleted = True

    def _own(self, person: int, cmid: int) -> tuple[Dialog, Message]:
        dialog = self.dialog(person, chat=None, dm=True)
        message = dialog.find(cmid)
        if message is None or message.from_id != person:
            raise WorldError(f"{person} has no message {cmid} to the community.")
        return dialog, message

    def call(
        self,
        chat: int,
        from_id: int,
        participants: Iterable[int] | int,
        seconds: int,
        state: str = "reached",
    ) -> tuple[int, int]:
        """Hold a group call at once: it starts now and ends `seconds` later; the clock stays.

        Returns the cmids of the start message (which the end deletes) and of the end message.
        """
        people = participants if isinstance(participants, int) else tuple(participants)
        begun = self.timestamp()
        start = calls.start(self, chat, from_id, people)
        end = calls.end(self, chat, from_id, people, seconds, state=state, date=begun + seconds)
        return start, end

    def press(
        self,
        from_id: int,
        chat: int | None = None,
        dm: bool = False,
        cmid: int | None = None,
        *,
        label: str,
        keyboard: str | None = None,
    ) -> Json:
        """Press a button; return {"cmid"}, {"event_id"} or {"link"}, whatever it does."""
        dialog = self.dialog(from_id, chat=chat, dm=dm)
        return presses.press(self, dialog, from_id, cmid, label, keyboard)

    def _known(self, member: int) -> None:
        """Communities (negative) need no registration, people do. Raises WorldError."""
        if member > 0:
            self.person(member)
        elif member == 0:
            raise WorldError("0 is nobody's id.")

    def _service(self, chat: Chat, by: int, action: Json) -> int:
        return self.record(chat.dialog, Message(from_id=by, action=action)).cmid


def _as_json(payload: Json | None) -> str | None:
    return None if payload is None else json.dumps(payload, ensure_ascii=False)
