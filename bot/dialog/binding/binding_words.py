"""«Привязка»: codes and links, suggestions, the button «Это я» and what is asked by it."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.dialog.staff.staff_words import who
from bot.parsing.onetime import spelled
from bot.words.chats import chat_name as named
from bot.words.chats import on_button
from bot.words.naming import Naming
from bot.words.russian import address, clock, day, number, plural, safe, short_name
from monitor.people.matching import Candidate, Profile
from storage.records import Chat, Person

BIND_ACT = Naming(doing="привязка профиля")

LINKS_ALL_ACT = Naming(doing="выдача кодов")
LINK_FIND_ACT = Naming(doing="поиск сотрудника для кода")
LINK_ACT = Naming(doing="выдача кода")

BINDING_ACT = Naming(
    typed=("привязка",),
    also=(
        "у кого нет привязки/профиля/вк; без привязки; "
        "кто/сотрудники без профиля/привязки/вк; "
        "подключить/привязать сотрудника; "
        "привязать; привязка профилей/профиля/сотрудников/учителей; привязать "
        "профили/профиль/сотрудников/сотрудника/учителей/учителя; кто не "
        "привязан/привязаны/привязался; без профиля; у кого нет профиля; непривязанные; кто не "
        "подключен/подключены/подключился/подключилась; неподключенные"
    ),
    label="Привязка",
    about=(
        "Чтобы сообщения учитывались за человеком, бот должен знать его профиль VK. "
        "Способы: код или ссылка, кнопка «Это я» в чате сотрудников, похожие имена "
        "участников чатов. По одному имени бот никого не привязывает: решаете Вы или код."
    ),
)
LINKS_ACT = Naming(
    typed=(
        "ссылки и коды",
        "коды привязки",
    ),
    also=(
        "раздать/выдать/распечатать/разослать коды/ссылки/код; коды/ссылки/приглашения для "
        "сотрудников; "
        "коды; ссылки; код привязки; коды для привязки; коды сотрудников/учителей/педагогов; "
        "ссылки сотрудникам/учителям/сотрудников; распечатать коды; qr коды; qr"
    ),
)
CALL_IN_ACT = Naming(
    typed=("позвать в чат",),
    also=("кнопка это я"),
    doing="сообщение «Это я» в чат",
)
SUGGEST_ACT = Naming(
    typed=("похожие профили",),
    also=("похожие имена/люди; подбор профилей; подбери профили"),
)

LINKS, SUGGEST, CALL_IN = "Ссылки и коды", "Похожие профили", "Позвать в чат"
FOR_ALL, FOR_ONE, ISSUE = "Всем без профиля", "Одному сотруднику", "Выдать"
BACK, TO_LINKS, TO_SUGGESTIONS = "← Привязка", "← Ссылки и коды", "← К списку"
BIND, POST, IT_IS_ME, NOT_LISTED = "Привязать", "Отправить в чат", "Это я", "Меня здесь нет"

NOBODY_UNBOUND = "У всех сотрудников из списка профиль уже привязан: коды выдавать некому."
FIND_WHOM = "Кому выдать код? Напишите фамилию или её часть."
NO_VK = "VK сейчас не отвечает. Попробуйте ещё раз через несколько минут."
NOT_SENT = "VK не принял сообщение в этот чат: проверьте, что бот в чате и может писать."
NO_CHATS = (
    "Чатов сотрудников пока нет. Добавьте бота в рабочий чат и выберите его вид «Сотрудники»: "
    "тогда отсюда можно будет позвать в нём привязать профиль и найти похожие профили."
)
NOT_SUGGESTED = "Больше не предложу."
OLD_SUGGESTION = "Этого предложения больше нет: профиль привязан или вышел из чата."
ALREADY_OTHER = "Профиль уже привязан к другому сотруднику. Сначала отвяжите его в карточке."
ERASED = (
    "Владелец этого профиля удалил свои данные, поэтому привязать его может только он сам: кодом "
    "или кнопкой «Это я»."
)
HAS_PROFILE = "У сотрудника уже есть профиль. Второй он может добавить сам, отправив боту код."
NOT_ON_LIST = "Этого сотрудника в списке больше нет."

CALL = (
    "Коллеги, чтобы ваши сообщения и звонки учитывались за вами, привяжите профиль к списку "
    "сотрудников: нажмите «Это я» и выберите себя в личном диалоге с ботом.\n"
    "Хранится только факт сообщения или звонка, тексты не сохраняются."
)
WRITE_TO_BOT = "Напишите боту «Звонок» в личные сообщения: он подскажет, что дальше."
IS_BOUND = "Ваш профиль уже привязан, ничего делать не нужно."
NO_CALL = (
    "По этой ссылке привязать профиль не получится. Попросите одноразовый код у ответственного "
    "администратора Вашей организации и отправьте его сюда."
)
NOBODY_ALIKE = (
    "По имени Вашего профиля никого в списке не нашлось.\n"
    "Попросите одноразовый код у ответственного администратора и отправьте его сюда одним "
    "сообщением."
)
SENT_TO_ADMINISTRATOR = (
    "Спасибо, просьба отправлена ответственному администратору. Когда он подтвердит, бот "
    "напишет Вам.\nЕсли не хотите ждать, попросите у него одноразовый код и отправьте его сюда."
)
ASKED_BEFORE = "Просьба уже отправлена сегодня: ждём ответа ответственного администратора."


def overview(unit: str, people: int, unbound: int) -> str:
    """Count who is bound and who is not."""
    if not people:
        return f"{unit}: список сотрудников пуст. Сначала загрузите его в разделе «Сотрудники»."
    listed = plural(people, "сотрудник", "сотрудника", "сотрудников")
    lines = [
        f"{unit}: в списке {listed}.",
        f"• С профилем VK: {number(people - unbound)}.",
        f"• Без профиля: {number(unbound)}.",
    ]
    if unbound:
        lines.append(
            "Пока профиль не привязан, сообщения и звонки сотрудника не учитываются за ним."
        )
    return "\n".join(lines)


def links(unbound: int) -> str:
    """Ask for whom codes are wanted."""
    return (
        f"Без профиля: {number(unbound)}. Кому выдать одноразовые коды?\n"
        "Сотрудник открывает ссылку, наводит камеру на QR или отправляет код боту, и профиль "
        "привязывается сам."
    )


def for_all(unbound: int) -> str:
    """Ask before everybody gets a new code."""
    return (
        f"Выдать коды всем, у кого нет профиля ({number(unbound)})?\n"
        "Вы получите таблицу и страницу для печати. Прежние неиспользованные коды перестанут "
        "действовать."
    )


def issued_all(count: int, until: date) -> str:
    """Say what the files are."""
    return (
        f"Выдано кодов: {number(count)}. Действуют по {day(until)}, каждый один раз.\n"
        "В таблице коды и ссылки, в PDF карточки для печати: разрежьте и раздайте лично.\n"
        "Код заменяет пароль: не публикуйте файлы в общих чатах."
    )


def found(query: str, count: int, persons: Sequence[Person]) -> str:
    """List who may be meant by what was typed."""
    if not persons:
        return f"По «{safe(query)}» никого не нашлось. Напишите фамилию иначе или её начало."
    more = f" Показаны первые {len(persons)}, уточните фамилию." if count > len(persons) else ""
    lines = [f"{index}. {who(each)}" for index, each in enumerate(persons, 1)]
    return "\n".join((f"Найдено: {number(count)}.{more}", *lines, "Кому выдать код?"))


def label(index: int, person: Person) -> str:
    """The button of a person in a list."""
    return f"{index}. {short_name(person.full_name)}"


def for_one(person: Person, *, bound: bool) -> str:
    """Ask before somebody gets a new code."""
    more = " Профиль уже привязан: код добавит ещё один." if bound else ""
    return (
        f"{who(person)}: выдать код и ссылку?{more}\n"
        "Прежний неиспользованный код перестанет действовать."
    )


def issued_one(person: Person, code: str, link: str, until: date) -> str:
    """Give one person's code and link."""
    return (
        f"{who(person)}\nКод: {spelled(code)}\nСсылка: {link}\n"
        f"Передайте лично: код или ссылка действуют один раз, по {day(until)}."
    )


def suggestions(
    unit: str, unbound: int, count: int, shown: Sequence[tuple[int, str]], hidden: int
) -> str:
    """List whose profiles members of staff chats may be."""
    lines = [f"{unit}. Без профиля: {number(unbound)}, похожих профилей: {number(count)}."]
    lines += [f"{index}. {text}" for index, text in shown]
    if not count:
        lines.append(
            "В чатах сотрудников нет непривязанных профилей с похожими именами. Выдайте "
            "остальным коды."
        )
    else:
        lines.append("Имя ещё не доказывает, чей это профиль: решаете Вы.")
    if hidden:
        chats = plural(hidden, "чата", "чатов", "чатов")
        lines.append(f"Участники {chats} не видны: бот там не администратор.")
    return "\n".join(lines)


def suggestion(candidate: Candidate, profile: Profile) -> str:
    """One person and the profile that may be his; namesakes are told to be such."""
    alike = f"{candidate.score}\N{NO-BREAK SPACE}%"
    named = f"{who(candidate.person)} ← {profile_name(profile)}, похоже на {alike}"
    return f"⚠️ {named}; есть похожие имена, проверьте" if candidate.homonym else named


def profile_name(profile: Profile) -> str:
    """Name a profile as VK does, with its address."""
    return f"{safe(f'{profile.first} {profile.last}'.strip())} ({address(profile.account)})"


def bind_label(index: int) -> str:
    """The button that agrees to a suggestion."""
    return f"{index}. Связать"


def not_label(index: int) -> str:
    """The button that refuses a suggestion."""
    return f"{index}. Не он(а)"


def bind(candidate: Candidate, profile: Profile) -> str:
    """Ask before a profile is bound."""
    lines = [
        f"Привязать профиль {profile_name(profile)}?",
        f"Сотрудник: {who(candidate.person)}.",
        "Всё, что этот профиль написал за неделю, будет учтено за сотрудником.",
    ]
    if candidate.homonym:
        lines.insert(2, "⚠️ Есть похожие имена: откройте профиль и убедитесь, чей он.")
    return "\n".join(lines)


def bound(person: Person, account: int) -> str:
    """Say whose a profile is now."""
    return f"✅ Профиль {address(account)} привязан: {who(person)}."


def refused(person: Person, account: int) -> str:
    """Say that a profile was not bound."""
    return f"Просьба отклонена: профиль {address(account)}, {who(person)}. Ничего не изменилось."


def chats(listed: Sequence[tuple[int, str]]) -> str:
    """Ask into which staff chat the call goes."""
    lines = [f"{index}. {each}" for index, each in listed]
    return "\n".join(
        (
            "В какой чат отправить приглашение с кнопкой «Это я»? Бот делает это только по "
            "Вашей команде.",
            *lines,
        )
    )


def chat_name(chat: Chat) -> str:
    """Name a chat."""
    return named(chat.title, chat.id)


def chat_label(index: int, chat: Chat) -> str:
    """The button of a chat."""
    return f"{index}. {on_button(chat.title, chat.id)}"


def call_in(chat: Chat) -> str:
    """Show what would be posted."""
    return f"В чат {chat_name(chat)} будет отправлено одно сообщение с кнопкой «Это я»:\n\n{CALL}"


def too_early(allowed: datetime) -> str:
    """Say from when on a chat may be written to."""
    return (
        "Сейчас нерабочее время, чат беспокоить не будем. Отправить можно будет с "
        f"{clock(allowed)} {day(allowed.date())}."
    )


def posted(chat: Chat) -> str:
    """Say that the call was posted."""
    return f"Отправлено в чат {chat_name(chat)}. Просьбы о привязке придут Вам сюда."


def which_are_you(persons: Sequence[Person]) -> str:
    """Ask somebody which of a few names is his."""
    lines = [f"{index}. {who(each)}" for index, each in enumerate(persons, 1)]
    return "\n".join(
        (
            "Добрый день! Я бот «Звонок»: считаю сообщения и звонки в рабочих чатах, тексты не "
            "сохраняю.",
            *lines,
            "Выберите себя: профиль привяжется, когда это подтвердит ответственный администратор.",
        )
    )


BIND_NOTED = {"bound_by_administrator": "профиль привязан администратором"}
NOT_THEM_NOTED = {"suggestion_refused": "отклонена подсказка привязки"}
ASK_NO_NOTED = {"binding_refused": "отказано в привязке"}
CALL_IN_NOTED = {"called_in": "в чат отправлена кнопка «Это я»"}
