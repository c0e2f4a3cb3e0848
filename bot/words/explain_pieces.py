"""The parts of an explained figure in words: chats, days, organisations, and what is left out."""

from bot.words.russian import FEW, NO_DATA, clock, count_of, day, number, plural, short_name, span
from monitor.explain.values import (
    Added,
    ChatPiece,
    DayPiece,
    Explanation,
    LeftOut,
    OrganisationPiece,
)
from monitor.indicators.pieces import Shown

SHOWN = 5
"""Chats and organisations a text lists; the command line lists all."""

DAYS_SHOWN = 7

_HEADS: dict[Shown, str] = {
    "messages": "сообщений",
    "calls": "звонков",
    "links": "сообщений со ссылками",
    "members": "участников из тех, кого считаем",
    "owners": "создатель из тех, кого считаем",
}


def by_chat(of: Explanation) -> str:
    """The chats which gave most, and how much the others did."""
    if not of.chats or not of.shows:
        return ""
    shown, rest = of.chats[:SHOWN], of.chats[SHOWN:]
    said = "; ".join(f"«{title_of(chat)}» — {chat_value(chat, of)}" for chat in shown)
    if rest:
        said += f"; и ещё {plural(len(rest), 'чат', 'чата', 'чатов')}"
        sums = {
            "messages": sum(chat.messages for chat in rest),
            "calls": sum(chat.calls for chat in rest),
            "links": sum(chat.links for chat in rest),
        }
        told = [number(sums[what]) for what in of.shows if what in sums]
        said += f" — {' и '.join(told)}" if told else ""
    return f"По чатам ({heading(of)}): {said}."


def heading(of: Explanation) -> str:
    """What stands beside the chats: «сообщений и звонков»."""
    return " и ".join(_HEADS[what] for what in of.shows)


def title_of(chat: ChatPiece) -> str:
    """A chat's title, or its number where none is known."""
    return chat.title or f"чат {chat.id}"


def chat_value(chat: ChatPiece, of: Explanation) -> str:
    """What one chat gave: «12», «12 и 1*» (not all was seen) or «нет данных»."""
    if "members" in of.shows:
        return NO_DATA if chat.members is None else number(chat.members)
    if "owners" in of.shows:
        return NO_DATA if chat.owned is None else "да" if chat.owned else "нет"
    if not chat.watched:
        return f"{NO_DATA} (бота не было)"
    values = {"messages": chat.messages, "calls": chat.calls, "links": chat.links}
    said = " и ".join(number(values[what]) for what in of.shows if what in values)
    return said + ("" if chat.whole else "*")


def by_day(of: Explanation) -> str:
    """The last days one by one with the people of each, the earlier ones together."""
    if not any(each.watched for each in of.days):
        return ""
    earlier, shown = of.days[:-DAYS_SHOWN], of.days[-DAYS_SHOWN:]
    said = [f"{day(each.day)} — {day_value(each, of)}" for each in shown]
    if earlier:
        total = [
            number(sum(each.messages for each in earlier)) if of.messages is not None else "",
            number(sum(each.calls for each in earlier)) if of.calls is not None else "",
        ]
        days = span(earlier[0].day, earlier[-1].day)
        said.insert(0, f"{days} — {' и '.join(each for each in total if each)}")
    people = "" if of.person else ", в скобках — человек"
    return f"По дням ({heading(of)}{people}): {'; '.join(said)}."


def day_value(each: DayPiece, of: Explanation) -> str:
    """What one day gave: «12 (3)», «0» or «нет данных»."""
    if not each.watched:
        return NO_DATA
    values = [
        number(each.messages) if of.messages is not None else "",
        number(each.calls) if of.calls is not None else "",
    ]
    said = " и ".join(value for value in values if value)
    return said if of.person or not each.people else f"{said} ({each.people})"


def organisations(of: Explanation) -> list[str]:
    """What the first units below gave, and which have no data."""
    if not of.organisations:
        return []
    known = [each for each in of.organisations if each.value is not None]
    silent = [each for each in of.organisations if each.value is None and not each.few]
    few = [each for each in of.organisations if each.few]
    lines = [f"• {each.name}: {organisation_value(each)}" for each in known[:SHOWN]]
    if rest := known[SHOWN:]:
        forms = ("организация", "организации", "организаций")
        lines.append(f"• и ещё {plural(len(rest), *forms)}")
    if few:
        names = ", ".join(each.name for each in few[:SHOWN])
        more = f" и ещё {len(few) - SHOWN}" if len(few) > SHOWN else ""
        lines.append(f"В сумму входят, по отдельности не показаны ({FEW}): {names}{more}.")
    if silent:
        names = ", ".join(each.name for each in silent[:SHOWN])
        more = f" и ещё {len(silent) - SHOWN}" if len(silent) > SHOWN else ""
        lines.append(f"Нет данных, в сумму не входят: {names}{more}.")
    return ["Из чего сложилось:", *lines]


def organisation_value(each: OrganisationPiece) -> str:
    """What a unit gave: «24 из 43 (55,8 %)*», and the norms that stand in its way."""
    if each.few:
        return FEW
    said = count_of(each) + ("*" if each.incomplete else "")
    said += ", данные не на этот час" if each.state == "late" else ""
    if each.unmet:
        said += f"; не выполнено: {', '.join(each.unmet)}"
    return said + (f"; неизвестно: {', '.join(each.unknown)}" if each.unknown else "")


def confirmed(of: Explanation) -> list[str]:
    """What was added by hand: what, why, by whom and when; of a figure the last counts."""
    if not of.indicator.confirmed:
        return [f"Добавлено: {correction(each)}" for each in of.corrections]
    if not of.corrections:
        return ["Записей за эту неделю нет."]
    *earlier, last = of.corrections
    return [
        f"Подтверждено: {correction(last)}",
        *(f"Раньше: {correction(each)}" for each in reversed(earlier)),
    ]


def correction(each: Added) -> str:
    """One entry: «Петрова М. П., +3 сообщения: «урок по телефону» (оператор, 17 ноября, 10:05)»."""
    who = "оператор" if each.author is None else short_name(each.author_name)
    author = who or (f"профиль id{each.author}" if each.author else "удалённый профиль")
    made = f"{author}, {day(each.made_at.date())}, {clock(each.made_at)}"
    if each.value is not None or not each.person:
        what = count_of(each)
    else:
        parts = [
            f"{each.messages:+} {_word(each.messages)}" if each.messages else "",
            f"{each.calls:+} {_call(each.calls)}" if each.calls else "",
        ]
        what = ", ".join([short_name(each.person), *(part for part in parts if part)])
    return f"{what}: «{each.comment}» ({made})." if each.comment else f"{what} ({made})."


def _word(count: int) -> str:
    return plural(abs(count), "сообщение", "сообщения", "сообщений").split()[-1]


def _call(count: int) -> str:
    return plural(abs(count), "звонок", "звонка", "звонков").split()[-1]


def not_counted(of: Explanation) -> list[str]:
    """What is not in the figure, and how much of it."""
    if not of.left_out:
        return []
    week = " за неделю" if of.figure.window == "day" else ""
    return [
        "Не учтено:",
        *(
            f"• {reason(each, of)}: {amount(each)}"
            + (week if each.reason in ("missed", "deleted") else "")
            for each in of.left_out
        ),
    ]


_REASONS = {
    "absent": "отсутствуют все рабочие дни",
    "unbound": "профиль не привязан, данных нет",
    "audience": "другие роли",
    "classless": "люди, за которыми не записан класс",
    "later": "в списке после закрытия недели",
    "former": "профили, которых в списке больше нет",
    "staff": "сотрудники",
    "strangers": "люди не из списка",
    "forgotten": "люди не из списка в уже закрытых неделях",
    "mixed": "общие чаты, где учеников не отличить от родителей",
    "elsewhere": "чаты, которые здесь не считаются",
    "left": "чаты, где бота больше нет",
    "resting": "чаты классов на каникулах",
    "unreached": "несостоявшиеся звонки",
    "joined": "звонки, начатые другими",
    "missed": "бот не видел",
    "deleted": "удалены раньше, чем бот их увидел",
    "unproved": "полный доступ к переписке не подтверждён",
    "corrections": "подтверждено вне этих дней или чатов",
}


def reason(each: LeftOut, of: Explanation) -> str:
    """Why something is not in the figure."""
    if each.reason == "short":
        return f"звонки короче {number(of.shortest // 60)} мин или без известной длительности"
    if each.reason == "untold":
        return "состав неизвестен" if "members" in of.shows else "создатель неизвестен"
    return _REASONS[each.reason]


def amount(each: LeftOut) -> str:
    """How much it is: «3 человека, 12 сообщений («5А», «5Б»)»."""
    said = []
    if each.people:
        said.append(plural(each.people, "человек", "человека", "человек"))
    if each.messages:
        said.append(plural(each.messages, "сообщение", "сообщения", "сообщений"))
    if each.calls:
        said.append(plural(each.calls, "звонок", "звонка", "звонков"))
    if not each.chats:
        return ", ".join(said)
    rest = len(each.chats) - SHOWN
    named = ", ".join(f"«{title}»" for title in each.chats[:SHOWN])
    named += f" и ещё {rest}" if rest > 0 else ""
    return f"{', '.join(said)} ({named})" if said else named
