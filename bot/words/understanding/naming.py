"""A text that names somebody and nothing else, or somebody's being away: taken apart. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from bot.words.understanding.letters import several, switched, words
from bot.words.understanding.phrases import LONGEST, MOST_WORDS
from bot.words.understanding.speech import FILLING
from bot.words.understanding.times import dictated, even

_ABOUT = several(
    """
    отметь отметьте поставь поставьте запиши запишите карточка карточку карта сообщений
    сообщения сообщение активность показатели показатель звонки звонков написал написала писал
    писала пишет учитель учителя педагог сотрудник сотрудника инфо информация информацию данные
    сколько про открой статистика статистику неделю неделя
    """
)
_AWAY = re.compile(
    r"боле[ею]т|болел[аи]?|заболел[аи]?|приболел[аи]?|больничн\w+|отпуск\w*|отсутству\w+|отсутстви\w+"
    r"|нет|нету|будет|командировк\w+|курс(?:ы|ах)|отгул\w*|декрет\w*|уехал[аи]?|уезжает|учебе"
)
_COMES = re.compile(
    r"прид[еу]т|приш(?:ел|ла)|выйд[еу]т|выш(?:ел|ла)|яв[ия]\w+|верн\w+|выздоров\w+|поправ\w+"
)
"""Coming back; after «не» it is being away."""
_TIME = re.compile(
    r"[\d.\-/]+|числ\w+|с|со|по|до|от|на|в|во|за|весь|всю|все|не|он|она|конца|начала|дня|дней|день"
    r"|(?:сегодня|завтра|послезавтра|вчера|позавчера)(?:шн\w+)?|(?:сегодняшн|завтрашн|вчерашн)\w+"
    r"|недел\w+|нед|месяц\w*|понедельник\w*|вторник\w*|сред[аыу]|четверг\w*|пятниц\w+|суббот\w+"
    r"|воскресень\w+|пн|вт|ср|чт|пт|сб|вс|эт[аоиу]\w*|след|следующ\w+|прошл\w+|включительно"
    r"|янв\w*|фев\w*|март\w*|апр\w*|мая|май|июн\w*|июл\w*|авг\w*|сен\w*|окт\w*|ноя\w*|дек\w*"
    r"|одну|один|два|две|три|четыре|пять|ушел|ушла|уходит|сидит"
)


_MOST = 3
_PATRONYMIC = re.compile(r".+(?:вич|вн|ичн)\w{0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Words that may name somebody; ``away``: that he is away, and on which days if it is said."""

    text: str
    names: tuple[str, ...]
    away: bool = False
    days: str = ""


def called(text: str, today: date, week: tuple[date, date]) -> Called | None:
    """Take a text apart; None: nobody can be meant by it."""
    if len(text) > LONGEST:
        return None
    latin = re.search("[a-z]", text.lower()) and not re.search("[а-яё]", text.lower())
    text = dictated(switched(text) if latin else text)
    said = words(text)
    if not 0 < len(said) <= MOST_WORDS:
        return None
    is_back = "не" not in said and any(map(_COMES.fullmatch, said))
    gone = [word for word in said if _AWAY.fullmatch(word) or _COMES.fullmatch(word)]
    away = bool(gone) and not is_back
    timed = [word for word in said if _TIME.fullmatch(word) or word in gone]
    beside = {*timed, *(FILLING if not timed else FILLING - {"с", "по", "до"}), *_ABOUT}
    names = tuple(word for word in said if word not in beside and len(word) > 1)
    if len(names) > _MOST and _PATRONYMIC.fullmatch(names[_MOST - 1]):
        names = names[:_MOST]  # a post is told behind a full name
    if not 0 < len(names) <= _MOST:
        return None
    days = "" if is_back else " ".join(word for word in timed if word not in gone)
    time = even(days, today, week)
    dated = bool(re.search(r"\d", time))
    if away:
        return Called(text=text, names=names, away=True, days=days if dated else "")
    begins = dated and bool(re.match(r"\d|с |до |по |d", time)) and "за" not in said
    if begins and not re.fullmatch(rf"{today:%d.%m.%Y}", time):
        return Called(text=text, names=names, away=True, days=days)
    return Called(text=text, names=names)


def names_alone(text: str) -> bool:
    """Tell whether a text may be a name and nothing else."""
    said = words(text)
    none = any(letter.isdigit() for letter in text) or any(_AWAY.fullmatch(word) for word in said)
    return not none and len(said) < MOST_WORDS
