"""What coordinators read about the organisations below them: how many, never who."""

from collections.abc import Iterable, Sequence

from bot.words.brief import name_of
from bot.words.coverage import unread
from bot.words.figures import as_of, mark, only_begun
from bot.words.orders.norms import counted, interval, no_data, norm_words, normed, not_known
from bot.words.orders.orders import plan_words
from bot.words.russian import count_of, number, plural, span
from bot.words.vocabulary import Vocabulary, vocabulary_of
from monitor.facts.digest import Again, Digest
from monitor.facts.ratio import Ratio
from monitor.facts.values import Among, Figure, NormReading, OrganisationLine, Report

KIND = "своды координаторам"

SHOWN_FIGURES = 4
SHOWN_NAMES = 3

_OF = ("организации", "организаций", "организаций")
_IN = ("организации", "организациях", "организациях")
_OF_LEVEL = {"municipality": "муниципалитета", "region": "региона"}


def rollup(digest: Digest) -> str:
    """Tell a level's week: who gave data, the figures, who is missing; a table is attached."""
    report = digest.report
    vocabulary = vocabulary_of(report.kinds)
    shown = _shown(report.figures, digest.main, SHOWN_FIGURES - len(digest.again))
    lines = [
        title(report),
        f"{report.unit_name}. {coverage(report)}",
        *(
            f"{sign(figure, report)} {_figure(figure, vocabulary)}"
            + (_change(digest) if figure.id == digest.main else "")
            for figure in shown
        ),
        *(_again(each) for each in digest.again),
        *_missing(report.organisations),
        _foot(report, len(report.figures) - len(shown)),
    ]
    return "\n".join(line for line in lines if line)


def sign(figure: Figure, report: Report) -> str:
    """The mark of a level's figure, as of an organisation's."""
    return mark(figure, as_of(report), begun=only_begun(report.window))


def title(report: Report) -> str:
    """Name the level and the week: «Итоги муниципалитета: неделя 16–22 ноября»."""
    of_level = _OF_LEVEL.get(report.unit_kind, "организаций")
    if report.window.closed:
        return f"Итоги {of_level}: {interval(report.window).removesuffix(', итог')}."
    return f"Сводка {of_level}: {interval(report.window)}."


def coverage(report: Report) -> str:
    """How many organisations gave data: «Данные 31 из 34 организаций»."""
    given = sum(line.reporting for line in report.organisations)
    listed = sum(line.listed for line in report.organisations)
    return " ".join([f"Данные {_of_organisations(given, listed)}.", *unread(report)])


def _of_organisations(given: int, listed: int) -> str:
    return f"{number(given)} из {plural(listed, *_OF)}"


def among(among: Among) -> str:
    """In how many organisations a norm is met: «выполнена в 29 организациях из 31, без данных: 3».

    Where nobody's data is known: «не оценена: нет данных». Before it stands «норма».
    """
    if not (among.met or among.unmet):
        return "не оценена: нет данных"
    return f"{_met(among.met, among.met + among.unmet)}{_unknown(among, ', ')}"


def _met(met: int, judged: int) -> str:
    """In how many of those that are judged; no nought is to be read."""
    if judged == 1:
        return f"{'' if met else 'не '}выполнена в 1 организации"
    if met == 0:
        return f"не выполнена ни в одной из {plural(judged, *_OF)}"
    if met == judged:
        return f"выполнена во всех {plural(judged, *_IN)}"
    return f"выполнена в {plural(met, *_IN)} из {number(judged)}"


def _unknown(among: Among, before: str) -> str:
    return f"{before}без данных: {number(among.unknown)}" if among.unknown else ""


def _shown(figures: Sequence[Figure], main: str, room: int) -> list[Figure]:
    """The main figure and those with norms first; the others, as far as there is room."""
    wanted = sorted(figures, key=lambda each: (each.id != main, each.among is None))
    chosen = {each.id for each in wanted[:room]}
    return [each for each in figures if each.id in chosen]


def _figure(figure: Figure, vocabulary: Vocabulary) -> str:
    """One figure behind its mark: «…: 612 из 988 (61,9 %), норма 100 %: выполнена в 2, …»."""
    if figure.value is None:
        said = no_data(figure, vocabulary)
    else:
        said = counted(figure) + ("*" if figure.incomplete else "")
    unknown = f"; {left}" if (left := not_known(figure)) else ""
    return f"{name_of(figure)}: {said}{_norm(figure)}{unknown}."


def _norm(figure: Figure) -> str:
    """The norm and in how many organisations it is met, where the figure does not say that."""
    if figure.missing == "few":
        return ""
    norm, told = figure.norm, figure.among
    if told is None:
        return f", {normed(norm)}" if norm else ""
    if (figure.value, figure.of) == (told.met, told.met + told.unmet):
        return _unknown(told, "; ")
    if not (told.met or told.unmet):
        return f"; норма {among(told)}"
    return f"; {_quoted(norm)}: {among(told)}" if norm else f"; норма {among(told)}"


def _quoted(norm: NormReading) -> str:
    """Name a norm before how many organisations meet it."""
    return f"норма «{norm_words(norm)}»" if norm.at_most == 0 else normed(norm)


def _change(digest: Digest) -> str:
    """Compare the main figure with the last closed week, to the same hour while a week runs."""
    figure = digest.report.figure(digest.main)
    trend = digest.trend(digest.main)
    known = [point for point in (trend.points if trend else ()) if point.value is not None]
    if figure is None or figure.value is None or not known:
        return ""
    if (then := digest.then) is not None and then.value is not None:
        return f" Неделю назад к этому часу: {count_of(then)}."
    last = known[-1]
    return f" Раньше ({span(last.first, last.last)}): {count_of(last)}."


def _again(again: Again) -> str:
    """Tell what a week says since it was told: an organisation was late, or corrected."""
    was = count_of(Ratio(again.was, again.was_of))
    data = ""
    if again.reporting != again.was_reporting:
        data = f", данные {_of_organisations(again.reporting, again.listed)}"
    return (
        f"Итог недели {span(again.first, again.last)} уточнён{data}. {again.title}: "
        f"{count_of(again)}, было {was}."
    )


def _missing(lines: Iterable[OrganisationLine]) -> list[str]:
    """Name the organisations whose data is missing, old or incomplete."""
    lines = tuple(lines)
    seen = [line for line in lines if line.state != "none"]
    kinds = (
        ("Нет данных", [line.name for line in lines if line.state == "none"]),
        ("Каникулы", [line.name for line in lines if line.state == "resting"]),
        (
            "Данные не всех",
            [
                f"{line.name} ({number(line.reporting)} из {number(line.listed)})"
                for line in seen
                if line.reporting < line.listed
            ],
        ),
        ("Неделя не закрыта", [line.name for line in seen if line.state == "late"]),
        ("*Видны не все сообщения", [line.name for line in seen if incomplete(line)]),
    )
    told = [f"{said}: {_named(names)}." for said, names in kinds if names]
    return [" ".join(told)] if told else []


def incomplete(line: OrganisationLine) -> bool:
    """Whether the bot did not see everything of an organisation."""
    torn = line.completeness is not None and line.completeness < 1
    return torn or any(figure.incomplete for figure in line.figures)


def _named(names: Sequence[str]) -> str:
    """Name a few, with how many there are: «2 (А, Б)», «5 (А, Б, В и ещё 2)»."""
    rest = len(names) - SHOWN_NAMES
    more = f" и ещё {rest}" if rest > 0 else ""
    return f"{len(names)} ({', '.join(names[:SHOWN_NAMES])}{more})"


def _foot(report: Report, left: int) -> str:
    others = f"Остальные показатели ({left}) — в таблице." if left else ""
    return " ".join(said for said in (others, plan_words(report)) if said)
