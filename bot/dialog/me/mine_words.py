"""«Моя неделя», «Не напоминать» and «Напоминать»: what a member of the staff is told of himself."""

from collections.abc import Sequence
from datetime import date

from bot.words.chats import listed
from bot.words.naming import Naming
from bot.words.russian import (
    NO_DATA,
    a_day,
    clock,
    number,
    plural,
    short_day,
    span,
    weekday_genitive,
)
from monitor.explain.own_week import Deeds, OwnWeek
from monitor.facts.values import Requirement

MINE_ACT = Naming(
    typed=(
        "моя неделя",
        "мои показатели",
    ),
    also=(
        "какая у меня норма; моя норма; сколько мне нужно/надо сообщений; "
        "моя активность; мои сообщения/звонки; мой отчет/результат/показатель; моя "
        "сводка/статистика/норма; сколько написала/написал; сколько написала/написал "
        "сообщений; сколько сообщений; сколько осталось; сколько осталось написать; сколько "
        "осталось сообщений; сколько не хватает; сколько не хватает сообщений; сколько мне "
        "писать; сколько набрала/набрал; мои данные по сообщениям; почему у меня мало; "
        "сколько еще писать"
    ),
    label="Моя неделя",
    about="Ваши сообщения и звонки за неделю: по дням и чатам, что учтено и что нет.",
)
QUIET_ACT = Naming(
    typed=(
        "не напоминать",
        "тише",
    ),
    also=(
        "заткнись/заткнитесь/задолбал/задолбали/замучил/замучили/достало/надоело; "
        "не пиши/пишите; не напоминай/напоминайте; не "
        "присылай/присылайте/присылать/шли/шлите; не беспокой/беспокойте/беспокоить; "
        "отстань/отстаньте/отвали/отвяжись/отвяжитесь; хватит "
        "писать/присылать/слать/напоминать; хватит; стоп; стоп напоминания; замолчи/замолкни; "
        "отпиши/отписаться/отпишите/отписка; отключи/отключите/отключить "
        "напоминания/напоминание/уведомления/сообщения/рассылку; выключи/выключите/выключить "
        "напоминания/напоминание/уведомления/сообщения/рассылку; убери/уберите/убрать "
        "напоминания/напоминание/уведомления/сообщения/рассылку; без напоминаний; "
        "надоел/надоели/достал/достали; не надо писать/напоминать/присылать; больше не "
        "пиши/пишите/присылай/присылайте/напоминай/напоминайте; stop"
    ),
    label="Не напоминать",
    about=(
        "Бот перестанет присылать личные напоминания. Показатели считаются как прежде, их"
        " видит администратор. Вернуть: «Напоминать»."
    ),
)
LOUD_ACT = Naming(
    typed=(
        "напоминать",
        "громче",
    ),
    also=(
        "напоминай/напоминайте; включи/включите/включить/верни/верните/вернуть напоминания; "
        "снова напоминай/присылай"
    ),
)

BEFORE, RUNNING, CLARIFY = "Прошлая неделя", "Эта неделя", "Уточнить"
QUIETER, LOUDER = "Не напоминать", "Напоминать"

SHOWN = 4
"""Chats a text lists."""

NOT_LISTED = "Вас нет в списке сотрудников за эту неделю."
FORGOTTEN = "Подробности этой недели уже удалены по сроку хранения."

QUIET = (
    "Личных напоминаний больше не будет. Сообщения и звонки учитываются как прежде, показатель "
    "видит ответственный администратор.\n"
    "Вернуть напоминания: «Напоминать»."
)
LOUD = "Личные напоминания снова включены: не больше одного за неделю, в рабочие часы."

_FORMS = {
    "messages": ("сообщение", "сообщения", "сообщений"),
    "calls": ("звонок", "звонка", "звонков"),
}


def weeks(told: Sequence[OwnWeek]) -> str:
    """Tell somebody's week in each of his organisations."""
    return "\n\n".join(week(each) for each in told)


def week(own: OwnWeek) -> str:
    """Tell somebody's week in one organisation, ten lines at most."""
    lines = [f"{own.unit_name}, неделя {span(own.first, own.last)}{_as_of(own)}."]
    if not own.watched:
        return "\n".join([*lines, f"{NO_DATA.capitalize()}: бота не было ни в одном чате."])
    lines += [
        f"Учтено: {_deeds(Deeds(messages=own.messages, calls=own.calls), zeros=True)}.",
        *_norm(own),
        *_days(own.days),
        *_chats(own.chats),
        *_uncounted(own),
    ]
    if own.confirmed:
        lines.append("Часть учтённого внёс администратор: она не разнесена по дням и чатам.")
    if not own.whole:
        lines.append("Бот видел не все сообщения: учёт может быть неполным.")
    return "\n".join(lines)


def _as_of(own: OwnWeek) -> str:
    if own.over:
        return ""
    return f", на {clock(own.as_of)} {weekday_genitive(own.as_of.date())}, не окончена"


def _norm(own: OwnWeek) -> list[str]:
    """The norm, and what is left to it."""
    if not own.school:
        return ["На этой неделе норма не спрашивается: каникулы или праздники."]
    if own.absent:
        return ["Отмечено отсутствие на всю неделю: норма с Вас не спрашивается."]
    if own.met is None or not own.asked:
        return ["Личной нормы в приказе нет."]
    asked = (" или " if own.any else ", ").join(_count(each, each.needed) for each in own.asked)
    if own.met:
        return [f"✅ Норма выполнена: {asked}."]
    left = [_count(each, each.needed - each.done) for each in own.asked if each.done < each.needed]
    verb = "Не хватило" if own.over else "Осталось"
    return [f"Норма: {asked}. {verb}: {(' или ' if own.any else ', ').join(left)}."]


def _count(requirement: Requirement, many: int) -> str:
    if requirement.counts == "days":
        return f"{plural(many, 'день', 'дня', 'дней')} {a_day(requirement.a_day)}"
    return plural(many, *_FORMS[requirement.counts])


def _days(days: Sequence[tuple[date, Deeds]]) -> list[str]:
    said = [f"{short_day(day)} — {_deeds(deeds)}" for day, deeds in days]
    return [f"По дням: {'; '.join(said)}."] if said else []


def _chats(chats: Sequence[tuple[str, Deeds]]) -> list[str]:
    named = [f"{listed(name)} — {_deeds(deeds)}" for name, deeds in chats[:SHOWN]]
    rest = chats[SHOWN:]
    if rest:
        named.append(
            f"ещё {plural(len(rest), 'чат', 'чата', 'чатов')} — "
            + _deeds(
                Deeds(
                    messages=sum(deeds.messages for _, deeds in rest),
                    calls=sum(deeds.calls for _, deeds in rest),
                )
            )
        )
    return [f"По чатам: {'; '.join(named)}."] if named else []


def _deeds(deeds: Deeds, *, zeros: bool = False) -> str:
    """Messages and calls: «5 сообщений, 1 звонок»; ``zeros``: said also where there is none."""
    said = []
    if deeds.messages or zeros:
        said.append(plural(deeds.messages, *_FORMS["messages"]))
    if deeds.calls or zeros:
        said.append(plural(deeds.calls, *_FORMS["calls"]))
    return ", ".join(said)


def _uncounted(own: OwnWeek) -> list[str]:
    said = []
    if own.unanswered:
        said.append(f"без ответа: {number(own.unanswered)}")
    if own.short:
        said.append(f"короче {number(own.shortest // 60)} мин: {number(own.short)}")
    if own.joined:
        said.append(f"начатые другими: {number(own.joined)}")
    calls = [f"звонки {', '.join(said)}"] if said else []
    return [f"Не учтено: {'; '.join([*calls, 'личная переписка, правки'])}."]


QUIET_NOTED = {"nudges_off": "личные напоминания отключены"}
LOUD_NOTED = {"nudges_on": "личные напоминания включены"}
