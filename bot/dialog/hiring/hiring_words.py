"""«Добавить сотрудника» and «Изменить»: one person taken on the list, or called otherwise."""

from collections.abc import Sequence
from datetime import date

from bot.dialog.staff.staff_words import brief, lowered, who
from bot.words.naming import Naming
from bot.words.russian import address, day, number, safe
from storage.records import Person

HIRE_ACT = Naming(
    typed=(
        "добавить сотрудника",
        "новый сотрудник",
    ),
    also=(
        "добавь/добавить нового сотрудника; добавь/добавить сотрудника; новый сотрудник; у "
        "нас новый сотрудник; пришел/пришла/вышел новый/новая сотрудник; принять/принят/взяли "
        "сотрудника"
    ),
)

ADD, ANOTHER, CARD, CODE = "Добавить", "Добавить ещё", "Карточка", "Код привязки"
CHANGE, NAME, POSITION = "Изменить", "Фамилию или имя", "Должность"
UNTIL, FOR_GOOD = "До какого дня", "Без срока"

ASK = (
    "Кого добавить? Напишите одной строкой: фамилия, имя, отчество, должность и, если есть, "
    "ссылку VK. Например: «Иванова Анна Петровна, методист, vk.com/id1»."
)
NO_NAME = "Не понял имя. Напишите фамилию и имя, лучше с отчеством: «Иванова Анна Петровна»."
NO_PROFILE = (
    "Такой страницы VK не нашлось. Напишите всё ещё раз: с другой ссылкой или без неё, профиль "
    "можно привязать потом."
)
ERASED = (
    "Владелец этого профиля удалял свои данные, поэтому привязать его может только он сам: кодом "
    "или кнопкой «Это я». Напишите без ссылки."
)
ASK_NAME = (
    "Как теперь? Напишите новую фамилию или имя полностью. Профиль, учтённое и отметки об "
    "отсутствии останутся."
)
ASK_POSITION = "Какая теперь должность? Напишите её или нажмите."
ASK_UNTIL = (
    "По какой день сотрудник в списке? Напишите последний день, например «до 30.11»: на следующий "
    "он выбудет сам, Вам придёт сообщение. Так отмечают замещение."
)
BAD_UNTIL = "Нужен один день, сегодня или позже: «до 30.11»."
SAME = "Так и записано, менять нечего."


def ask_position(name: str) -> str:
    """Ask for the position of somebody who is to be added."""
    return f"{brief(name)}. Какая должность? Напишите её или нажмите."


def no_role(position: str) -> str:
    """Say that a position does not tell what somebody is."""
    return (
        f"По должности «{brief(position)}» не понять, к кому она относится. Напишите полнее, "
        "например «методист», «секретарь»."
    )


def taken(account: int, person: Person) -> str:
    """Refuse a profile that is somebody else's on the list."""
    return f"Профиль {address(account)} уже привязан: {who(person)}. Напишите без ссылки."


def hire(name: str, position: str, role: str, account: int | None, listed: int) -> str:
    """Show whom it would add; ``listed``: how many there are now."""
    profile = f"профиль {address(account)}" if account else "без профиля"
    return (
        f"Добавить в список? {brief(name)}, {lowered(brief(position))} ({role}), {profile}.\n"
        f"В списке станет сотрудников: {number(listed + 1)}, показатели считаются от этого числа."
    )


def alike(people: Sequence[Person]) -> str:
    """Warn that somebody of this name is on the list already."""
    return f"⚠️ Такое имя уже есть: {'; '.join(who(each) for each in people)}."


def hired(name: str, *, bound: bool) -> str:
    """Say that somebody was added, and what comes next."""
    said = f"{brief(name)}: в списке ✅"
    return said if bound else f"{said}\nПрофиля пока нет: выдайте код привязки."


def what(person: Person) -> str:
    """Ask what of a person is to be changed."""
    return f"Что изменить: {who(person)}?"


def renamed(person: Person, name: str) -> str:
    """Show a new name."""
    return (
        f"Изменить имя? Сейчас: {brief(person.full_name)}. Станет: {brief(name)}.\n"
        "Профиль, коды и учтённое останутся за тем же сотрудником."
    )


def moved(person: Person, position: str, role: str) -> str:
    """Show a new position; another role changes who is asked for what."""
    lines = [
        f"Изменить должность? {brief(person.full_name)}.",
        f"Сейчас: {safe(lowered(person.position)) or person.role}. "
        f"Станет: {lowered(brief(position))}.",
    ]
    if role != person.role:
        lines.append(
            f"Категория изменится: {person.role} → {role}. От неё зависит, в каких показателях "
            "учитывается сотрудник, и в незакрытой неделе тоже."
        )
    return "\n".join(lines)


def until(person: Person, last: date | None) -> str:
    """Show until when somebody would be listed."""
    if last is None:
        return f"Оставить в списке без срока? {who(person)}."
    return (
        f"Оставить в списке до {day(last)} {last.year} г. включительно? {who(person)}.\n"
        "На следующий день сотрудник выбудет сам: профиль и коды отвяжутся, из базы показателей "
        "он выйдет. Вам придёт сообщение."
    )


def changed(name: str) -> str:
    """Say that a row of the list was changed."""
    return f"{brief(name)}: изменено ✅"


HIRED_NOTED = {"person_added": "сотрудник добавлен в список"}
CHANGED_NOTED = {
    "person_changed": "у сотрудника изменены имя, должность или срок",
    "person_left": "последний день прошёл, сотрудник выбыл из списка",
}
