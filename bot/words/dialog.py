"""What the private dialog says whatever it is about: the menu, refusals, the way back."""

from collections.abc import Sequence

from bot.words.russian import safe

EARLIER, LATER = "← Назад", "Дальше →"
MENU, CANCEL, YES = "Меню", "Отмена", "Да"

NOT_ALLOWED = "Эта команда Вам недоступна. Наберите «меню»: там всё, что можно сделать."
OWN = "Ваши показатели — «Моя неделя», всё, что о Вас хранится, — «Мои данные»."
EXPIRED = "Это сообщение устарело. Наберите «меню» и начните заново."
ALREADY = "Уже сделано."
NOTHING_TO_CANCEL = "Отменять нечего."
WELCOME = "Пожалуйста!"
FINE = "Хорошо."
NOTHING_ASKED = "Сейчас я ни о чём не спрашиваю."
CANNOT_READ = (
    "Голосовые, стикеры и фото я не понимаю. Напишите словами или пришлите таблицу XLSX, ODS, CSV, "
    "DOCX."
)
BACK = (
    "Бот снова работает. Сообщения в чатах за это время учтены, а команды, отправленные раньше, "
    "не выполнялись: повторите, пожалуйста, если они ещё нужны."
)
CUT = "Сообщение пришло от VK не целиком. Отправьте его, пожалуйста, ещё раз."
LATE = (
    "Ответ на Вашу просьбу не дошёл вовремя: VK не принимал сообщения бота. Сделанное осталось в "
    "силе; если ответ ещё нужен, спросите снова."
)
ONE_FILE = "Ваш прошлый файл ещё читается. Дождитесь ответа и отправьте этот снова."
AGREED = frozenset({"да", "применить", "подтверждаю", "подтвердить"})
PRESS_YES_OR_NO = (
    "Предыдущий вопрос ещё ждёт ответа. Нажмите одну из кнопок под ним или напишите «да» либо "
    "«отмена»."
)
NO_FILE = "Не получилось прочитать файл из VK. Отправьте его ещё раз, пожалуйста."
NOT_A_TABLE = "Бот принимает только таблицы: XLSX, ODS, CSV или DOCX."


def not_tables(names: Sequence[str]) -> str:
    """Name the files among several that are no tables."""
    named = ", ".join(f"«{safe(name)[:60]}»" for name in names)
    which = "Это не таблица" if len(names) == 1 else "Это не таблицы"
    return (
        f"{which}: {named}. Ни один файл не взят: отправьте таблицы (XLSX, ODS, CSV или DOCX) "
        "отдельно."
    )


CANCELLED = "Отменено, ничего не изменилось."


def cancelled(doing: str) -> str:
    """Say that something was left half finished; ``doing``: what."""
    return f"{CANCELLED} Оставлено: {doing}." if doing else CANCELLED


def too_long_file(name: str) -> str:
    """Refuse a file by its size alone; of several it is said which."""
    return f"Файл «{name}» слишком большой: бот принимает таблицы до 10 МБ."
