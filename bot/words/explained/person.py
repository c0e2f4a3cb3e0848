"""One person's part of a figure in words."""

from bot.words.figures import only_begun
from bot.words.orders.norms import no_data
from bot.words.russian import NO_DATA, a_day, number, plural, short_name
from bot.words.vocabulary import Noun, vocabulary_of
from monitor.explain.values import Explanation, Membership, PersonPiece
from monitor.facts.values import Requirement


def person_words(person: PersonPiece, explanation: Explanation) -> str:
    """One person's part: «⚠️ Петрова М. П.: 7 сообщений из 10»."""
    name, figure = short_name(person.name), explanation.figure
    vocabulary = vocabulary_of(explanation.kinds)
    if person.place != "counted":
        return f"• {name}: {_place(person.place, vocabulary.group)}. {_done(person)}"
    if not person.known:
        return f"• {name}: {NO_DATA}, профиль не привязан."
    if figure.value is None:
        return f"• {name}: {no_data(figure, vocabulary)}."
    if person.met is None:
        return f"• {name}. {_done(person)}"
    said = (" или " if person.any else ", ").join(_requirement(each) for each in person.asked)
    star = "*" if figure.incomplete else ""
    begun = only_begun(explanation.window)
    mark = "✅" if person.met else "•" if begun else "⚠️"
    return f"{mark} {name}: {said or 'в эти дни ничего не требуется'}{star}."


_PLACES = {
    "absent": "отсутствует все рабочие дни, в базу не входит",
    "audience": "роль не из тех, о ком этот показатель",
    "classless": "за человеком не {recorded} {group}, а считаются только чаты своих {of_groups}",
    "later": "в списке появился(ась) после закрытия недели",
    "gone": "сейчас в списке нет, остался только итог недели",
}


def _place(place: Membership, group: Noun) -> str:
    recorded = group.fits("записан", "записана", "записано")
    return _PLACES[place].format(recorded=recorded, group=group.one, of_groups=group.of_many)


def _done(person: PersonPiece) -> str:
    messages = plural(person.messages, "сообщение", "сообщения", "сообщений")
    return f"Учтено: {messages}, {plural(person.calls, 'звонок', 'звонка', 'звонков')}."


def _requirement(requirement: Requirement) -> str:
    done, needed = requirement.done, number(requirement.needed)
    if requirement.counts == "messages":
        return f"{plural(done, 'сообщение', 'сообщения', 'сообщений')} из {needed}"
    if requirement.counts == "calls":
        return f"{plural(done, 'звонок', 'звонка', 'звонков')} из {needed}"
    return f"{plural(done, 'день', 'дня', 'дней')} {a_day(requirement.a_day)} из {needed}"
