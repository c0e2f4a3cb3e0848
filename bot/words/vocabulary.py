"""What kinds of organisations call their groups, learners and offices.

A text about one organisation takes its kind's words; one about several kinds takes ``COMMON``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from monitor.orders.model import LEVELS, UnitKind
from storage.records import ChatKind, Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A noun in the cases that texts need; ``gender`` of its singular."""

    gender: Literal["he", "she", "it"]
    one: str  # nominative: «группа»
    of_one: str  # genitive: «нет группы»
    at_one: str  # accusative: «выберите группу»
    many: str  # nominative: «группы»
    of_many: str  # genitive: «список групп»
    by_many: str  # dative: «по группам»

    def fits(self, he: str, she: str, it: str) -> str:
        """Choose the word that agrees with the singular: «указан», «указана», «указано»."""
        return {"he": he, "she": she, "it": it}[self.gender]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of one kind of organisations.

    ``deputies``: nominative, genitive, dative, instrumental, and the nominative plural. ``listed``:
    how a roster counts learners; ``mentor``: who leads a group there. ``write``: learners have
    chats of their own, so that a group without one lacks something.
    """

    group: Noun
    learners: str  # nominative: «ученики»
    of_learners: str  # genitive, as a roster's heading has it: «учеников»
    mentor: str
    deputy: str
    of_deputy: str
    to_deputy: str
    by_deputy: str
    deputies: str
    house: str  # genitive, after «сотрудник», «в чатах»: «школы»
    chats: str  # prepositional, after «в»: «школьных чатах»
    talk: str  # what an order moves to the platform: «школьное общение»
    mixed: str  # a chat of learners and parents, on its button
    example: str  # a group's name
    write: bool = True

    @property
    def offices(self) -> dict[Office, str]:
        """What offices are called."""
        return {
            Office.ADMINISTRATOR: "ответственный администратор",
            Office.DEPUTY: self.deputy,
            Office.COORDINATOR: "координатор",
        }

    def of_office(self, office: Office) -> str:
        """Name an office in the genitive: «доступ завуча»."""
        return {
            Office.ADMINISTRATOR: "ответственного администратора",
            Office.DEPUTY: self.of_deputy,
            Office.COORDINATOR: "координатора",
        }[office]

    def by_office(self, office: Office) -> str:
        """Name an office in the instrumental: «назначить завучем»."""
        return {
            Office.ADMINISTRATOR: "ответственным администратором",
            Office.DEPUTY: self.by_deputy,
            Office.COORDINATOR: "координатором",
        }[office]

    @property
    def chat_kinds(self) -> dict[ChatKind, str]:
        """The kinds of chats as their buttons and lists name them."""
        return {
            ChatKind.STAFF: "Сотрудники",
            ChatKind.PUPILS: capital(self.learners),
            ChatKind.PARENTS: "Родители",
            ChatKind.MIXED: self.mixed,
            ChatKind.OTHER: "Другой",
        }


def capital(word: str) -> str:
    """Begin with a capital letter; the others stay."""
    return word[:1].upper() + word[1:]


_CLASS = Noun(
    gender="he",
    one="класс",
    of_one="класса",
    at_one="класс",
    many="классы",
    of_many="классов",
    by_many="классам",
)
_GROUP = Noun(
    gender="she",
    one="группа",
    of_one="группы",
    at_one="группу",
    many="группы",
    of_many="групп",
    by_many="группам",
)
_CIRCLE = Noun(
    gender="it",
    one="объединение",
    of_one="объединения",
    at_one="объединение",
    many="объединения",
    of_many="объединений",
    by_many="объединениям",
)
_ANY_GROUP = Noun(
    gender="he",
    one="класс (группа)",
    of_one="класса (группы)",
    at_one="класс (группу)",
    many="классы (группы)",
    of_many="классов (групп)",
    by_many="классам (группам)",
)

SCHOOL = Vocabulary(
    group=_CLASS,
    learners="ученики",
    of_learners="учеников",
    mentor="Классный руководитель",
    deputy="завуч",
    of_deputy="завуча",
    to_deputy="завучу",
    by_deputy="завучем",
    deputies="завучи",
    house="школы",
    chats="школьных чатах",
    talk="школьное общение",
    mixed="Класс (общий)",
    example="5А",
)
KINDERGARTEN = Vocabulary(
    group=_GROUP,
    learners="воспитанники",
    of_learners="воспитанников",
    mentor="Воспитатель",
    deputy="заместитель заведующего",
    of_deputy="заместителя заведующего",
    to_deputy="заместителю заведующего",
    by_deputy="заместителем заведующего",
    deputies="заместители заведующего",
    house="детского сада",
    chats="чатах детского сада",
    talk="общение в детском саду",
    mixed="Группа (общий чат)",
    example="Солнышко",
    write=False,
)
COLLEGE = Vocabulary(
    group=_GROUP,
    learners="студенты",
    of_learners="студентов",
    mentor="Куратор",
    deputy="заместитель директора",
    of_deputy="заместителя директора",
    to_deputy="заместителю директора",
    by_deputy="заместителем директора",
    deputies="заместители директора",
    house="организации",
    chats="учебных чатах",
    talk="учебное общение",
    mixed="Группа (общий чат)",
    example="ИС-21",
)
FURTHER = Vocabulary(
    group=_CIRCLE,
    learners="обучающиеся",
    of_learners="обучающихся",
    mentor="Педагог",
    deputy="заместитель директора",
    of_deputy="заместителя директора",
    to_deputy="заместителю директора",
    by_deputy="заместителем директора",
    deputies="заместители директора",
    house="организации",
    chats="учебных чатах",
    talk="учебное общение",
    mixed="Объединение (общий чат)",
    example="Робототехника",
)
COMMON = Vocabulary(
    group=_ANY_GROUP,
    learners="обучающиеся",
    of_learners="обучающихся",
    mentor="Руководитель",
    deputy="заместитель руководителя",
    of_deputy="заместителя руководителя",
    to_deputy="заместителю руководителя",
    by_deputy="заместителем руководителя",
    deputies="заместители руководителя",
    house="организации",
    chats="учебных чатах",
    talk="учебное общение",
    mixed="Класс, группа (общий чат)",
    example="5А",
)
"""Where kinds are mixed, or none is known."""

VOCABULARIES: dict[UnitKind, Vocabulary] = {
    "region": COMMON,
    "municipality": COMMON,
    "school": SCHOOL,
    "kindergarten": KINDERGARTEN,
    "college": COLLEGE,
    "further": FURTHER,
}


def vocabulary_of(kinds: Iterable[str]) -> Vocabulary:
    """Give the words that are right for organisations of these kinds; levels do not count."""
    met = {name for name in kinds if name not in LEVELS}
    known = [words for kind, words in VOCABULARIES.items() if kind in met]
    return known[0] if len(known) == len(met) == 1 else COMMON
