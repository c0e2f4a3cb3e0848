"""A made-up school and a week of its traffic: МАОУ «СОШ № 12», all names and talk invented.

People live in `school_people`, their week in `school_habits` and `school_week`, words in
`school_words`; here the school meets the world. Nothing reads a clock: the same seed and Monday
give the same week.
"""

from sandbox.school.habits import Habit, habits
from sandbox.school.others import make_college, make_kindergarten
from sandbox.school.people import Member, Person, School, SchoolChat, SchoolClass, make_school
from sandbox.school.week import Act, make_week
from sandbox.world.world import World

__all__ = (
    "Act",
    "Habit",
    "Member",
    "Person",
    "School",
    "SchoolChat",
    "SchoolClass",
    "habits",
    "make_college",
    "make_kindergarten",
    "make_school",
    "make_week",
    "perform",
    "populate",
    "roster_rows",
)

STAFF_HEADER = ("ФИО", "Должность", "Роль", "VK", "Классы", "Отсутствует с", "Отсутствует по")
CLASS_HEADER = ("Класс", "Учеников", "Родителей", "Классный руководитель")


def populate(world: World, school: School) -> dict[str, int]:
    """Put the school's people and chats into the world; chat numbers by title.

    The bot is in none of the chats yet; `SchoolChat.access` tells what its owner will allow.
    The chats are created at the world's present moment: set its clock before the week begins.
    """
    for member in school.staff:
        world.add_person(
            member.vk_name, member.last_name, id=member.id, about=_about(school, member)
        )
    for pupil in school.pupils:
        about = f"{'студент' if school.talk else 'учится в'} {pupil.school_class}"
        world.add_person(pupil.first_name, pupil.last_name, id=pupil.id, about=about)
    for parent in school.parents:
        about = f"родитель, {parent.school_class}"
        world.add_person(parent.first_name, parent.last_name, id=parent.id, about=about)
    return {
        chat.title: world.add_chat(chat.title, chat.owner, chat.members) for chat in school.chats
    }


def _about(school: School, member: Member) -> str:
    """Who of the staff it is, beside the name in the messenger."""
    offices = {school.administrator: "администратор", school.deputy: school.deputy_title}
    about = offices.get(member.id) or member.position[0].lower() + member.position[1:]
    return f"{about}, {school.short}" if school.short else about


def perform(world: World, act: Act, chats: dict[str, int]) -> None:
    """Do one act of the week; the world's clock is set to its moment.

    `chats` is what `populate` gave.
    """
    world.set_clock(act.at)
    chat = chats[act.chat]
    match act.kind:
        case "say" | "edit" | "delete":
            _speak(world, act, chat)
        case "call":
            state = "reached" if act.seconds else "canceled_by_initiator"
            world.call(chat, act.from_id, act.people, act.seconds, state)
        case "invite":
            world.change_members(chat, act.from_id, add=act.people)
        case "remove":
            world.change_members(chat, act.from_id, remove=act.people)
        case "title":
            world.rename_chat(chat, act.from_id, act.text)


def _speak(world: World, act: Act, chat: int) -> None:
    cmid = world.say(act.from_id, chat=chat, text=act.text, attachments=act.attachments)
    if act.kind == "edit":
        world.edit(chat, cmid, act.edited)
    elif act.kind == "delete":
        world.delete(chat, cmid)


def roster_rows(school: School) -> tuple[list[list[object]], list[list[object]]]:
    """Header and rows of the sheets «Сотрудники» and «Классы»; an empty cell is None."""
    staff: list[list[object]] = [list(STAFF_HEADER)]
    staff += [_staff_row(index, member) for index, member in enumerate(school.staff)]
    classes: list[list[object]] = [list(CLASS_HEADER)]
    classes += [[c.name, c.pupils, c.parents, c.teacher] for c in school.classes]
    return staff, classes


def _staff_row(index: int, member: Member) -> list[object]:
    # People write accounts as they like: a number, a link, or "id" and the number.
    forms = (member.id, f"https://vk.com/id{member.id}", f"id{member.id}")
    start, end = member.absent or (None, None)
    return [
        member.full_name,
        member.position,
        member.role,
        forms[index % 3] if member.bound else None,
        ", ".join(member.classes) or None,
        start,
        end,
    ]
