"""Ids proposed for organisations by their names: «МАОУ «СОШ № 12»» becomes sosh-12. Pure."""

import re
from collections.abc import Collection

from bot.sheets.units.words import LEGAL_FORMS, LETTERS

_LONGEST = 40


def proposed(name: str, taken: Collection[str]) -> str:
    """Propose an id nobody has; what is no letter and no digit becomes a hyphen."""
    words = LEGAL_FORMS.sub(" ", name.casefold().replace("ё", "е"))
    latin = "".join(LETTERS.get(letter, letter) for letter in words)
    base = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:_LONGEST].strip("-") or "unit"
    found, number = base, 2
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    return found
