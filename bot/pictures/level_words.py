"""The words on a coordinator's picture: of organisations, never of people."""

from bot.pictures.digest_words import unit_name
from bot.words.notices.rollup import among, coverage
from bot.words.russian import FEW as FEW_PEOPLE
from bot.words.russian import NO_DATA, bare_name, number
from monitor.facts.digest import Digest
from monitor.facts.values import Report

BANDS_TITLE = "Число организаций по доле"
WEEKS_TITLE = "По неделям"
NONE_BELOW = "Организаций нет"
UNKNOWN, FEW = NO_DATA, FEW_PEOPLE
RESTING = "каникулы"
LATE = "Штриховка: неделя ещё не закрыта."
STAR = "* Бот видел не все сообщения, показатель может быть занижен."


def bars_title(report: Report) -> str:
    """Name what the bars stand for: «По организациям», of a region «По муниципалитетам»."""
    kinds = {line.kind for line in report.organisations}
    return "По муниципалитетам" if kinds == {"municipality"} else "По организациям"


def bar_name(name: str) -> str:
    """An organisation's name without its legal form, which says nothing beside a bar.

    «МБОУ «СОШ № 12»» is «СОШ № 12».
    """
    return unit_name(bare_name(name))


def given(digest: Digest) -> tuple[str, ...]:
    """How many organisations gave data, and in how many the main figure's norm is met: lines."""
    figure = digest.report.figure(digest.main)
    told = coverage(digest.report)
    if figure is None or figure.among is None:
        return (told,)
    return told, f"Норма {among(figure.among)}."


def reached(value: int, of: int, *, starred: bool) -> str:
    """An organisation's figure beside its bar, which shows the share: «24 из 43*»."""
    return f"{number(value)} из {number(of)}{'*' if starred else ''}"


def band(first: int, last: int) -> str:
    """Name a band of shares: «25–49 %», «100 %»."""
    return f"{first}\N{NO-BREAK SPACE}%" if first == last else f"{first}–{last}\N{NO-BREAK SPACE}%"
