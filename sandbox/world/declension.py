"""Russian names in the cases `name_case` asks for, by their endings.

VK declines by a dictionary; this knows the common patterns of Russian names and leaves all others
(and foreign ones) as they are.
"""

CASES = ("nom", "gen", "dat", "acc", "ins", "abl")
# Endings in the order of CASES without the nominative.
_HARD = ("а", "у", "а", "ом", "е")
_SOFT = ("я", "ю", "я", "ем", "е")
_FEMALE = ("ы", "е", "у", "ой", "е")
_FEMALE_SOFT = ("и", "е", "ю", "ей", "е")
_FEMALE_IYA = ("и", "и", "ю", "ей", "и")
_SURNAME = ("а", "у", "а", "ым", "е")
_SURNAME_FEMALE = ("ой", "ой", "у", "ой", "ой")
_ADJECTIVE = ("ого", "ому", "ого", "им", "ом")
_ADJECTIVE_FEMALE = ("ой", "ой", "ую", "ой", "ой")
_SIBILANTS = "гкхжчшщ"
_MEN_IN_A = ("никита", "илья", "фома", "лука", "кузьма", "савва", "данила", "миша", "саша", "женя")
_STEMS = {"Павел": "Павл", "Лев": "Льв", "Пётр": "Петр"}
_POSSESSIVE = ("ов", "ев", "ёв", "ин", "ын")


def declined(first: str, last: str, case: str) -> tuple[str, str]:
    """Put a first and a last name into a case of CASES."""
    if case == "nom":
        return first, last
    place = CASES.index(case) - 1
    return _first(first, place), _last(last, place, female=is_female(first))


def is_female(first: str) -> bool:
    """Guess by a first name."""
    return first[-1:] in "ая" and first.lower() not in _MEN_IN_A


def _first(name: str, place: int) -> str:
    stem, end = name[:-1], name[-1:].lower()
    if name.lower().endswith("ия"):
        return stem + _FEMALE_IYA[place]
    if end == "а":
        softened = place == 0 and stem[-1:].lower() in _SIBILANTS
        return stem + ("и" if softened else _FEMALE[place])
    if end == "я":
        return stem + _FEMALE_SOFT[place]
    if end in "йь":
        return stem + ("и" if name.lower().endswith("ий") and place == 4 else _SOFT[place])
    stem = _STEMS.get(name, name)
    return stem + _HARD[place] if _ends_in_consonant(stem) else name


def _last(name: str, place: int, *, female: bool) -> str:
    lower = name.lower()
    if female:
        if lower.endswith(tuple(f"{each}а" for each in _POSSESSIVE)):
            return name[:-1] + _SURNAME_FEMALE[place]
        if lower.endswith("ая"):
            return name[:-2] + _ADJECTIVE_FEMALE[place]
        return name
    if lower.endswith(_POSSESSIVE):
        return name + _SURNAME[place]
    if lower.endswith(("ий", "ый", "ой")):
        return name[:-2] + _ADJECTIVE[place]
    return name + _HARD[place] if _ends_in_consonant(name) else name


def _ends_in_consonant(name: str) -> bool:
    return name[-1:].lower() in "бвгджзклмнпрстфхцчшщ"
