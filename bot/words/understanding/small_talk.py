"""What wants no act: thanks, assent, a greeting, and leaving what is half finished. Pure."""

from enum import StrEnum

from bot.words.understanding.letters import several, wordless, words


class Talk(StrEnum):
    """What a text is that asks for nothing."""

    THANKS = "thanks"
    ASSENT = "assent"
    GREETING = "greeting"


_THANKS = several(
    """
    спасибо спасиб спс спсб пасиб пасибо спасибочки пасибки спасибки благодарю благодарим
    мерси сенкс thanks thx
    """
)
_ASSENT = several(
    """
    ок окей оки окс окай ok okay хорошо хор харашо ладно понятно понял поняла поняли понято ясно
    ясненько принято принял приняла договорились супер отлично здорово класс молодец угу ага
    пока свидания извините извини прости простите прошу прощения пардон
    прекрасно замечательно круто отл увидел увидела видел видела учту учла норм пойдет плюс
    """
)
_GREETING = several(
    """
    здравствуйте здравствуй здрасьте здрасте здрасти здрасть приветствую привет приветик приветы
    хай ку доброе добрый доброго алло ало але ау хэлло hello hi
    """
)
_GREETED = several(
    """
    утро день вечер утра дня вечера ночи суток времени вам тебе всем бот ботик звонок коллеги
    уважаемый есть кто кто-нибудь тут здесь вы ты живой
    """
)
_BESIDE = several(
    """
    человеческое преогромное огромнейшее до
    получил получила дошло пришло вам тебе вас большое огромное бот ботик звонок за все всем очень
    и а ну вот уже я мы коллеги
    уважаемый дорогой добрый человек помощь ответ информацию сводку отчет напоминание быстро
    """
)
_NEVER = several(
    """
    нет не где как что когда почему покажи скинь скиньте пришли пришлите
    """
)

_LEAVING = frozenset(
    {
        *("нет", "неа", "не", "стоп", "ой", "упс", "не туда", "не то", "не тот", "не та"),
        *("подожди", "подождите", "погоди", "погодите", "постой", "постойте", "стой", "стойте"),
        *("отмена", "отменить", "отмени", "отмените", "отбой", "не надо", "не нужно"),
        *("ненадо", "не хочу", "передумал", "передумала", "я передумала", "я передумал"),
        *("ошибся", "ошиблась", "ошибка", "я ошиблась", "я ошибся", "случайно", "я случайно"),
        *("ой не туда", "ой не то", "нет не надо", "нет не то", "нет стоп", "ой нет", "ой стоп"),
        *("выход", "выйти", "хватит", "потом", "не сейчас", "давай потом", "нет спасибо"),
        *("отставить", "не отправляй", "не отправляйте", "не отмечай", "не записывай"),
        *("cancel", "stop", "no", "ytn", "jq", "cnjg", "jnvtyf"),
    }
)
_CALLS = frozenset(
    {
        *(
            "вы тут",
            "ты тут",
            "вы здесь",
            "ты здесь",
            "есть кто",
            "кто-нибудь есть",
            "есть кто живой",
        ),
        *(
            "ты живой",
            "бот ты тут",
            "бот вы тут",
            "тут кто-нибудь есть",
            "вы работаете",
            "ты работаешь",
        ),
    }
)
_MOST_TALK = 6


def leaves(text: str) -> bool:
    """Tell whether somebody wants to leave what he is at."""
    return " ".join(words(text)) in _LEAVING


def talk(text: str) -> Talk | None:
    """Tell what a text is that asks for nothing; None: it may ask for something.

    Only signs and pictures are assent, a question mark alone is none.
    """
    if wordless(text):
        return Talk.ASSENT if text.strip() and "?" not in text else None
    said = words(text)
    if " ".join(said) in _CALLS:
        return Talk.GREETING
    if len(said) > _MOST_TALK or "?" in text or not _NEVER.isdisjoint(said):
        return None
    kinds = (
        (Talk.THANKS, _THANKS, _BESIDE | _ASSENT),
        (Talk.ASSENT, _ASSENT, _BESIDE),
        (Talk.GREETING, _GREETING, _GREETED),
    )
    for kind, telling, beside in kinds:
        if not telling.isdisjoint(said) and telling | beside >= set(said):
            return kind
    return None
