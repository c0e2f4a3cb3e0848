"""What the ways to count are called: where orders ask for them, and where figures are explained."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyWords:
    """How people read of an indicator family.

    ``asked``: what it counts, and ``base``: of what, by the reference of orders
    (docs/ru/orders.md); ``counted``: the rule as «Почему?» tells it, with learners and groups as
    the organisation calls them; empty: what is asked of each.
    """

    asked: str
    base: str = "нет"
    counted: str


FAMILIES: dict[str, FamilyWords] = {
    "people who reach the minimum": FamilyWords(
        asked="люди, выполнившие минимум", base="люди по списку", counted=""
    ),
    "idle people": FamilyWords(
        asked="люди без привязанного профиля или без единого сообщения и звонка",
        base="люди по списку",
        counted="профиль не привязан или нет ни сообщений, ни звонков",
    ),
    "people with a profile": FamilyWords(
        asked="люди, чей профиль боту известен (привязан)",
        base="люди по списку",
        counted="профиль VK привязан",
    ),
    "members of chats": FamilyWords(
        asked="люди, состоящие в чатах (или писавшие в своих)",
        base="люди по списку",
        counted="состоит в чате, который считается, или писал в нём",
    ),
    "members of staff chats": FamilyWords(
        asked=(
            "профили участников служебных чатов, с привязкой и без неё, каждый один раз; "
            "сообщества и бот не в счёт"
        ),
        counted="профили участников служебных чатов, с привязкой и без неё",
    ),
    "people in staff chats without a binding": FamilyWords(
        asked="люди без привязки, писавшие в служебных чатах (или написавшие `messages`)",
        counted="люди без привязки, писавшие в служебных чатах",
    ),
    "people": FamilyWords(asked="сколько людей в списке", counted="все по списку"),
    "owners of chats": FamilyWords(
        asked="люди, которым принадлежит хотя бы один чат",
        base="люди по списку",
        counted="создал чат, где есть бот",
    ),
    "teachers and pupils": FamilyWords(
        asked="педагоги и ученики хотя бы с одним сообщением (или с `messages`)",
        base="педагоги и ученики",
        counted="педагоги по списку и люди не из списка в чатах {of_learners}",
    ),
    "pupils who write": FamilyWords(
        asked="ученики, писавшие в чатах учеников",
        base="ученики всех классов",
        counted="люди не из списка в чатах {of_learners}",
    ),
    "parents who write": FamilyWords(
        asked="родители, писавшие в чатах родителей",
        base="родители всех классов",
        counted="люди не из списка в чатах родителей",
    ),
    "pupils on the lists": FamilyWords(
        asked="сколько учеников во всех классах", counted="сумма по списку {of_groups}"
    ),
    "parents on the lists": FamilyWords(
        asked="сколько родителей во всех классах", counted="сумма по списку {of_groups}"
    ),
    "classes with a chat": FamilyWords(
        asked="классы, у которых есть чат учеников или родителей",
        base="классы",
        counted="есть чат {of_learners} или родителей, где есть бот",
    ),
    "classes without a chat": FamilyWords(
        asked="классы без такого чата",
        base="классы",
        counted="нет чата {of_learners} или родителей, где есть бот",
    ),
    "chats": FamilyWords(asked="чаты, где есть бот", counted="чаты, где есть бот"),
    "chats written in": FamilyWords(
        asked="чаты хотя бы с одним сообщением (или с `messages`)",
        base="чаты, где есть бот",
        counted="чаты, где есть бот и писали люди",
    ),
    "silent chats": FamilyWords(
        asked="чаты без единого сообщения: чем меньше, тем лучше",
        base="чаты, где есть бот",
        counted="чаты, где есть бот и никто не писал",
    ),
    "links to foreign messengers": FamilyWords(
        asked="сообщения со ссылкой на иностранный мессенджер",
        counted="сообщения со ссылками на иностранные мессенджеры",
    ),
    "messages seen": FamilyWords(
        asked="сообщения, которые бот видел",
        base="все сообщения чатов",
        counted="сообщения, которые бот видел, из всех, что пронумеровал VK",
    ),
    "what is confirmed": FamilyWords(
        asked="то, что ведут вне чатов: значение вносит ответственный",
        base="как внесено",
        counted="значение вносится вручную",
    ),
    "organisations with data": FamilyWords(
        asked="организации, по которым есть данные; только у уровней",
        base="организации",
        counted="организации, от которых есть данные",
    ),
    "organisations that meet the norms": FamilyWords(
        asked="организации, выполнившие нормы; только у уровней",
        base="организации с данными",
        counted="организации, выполнившие нормы",
    ),
}
"""By the ``noun`` of the indicator."""
