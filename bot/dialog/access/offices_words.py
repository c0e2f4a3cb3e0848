"""«Ответственные»: who has access to a unit's figures, giving it and taking it back."""

from collections.abc import Sequence
from datetime import datetime

from bot.parsing.onetime import spelled
from bot.words.naming import Naming
from bot.words.russian import clock, day, safe, short_name
from bot.words.vocabulary import Vocabulary, capital
from storage.records import Office, Person

OFFICE_CODE_OFF_ACT = Naming(doing="отзыв кода доступа")

OFFICE_CODE_ACT = Naming(
    typed=("код доступа",),
    also=("код для завуча/администратора; код завуча/администратора"),
    doing="выдача кода доступа",
)
OFFICE_CODES_ACT = Naming(
    typed=(
        "действующие коды",
        "открытые коды",
    ),
)
OFFICES_ACT = Naming(
    typed=("ответственные",),
    also=(
        "кто имеет доступ; кто ответственный; кто администратор/админ; администраторы; права; "
        "доступ; права доступа; у кого есть доступ"
    ),
    label="Ответственные",
    about=lambda vocabulary: (
        f"У кого есть доступ: администраторы, {vocabulary.deputies}, координаторы. Назначить можно "
        "по имени, по ссылке на профиль или одноразовым кодом. Последнего администратора "
        "отозвать нельзя."
    ),
)
APPOINT_ACT = Naming(
    typed=("назначить ответственного",),
    also=(
        "назначить/добавить администратора/админа/завуча/ответственного; назначь/добавь "
        "администратора/админа/завуча; дать доступ; дать доступ завучу; новый администратор"
    ),
    doing="назначение ответственного",
)
OFFICE_OFF_ACT = Naming(
    typed=("отозвать доступ",),
    also=("забрать/убрать доступ; снять/убрать администратора/завуча"),
    doing="отзыв доступа",
)

APPOINT, CODE, REMOVE, BACK = "Назначить", "Код доступа", "Отозвать", "← Ответственные"
APPOINT_YES, REMOVE_YES, CODE_YES = "Назначить", "Отозвать", "Выдать код"

OPEN_CODES, WITHDRAW_YES = "Действующие коды", "Отозвать код"
OPERATOR = "оператор программы"

WHICH_OFFICE = "Какой доступ дать?"
WHICH_CODE = "Для какого доступа выдать код?"
WHOM_REMOVE = "Чей доступ отозвать? Записанных в настройках программы меняет её оператор."
NONE_TO_REMOVE = "Отзывать некого: все записаны в настройках программы, их меняет её оператор."
_LONGEST_NAME = 80  # letters of a profile's name that are shown

LAST = "Это последний ответственный администратор. Сначала назначьте другого."
LISTED_THERE = "Этот доступ записан в настройках программы, его меняет её оператор."
NO_PROFILE = "Не нашёл такого профиля VK. Пришлите ссылку вида vk.com/id123 или vk.com/ivanova."
PROFILE_GONE = "Этот профиль VK удалён или заблокирован: доступ ему дать нельзя."
NO_VK = (
    "VK сейчас не отвечает, и бот не может показать, чей это профиль. Попробуйте ещё раз через "
    "несколько минут."
)
NO_SUCH_CODE = "Этого кода доступа больше нет: он использован, отозван или истёк."
ALREADY_HAS = "Этот доступ у человека уже есть."
BAD_CLAIM = (
    "Такого кода доступа нет, или он уже использован, или истёк. Попросите новый у того, кто его "
    "выдал."
)


def on_button(office: Office, vocabulary: Vocabulary) -> str:
    """Name an office on a button."""
    if office is Office.ADMINISTRATOR:
        return "Администратор"
    return capital(vocabulary.offices[office])


def listed(unit: str, lines: Sequence[str], codes: int) -> str:
    """List who has access; ``lines`` empty: nobody; ``codes``: those for access that are open."""
    waiting = f"Действующих кодов доступа: {codes}. " if codes else ""
    end = f"{waiting}Здесь можно дать доступ, выдать одноразовый код и отозвать доступ."
    if not lines:
        return f"{unit}. Ответственных пока нет.\n{end}"
    return "\n".join((f"{unit}. Доступ к показателям есть у:", *lines, end))


def more(count: int) -> str:
    """Say that there are more than are listed."""
    return f"• и ещё {count}"


def line(
    account: int, person: Person | None, office: Office, vocabulary: Vocabulary, *, config: bool
) -> str:
    """One holder of an office."""
    where = ", в настройках" if config else ""
    return f"• {who(account, person)}: {vocabulary.offices[office]}{where}"


def who(account: int, person: Person | None) -> str:
    """Name somebody as on the roster, else by his profile."""
    profile = f"vk.com/id{account}"
    return profile if person is None else f"{safe(short_name(person.full_name))} ({profile})"


def profile(account: int, name: str, person: Person | None) -> str:
    """Name a profile as VK does, and as on the roster: whoever agrees is to see both."""
    shown = safe(name[:_LONGEST_NAME]) or "без имени"
    if person is None:
        return f"{shown} (vk.com/id{account}), в списке сотрудников нет"
    return f"{who(account, person)}, имя в VK: {shown}"


def holder(account: int, person: Person | None, office: Office, vocabulary: Vocabulary) -> str:
    """Who holds which office, in a sentence: «Петрова М. П., завуч»."""
    named = f"vk.com/id{account}" if person is None else safe(short_name(person.full_name))
    return f"{named}, {vocabulary.offices[office]}"


def goes_along(holders: Sequence[str]) -> str:
    """Say in a preview whose access is taken in the same step."""
    return f"Будет отозван доступ: {'; '.join(holders)}."


def stays(holder: str, why: str) -> str:
    """Say in a preview whose access cannot be taken, and why."""
    return f"⚠️ Доступ останется: {holder}. {why}"


def taken_along(holders: Sequence[str]) -> str:
    """Say whose access was taken in the same step."""
    return f"Доступ отозван: {'; '.join(holders)}."


def open_codes_label(count: int) -> str:
    """The button that leads to the open codes."""
    return f"{OPEN_CODES}: {count}"


def open_codes(unit: str, count: int, lines: Sequence[str]) -> str:
    """List the codes with which somebody may still take an office."""
    if not count:
        return f"{unit}. Действующих кодов доступа нет."
    return "\n".join((f"{unit}. Действующих кодов доступа: {count}.", *lines))


def open_code(office: Office, vocabulary: Vocabulary, issuer: str, until: datetime) -> str:
    """One open code: for what, who issued it, until when."""
    return f"{vocabulary.offices[office]}, выдал(а) {issuer}, до {clock(until)} {day(until.date())}"


def withdraw_label(index: int) -> str:
    """The button that withdraws a code."""
    return f"{index}. {REMOVE}"


def withdrawal(line: str) -> str:
    """Ask before a code is withdrawn."""
    return f"Отозвать код доступа? {capital(line)}.\nКто отправит его потом, доступа не получит."


def withdrawn(office: Office, vocabulary: Vocabulary) -> str:
    """Say that a code works no more."""
    return f"Код доступа для {vocabulary.of_office(office)} отозван."


def label(account: int, person: Person | None, office: Office, vocabulary: Vocabulary) -> str:
    """The button with which somebody's access is taken."""
    named = f"id{account}" if person is None else short_name(person.full_name)
    return f"{named}, {on_button(office, vocabulary).lower()}"


def whom(office: Office, vocabulary: Vocabulary) -> str:
    """Ask who is to get an office."""
    return (
        f"Кого назначить {vocabulary.by_office(office)}? Напишите фамилию сотрудника из списка или "
        "пришлите ссылку на профиль VK."
    )


def nobody(query: str) -> str:
    """Nobody of that name is on the list."""
    return (
        f"По «{safe(query)}» в списке никого нет. Напишите фамилию иначе или пришлите ссылку на "
        "профиль VK."
    )


def unbound(person: Person) -> str:
    """The profile of somebody on the list is not known."""
    return (
        f"{safe(short_name(person.full_name))}: профиль не привязан. Пришлите ссылку на профиль VK "
        "или выдайте код доступа."
    )


def several(many: int) -> str:
    """More than one person is called so."""
    return f"Подходит несколько сотрудников ({many}). Выберите или напишите имя полнее."


def preview(name: str, office: Office, vocabulary: Vocabulary) -> str:
    """Show what an appointment gives."""
    sees = {
        Office.ADMINISTRATOR: "Видит показатели с именами, ведёт список, чаты и доступ.",
        Office.DEPUTY: "Видит показатели с именами, отмечает ознакомление и меры.",
        Office.COORDINATOR: "Видит только сводные показатели, без имён.",
    }
    given = f"{name}. Назначить {vocabulary.by_office(office)}?"
    return f"{given}\n{sees[office]} Человек получит сообщение."


def appointed(name: str, office: Office, vocabulary: Vocabulary) -> str:
    """Say that somebody has an office."""
    return (
        f"Доступ дан: {name}, {vocabulary.offices[office]}.\n"
        "Сообщение дойдёт, если человек хоть раз писал боту: иначе попросите его написать «меню»."
    )


def removal(name: str, office: Office, vocabulary: Vocabulary) -> str:
    """Ask before an office is taken."""
    return f"{name}. Отозвать доступ {vocabulary.of_office(office)}? Человек получит сообщение."


def removed(name: str, office: Office, vocabulary: Vocabulary) -> str:
    """Say that somebody's office is taken."""
    return f"Доступ отозван: {name}, {vocabulary.offices[office]}."


def code_preview(office: Office, vocabulary: Vocabulary) -> str:
    """Ask before a code is issued."""
    return (
        f"Выдать одноразовый код для {vocabulary.of_office(office)}? Кто отправит его боту первым, "
        "тот и получит доступ. Код действует 7 дней."
    )


def code(office: Office, vocabulary: Vocabulary, given: str, until: datetime) -> str:
    """Show a code and what to do with it."""
    return (
        f"Код доступа для {vocabulary.of_office(office)}: {spelled(given)}\n"
        f"Передайте его лично: его отправляют боту одним сообщением. Действует один раз, до "
        f"{clock(until)} {day(until.date())}."
    )


def claimed(unit: str, office: Office, vocabulary: Vocabulary) -> str:
    """Greet who took an office by a code, in three lines."""
    return "\n".join(
        (
            f"Доступ открыт: {unit}. Вы — {vocabulary.offices[office]}.",
            "Я считаю сообщения и звонки в рабочих чатах по приказу; тексты не сохраняю.",
            _NEXT[office],
        )
    )


_NEXT = {
    Office.ADMINISTRATOR: (
        "Дальше: «Сотрудники» — отправьте таблицу, затем добавьте меня в рабочий чат."
    ),
    Office.DEPUTY: "Дальше: «Сводка» внизу; итоги недели приходят сами.",
    Office.COORDINATOR: "Дальше: «Сводка» внизу; своды приходят сами, без имён.",
}
