"""What the private dialog says whatever it is about: the menu, refusals, the way back."""

import re

EARLIER, LATER = "← Назад", "Дальше →"
MENU, CANCEL, YES = "Меню", "Отмена", "Да"

NOT_ALLOWED = "Эта команда Вам недоступна. Наберите «меню»: там всё, что можно сделать."
EXPIRED = "Это сообщение устарело. Наберите «меню» и начните заново."
ALREADY = "Уже сделано."
CANCELLED = "Отменено, ничего не изменилось."
NOTHING_TO_CANCEL = "Отменять нечего."
BACK = (
    "Бот снова работает. Сообщения в чатах за это время учтены, а команды, отправленные раньше, "
    "не выполнялись: повторите, пожалуйста, если они ещё нужны."
)
LATE = (
    "Ответ на Вашу просьбу не дошёл вовремя: VK не принимал сообщения бота. Сделанное осталось в "
    "силе; если ответ ещё нужен, спросите снова."
)
ONE_FILE = "Ваш прошлый файл ещё читается. Дождитесь ответа и отправьте этот снова."
NO_FILE = "Не получилось прочитать файл из VK. Отправьте его ещё раз, пожалуйста."
NOT_A_TABLE = "Бот принимает только таблицы: XLSX, ODS или CSV."

_NOISE = re.compile(r"[^\w\s№%+-]+")


def plain(text: str) -> str:
    """Give what was typed as commands are written: «/Кто отстаёт?» is «кто отстает»."""
    return " ".join(_NOISE.sub(" ", text).lower().replace("ё", "е").split())


def too_long_file(name: str) -> str:
    """Refuse a file by its size alone; of several it is said which."""
    return f"Файл «{name}» слишком большой: бот принимает таблицы до 10 МБ."
