"""The parts of an explained figure in words: chats, days, organisations, and what is left out."""

from bot.words.chats import listed
from bot.words.russian import FEW, NO_DATA, clock, count_of, day, number, plural, short_name, span
from bot.words.vocabulary import vocabulary_of
from monitor.chats.called import called
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
    "accounts": "участников",
    "owners": "создатель из тех, кого считаем",
}


def by_chat(explanation: Explanation) -> str:
    """The chats which gave most, and how much the others did."""
    if not explanation.chats or not explanation.shows:
        return ""
    shown, rest = explanation.chats[:SHOWN], explanation.chats[SHOWN:]
    said = "; ".join(
        f"{listed(title_of(chat))} — {chat_value(chat, explanation)}" for chat in shown
    )
    if rest:
        said += f"; и ещё {plural(len(rest), 'чат', 'чата', 'чатов')}"
        sums = {
            "messages": sum(chat.messages for chat in rest),
            "calls": sum(chat.calls for chat in rest),
            "links": sum(chat.links for chat in rest),
        }
        told = [number(sums[what]) for what in explanation.shows if what in sums]
        said += f" — {' и '.join(told)}" if told else ""
    return f"По чатам ({heading(explanation)}): {said}."


def heading(explanation: Explanation) -> str:
    """What stands beside the chats: «сообщений и звонков»."""
    return " и ".join(_HEADS[what] for what in explanation.shows)


def title_of(chat: ChatPiece) -> str:
    """A chat's title, or its number where none is known."""
    return called(chat.title, chat.id)


def chat_value(chat: ChatPiece, explanation: Explanation) -> str:
    """What one chat gave: «12», «12 и 1*» (not all was seen) or «нет данных»."""
    if "members" in explanation.shows:
        return NO_DATA if chat.members is None else number(chat.members)
    if "accounts" in explanation.shows:
        return NO_DATA if chat.accounts is None else number(chat.accounts)
    if "owners" in explanation.shows:
        return NO_DATA if chat.owned is None else "да" if chat.owned else "нет"
    if not chat.watched:
        return f"{NO_DATA} (бота не было)"
    values = {"messages": chat.messages, "calls": chat.calls, "links": chat.links}
    said = " и ".join(number(values[what]) for what in explanation.shows if what in values)
    return said + ("" if chat.whole else "*")


def by_day(explanation: Explanation) -> str:
    """The last days one by one with the people of each, the earlier ones together."""
    if not any(each.watched for each in explanation.days):
        return ""
    earlier, shown = explanation.days[:-DAYS_SHOWN], explanation.days[-DAYS_SHOWN:]
    said = [f"{day(each.day)} — {day_value(each, explanation)}" for each in shown]
    if earlier:
        total = [
            number(sum(each.messages for each in earlier))
            if explanation.messages is not None
            else "",
            number(sum(each.calls for each in earlier)) if explanation.calls is not None else "",
        ]
        days = span(earlier[0].day, earlier[-1].day)
        said.insert(0, f"{days} — {' и '.join(each for each in total if each)}")
    people = "" if explanation.person else ", в скобках — человек"
    return f"По дням ({heading(explanation)}{people}): {'; '.join(said)}."


def day_value(piece: DayPiece, explanation: Explanation) -> str:
    """What one day gave: «12 (3)», «0» or «нет данных»."""
    if not piece.watched:
        return NO_DATA
    values = [
        number(piece.messages) if explanation.messages is not None else "",
        number(piece.calls) if explanation.calls is not None else "",
    ]
    said = " и ".join(value for value in values if value)
    return said if explanation.person or not piece.people else f"{said} ({piece.people})"


def organisations(explanation: Explanation) -> list[str]:
    """What the first units below gave, and which have no data."""
    if not explanation.organisations:
        return []
    known = [each for each in explanation.organisations if each.value is not None]
    silent = [each for each in explanation.organisations if each.value is None and not each.few]
    few = [each for each in explanation.organisations if each.few]
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


def organisation_value(piece: OrganisationPiece) -> str:
    """What a unit gave: «24 из 43 (55,8 %)*», and the norms that stand in its way."""
    if piece.few:
        return FEW
    said = count_of(piece) + ("*" if piece.incomplete else "")
    said += ", данные не на этот час" if piece.state == "late" else ""
    if piece.unmet:
        said += f"; не выполнено: {', '.join(piece.unmet)}"
    return said + (f"; неизвестно: {', '.join(piece.unknown)}" if piece.unknown else "")


def confirmed(explanation: Explanation) -> list[str]:
    """What was added by hand: what, why, by whom and when; of a figure the last counts."""
    if not explanation.indicator.confirmed:
        return [f"Добавлено: {correction(each)}" for each in explanation.corrections]
    if not explanation.corrections:
        return ["Записей за эту неделю нет."]
    *earlier, last = explanation.corrections
    return [
        f"Подтверждено: {correction(last)}",
        *(f"Раньше: {correction(each)}" for each in reversed(earlier)),
    ]


def correction(added: Added) -> str:
    """One entry: «Петрова М. П., +3 сообщения: «урок по телефону» (оператор, 17 ноября, 10:05)»."""
    who = "оператор" if added.author is None else short_name(added.author_name)
    author = who or (f"профиль id{added.author}" if added.author else "удалённый профиль")
    made = f"{author}, {day(added.made_at.date())}, {clock(added.made_at)}"
    if added.value is not None or not added.person:
        what = count_of(added)
    else:
        parts = [
            f"{added.messages:+} {_word(added.messages)}" if added.messages else "",
            f"{added.calls:+} {_call(added.calls)}" if added.calls else "",
        ]
        what = ", ".join([short_name(added.person), *(part for part in parts if part)])
    return f"{what}: «{added.comment}» ({made})." if added.comment else f"{what} ({made})."


def _word(count: int) -> str:
    return plural(abs(count), "сообщение", "сообщения", "сообщений").split()[-1]


def _call(count: int) -> str:
    return plural(abs(count), "звонок", "звонка", "звонков").split()[-1]


def not_counted(explanation: Explanation) -> list[str]:
    """What is not in the figure, and how much of it."""
    if not explanation.left_out:
        return []
    week = " за неделю" if explanation.figure.window == "day" else ""
    return [
        "Не учтено:",
        *(
            f"• {reason(each, explanation)}: {amount(each)}"
            + (week if each.reason in ("missed", "deleted") else "")
            for each in explanation.left_out
        ),
    ]


_REASONS = {
    "absent": "отсутствуют все рабочие дни",
    "unbound": "профиль не привязан, данных нет",
    "audience": "другие роли",
    "classless": "люди, за которыми не {recorded} {group}",
    "later": "в списке после закрытия недели",
    "former": "профили, которых в списке больше нет",
    "staff": "сотрудники",
    "strangers": "люди не из списка",
    "forgotten": "люди не из списка в уже закрытых неделях",
    "mixed": "общие чаты, где {of_learners} не отличить от родителей",
    "elsewhere": "чаты, которые здесь не считаются",
    "left": "чаты, где бота больше нет",
    "resting": "чаты {of_groups} на каникулах",
    "unreached": "несостоявшиеся звонки",
    "joined": "звонки, начатые другими",
    "missed": "бот не видел",
    "deleted": "удалены раньше, чем бот их увидел",
    "unproved": "полный доступ к переписке не подтверждён",
    "corrections": "подтверждено вне этих дней или чатов",
}


def reason(left_out: LeftOut, explanation: Explanation) -> str:
    """Why something is not in the figure."""
    if left_out.reason == "short":
        return (
            f"звонки короче {number(explanation.shortest // 60)} мин или без известной длительности"
        )
    if left_out.reason == "untold":
        return "создатель неизвестен" if "owners" in explanation.shows else "состав неизвестен"
    vocabulary = vocabulary_of(explanation.kinds)
    group = vocabulary.group
    return _REASONS[left_out.reason].format(
        recorded=group.fits("записан", "записана", "записано"),
        group=group.one,
        of_groups=group.of_many,
        of_learners=vocabulary.of_learners,
    )


def amount(left_out: LeftOut) -> str:
    """How much it is: «3 человека, 12 сообщений («5А», «5Б»)»."""
    said = []
    if left_out.people:
        said.append(plural(left_out.people, "человек", "человека", "человек"))
    if left_out.messages:
        said.append(plural(left_out.messages, "сообщение", "сообщения", "сообщений"))
    if left_out.calls:
        said.append(plural(left_out.calls, "звонок", "звонка", "звонков"))
    if not left_out.chats:
        return ", ".join(said)
    rest = len(left_out.chats) - SHOWN
    named = ", ".join(map(listed, left_out.chats[:SHOWN]))
    named += f" и ещё {rest}" if rest > 0 else ""
    return f"{', '.join(said)} ({named})" if said else named
