"""«Справка» in a conversation: the choice of a period, and what stands over the files."""

from bot.papers.period_words import named, on_button
from bot.papers.words import as_of
from bot.words.naming import Naming
from monitor.facts.paper import PaperFacts
from monitor.time.period import Period

PAPERS_ACT = Naming(
    typed=(
        "справка",
        "справку",
        "справка для печати",
    ),
    also=(
        "распечатать/напечатать/печатать/печать справку/отчет/сводку; бумага/документ/отчет с "
        "подписью; бумага/документ/отчет на/для печать/печати/подпись; справка/отчет/сводка в "
        "пдф/pdf/ворде/word/docx; пдф/pdf"
    ),
    label="Справка",
    about=(
        "Документ для печати и подписи: показатели и нормы за неделю, месяц, квартал или учебный "
        "год. Два файла: DOCX можно править, PDF готов к печати. Имён в нём нет."
    ),
)

NOT_STAFFS = "Справку для печати составляет ответственный администратор организации."
OTHER, WITH_NAMES = "Другой период", "С фамилиями (для себя)"


def choice(unit: str, *, understood: bool) -> str:
    """Ask for a period."""
    lead = "" if understood else "Такого периода нет или он ещё не начался. "
    return (
        f"{unit}. {lead}За какой период справка? Можно и написать: «справка за октябрь», "
        "«справка 9–15 ноября»."
    )


def period(period: Period, *, running: bool) -> str:
    """Name a period on a button; of one that runs it is said."""
    return f"{on_button(period)} (идёт)" if running else on_button(period)


def paper(facts: PaperFacts, *, names: bool) -> str:
    """Stand over the files."""
    lines = [
        f"{facts.unit_name}. Справка за {named(facts.period)}: DOCX можно править, PDF готов к "
        "печати. Впишите должность, подпись и дату.",
        as_of(facts),
        "В справке есть фамилии: она только для работы внутри организации." if names else "",
    ]
    if not facts.reports:
        lines.append("Данных за этот период нет, в справке так и сказано.")
    return "\n".join(line for line in lines if line)
