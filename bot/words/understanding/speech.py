"""Words by their stems, and those that say nothing of what is wanted. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.words.understanding.letters import several, words
from storage.imports import alone

with alone("snowballstemmer"):  # it imports the stemmers of all languages, 3 MB of them
    from snowballstemmer.russian_stemmer import RussianStemmer

FILLING = several(
    """
    готов готова готово готовы тобой вами тебя фамилии имена пофамильно всё-таки слушай слушайте
    а и но ну вот это этот эту эти тот ту там тут то ка же ли бы уж уже еще ещё да в во на за по
    с со к ко о об от из у до для при про над под я мне меня мной нам нас ты тебе вы вам вас он
    она они ему ей им покажи покажите показать покаж посмотреть посмотри посмотрим глянуть глянь
    увидеть узнать дай дайте дать давай давайте скинь скиньте скинуть кинь киньте пришли
    пришлите прислать вышли вышлите отправь отправьте выведи выдай выдайте открой откройте
    открыть вывести скажи скажите подскажи подскажите напиши напишите хочу хотел хотела хотелось
    можно можете можешь надо нужно нужен нужна нужны должен пожалуйста пожалуста пожалста плиз
    плз пж пжлст пжл прошу будьте добры где что чо че чё шо как какой какая какое какие каков
    какова сколько есть сейчас щас сегодня текущий здравствуйте здрасьте здрасте здрасти привет
    приветствую добрый доброе доброго день утро вечер время суток коллеги уважаемый уважаемые
    бот ботик звонок срочно быстро быстрее плохо просто вообще опять снова последний последние
    мои моя мое мой свои свой свою тем тех те скока скок сделай сделайте подготовь
    подготовьте сформируй сформируйте нужен
    """
)
"""Words beside which a request is the same request."""

_MINE = frozenset({"мои", "моя", "мое", "мой", "свои", "свой", "свою", "моей", "моих", "себя"})
FILLING -= _MINE
"""Whose it is tells requests apart."""


WHOSE = several(
    """
    школе школы школу учителям учителей педагогам педагогов сотрудникам сотрудников работникам
    работников коллективу коллектива персоналу сообщениям сообщений активности нашей нашим наших
    чат чаты чате чатах школам организациям садам
    наш наша наше наши директора директору завуча завучу руководства руководству начальства
    """
)
"""Words that may stand beside a request without making it another."""

_ALIKE = (
    several("сотрудник учитель педагог работник преподаватель воспитатель"),
    several("добавить завести внести"),
    several("изменить поменять сменить исправить"),
    several("распечатать напечатать"),
    several("школа организация учреждение"),
)
"""Words that are the same in a request, one of which a phrase names."""

_SMALL = (
    (re.compile(r"(.{3,})[оеё]ч(к[аиуе]|кой)"), r"\1\2"),
    (re.compile(r"(.{4,})(?:ик|чик|ичек)(|а|и|у|ом|ов)"), r"\1\2"),
    (re.compile(r"(.{4,})к(?:а|у|и|ой|е)"), r"\1"),
    (re.compile(r"(.{4,})к(?:а|у|и|ой|е)"), r"\1ь"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was typed, folded, and its stem."""

    form: str
    stem: str


def alike(one: Word) -> tuple[Word, ...]:
    """Give a word and those that are the same in a request."""
    return _SAME.get(one.stem, (one,)) if one.form.isalpha() else (one,)


def smaller(form: str) -> tuple[str, ...]:
    """Give what a word may be the small form of: «сводочка», «отчетик», «экселька»."""
    return tuple(
        pattern.sub(written, form) for pattern, written in _SMALL if pattern.fullmatch(form)
    )


def spoken(text: str) -> tuple[Word, ...]:
    """Take a text apart into words with their stems."""
    stemmer = RussianStemmer()  # it keeps the word it is at: not to be shared
    return tuple(
        Word(form, stemmer.stemWord(form) if form.isalpha() else form) for form in words(text)
    )


_SAME = {
    each.stem: tuple(spoken(" ".join(sorted(group))))
    for group in _ALIKE
    for each in spoken(" ".join(group))
}


def telling(said: Iterable[Word]) -> tuple[Word, ...]:
    """Leave out the words that say nothing of what is wanted."""
    return tuple(each for each in said if each.form not in FILLING)


def alternatives(slot: str) -> tuple[Word, ...]:
    """Give the words any of which may be said for «не написал/пишет» in a phrase."""
    said = (word for one in slot.split("/") for word in spoken(one))
    return tuple(dict.fromkeys(each for word in said for each in (word, *alike(word))))


_INFINITIVE, _ADJECTIVE = re.compile(r".+(?:ть|ти|чь)"), re.compile(r".+(?:ы[ейхм]|ая|ое|ого)")


def is_other(said: str, one: str) -> bool:
    """Tell whether words of one stem mean different things: «принять» is not «принятые»."""
    return bool(_INFINITIVE.fullmatch(said) and _ADJECTIVE.fullmatch(one))
