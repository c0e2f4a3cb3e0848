"""A demonstration in the messenger: what it tells whoever watches, and what may be pressed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.world.records import Json, WorldError


@dataclass(slots=True)
class Show:
    """Captions, buttons and cards; the words are those of whoever shows something.

    `body` is drawn as it is: {moment, caption, why, progress, rows, cards, zone}, where a button
    of a row or a card is {id, label, on} and `zone` is the one its moments are told in. `press` is
    told the id of a pressed button.
    """

    press: Callable[[str], None]
    body: Json = field(default_factory=dict)

    def pressed(self, wanted: str) -> None:
        """Pass a press on. Raises WorldError if there is no such button now."""
        lists = [*self.body.get("rows", ()), *(c.get("buttons", ()) for c in self._cards())]
        if wanted not in {each["id"] for buttons in lists for each in buttons}:
            raise WorldError(f'The show has no button "{wanted}" now.')
        self.press(wanted)

    def _cards(self) -> list[Json]:
        return list(self.body.get("cards", ()))
