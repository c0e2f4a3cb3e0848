"""The menu: what its buttons are called, and what stands over them."""

import re

from bot.words.naming import Naming
from bot.words.russian import greeting

MENU_ACT = Naming(
    typed=(
        "меню",
        "начать",
        "старт",
        "start",
    ),
    also=(
        "в начало; вернуться/вернись/назад в начало; главное меню; назад; "
        "кнопки; где кнопки; пропали кнопки; нет кнопок; главная; главное меню; в начало; "
        "домой; верни кнопки; назад; привет"
    ),
)
UNIT_ACT = Naming(
    typed=(
        "сменить организацию",
        "организация",
    ),
    also=(
        "другая школа/организация; сменить школу; переключить/выбрать школу/организацию; "
        "поменять школу/организацию"
    ),
    label="Сменить организацию",
)
MORE_ACT = Naming(
    typed=("ещё",),
    label="Ещё",
)
CANCEL_ACT = Naming(
    typed=(
        "отмена",
        "отменить",
    ),
)

_LONGEST = 25  # letters of an organisation's name on a button, after «Организация: »
_OWN_NAME = re.compile(r"«.+»")


MORE = "Что показать?"


def short(unit: str) -> str:
    """Write an organisation's name so that it can be told apart on a button."""
    own = _OWN_NAME.search(unit)
    return own[0] if len(unit) > _LONGEST and own is not None else unit


def organisation(unit: str) -> str:
    """The button that leads to other organisations, and says which one is chosen."""
    return f"Организация: {short(unit)}"


def menu(name: str, unit: str, units: int) -> str:
    """Stand over the menu of somebody known; ``name`` empty: not on the roster.

    ``units``: how many organisations he has; with two or more it says which one is chosen.
    """
    hello = greeting(name) if name else "Добрый день!"
    if units > 1:
        unit = f"Выбрана организация: {unit} (у Вас их {units})"
    return f"{hello} {unit}.\nВыберите, что показать: кнопки внизу, под строкой ввода."


def choose_unit(count: int, chosen: str) -> str:
    """Ask which of several units is meant."""
    return f"Организаций у Вас: {count}. Сейчас выбрана эта: {chosen}. Какую показать?"


def chosen(unit: str) -> str:
    """Say which unit is shown from now on."""
    return f"Теперь показываю: {unit}."
