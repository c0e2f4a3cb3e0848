"""What a text asks for, by what acts say of themselves and what is half finished. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.dialog.core.act import Act, Acts
from bot.dialog.core.asking import agrees, is_preview
from bot.dialog.core.rights import STRANGER, Role
from bot.vk.keyboards import Args
from bot.words import dialog as words
from bot.words.typed import plain
from bot.words.understanding.phrases import Meant, Phrasebook, Phrased, Understood
from bot.words.understanding.small_talk import Talk, leaves, talk
from storage.asked.dialog_states import DialogState

STAYING = ("help", "cancel")
"""Acts that leave what is half finished as it is (cancelling looks after it by itself)."""

NEAREST = 3
"""Acts named to who was not understood."""

Mine = Mapping[str, frozenset[Role]]
"""What somebody is in each unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What is to be done about a text: an act, or a line that is said instead.

    ``written``: it is the next of what is half finished; ``leaving``: that is left for the act;
    ``tries``: acts that look first whether the whole text is theirs.
    """

    act: str = ""
    text: str = ""
    args: Args = field(default_factory=dict)
    written: bool = False
    meant: str = ""
    leaving: bool = False
    tries: tuple[str, ...] = ()
    said: str = ""


class Hearing:
    """Holds texts against what the acts say of themselves."""

    def __init__(self, acts: Sequence[Act]) -> None:
        self._acts = Acts(acts)
        self._words = {plain(word): each for each in acts for word in each.named.typed}
        self._recognised = tuple(each for each in acts if each.takes is not None)
        self._trying = tuple(each.name for each in acts if each.tries)
        self._greedy = sorted(
            ((plain(word), each) for each in acts if each.greedy for word in each.named.typed),
            key=lambda each: -len(each[0]),
        )
        self._book = Phrasebook(
            Phrased(
                act=each.name,
                phrases=each.named.phrases,
                dated=bool(each.dated),
                greedy=each.greedy,
                strict=each.changes,
            )
            for each in acts
        )

    def recognised(self, text: str) -> Heard | None:
        """Give it to the act that knows a text for its own, whatever is half finished."""
        found = (each for each in self._recognised if each.takes and each.takes(text))
        return next((Heard(act=each.name, text=text) for each in found), None)

    def is_idle(self, text: str) -> bool:
        """Tell whether a text asks for nothing by itself: idle words, or a step of something."""
        return not (self.recognised(text) or self._followed(text) or self._meant(text))

    def heard(self, text: str, state: DialogState, mine: Mine) -> Heard:
        """Decide what a text asks for; the next of something begun goes first.

        Only a command to the letter does not, where nothing is lost by it.
        """
        begun = self._acts.get(state.act)
        command = self._words.get(plain(text))
        if begun is not None and begun.holds(state.args):
            if not leaves(text) and (command is None or command.name not in STAYING):
                return self._next(begun, text, state, mine)
        elif command is not None:
            return self._commanded(command, text, mine)
        if begun is not None and leaves(text):
            return Heard(act="cancel")
        if begun is None or (begun.yields and not (is_preview(state) and agrees(text))):
            return self._asked(begun, text, state, mine)
        return self._next(begun, text, state, mine)

    def _commanded(self, command: Act, text: str, mine: Mine) -> Heard:
        """Give a command to the letter; if it is others', what its words may mean to somebody."""
        asked = Heard(act=command.name, leaving=True)
        if self._may(mine, command.name):
            return asked
        return self._certain(self._book.understand(text), mine) or asked

    def _next(self, begun: Act, text: str, state: DialogState, mine: Mine) -> Heard:
        """Decide about what is written into something half finished.

        A preview awaits a yes and no text: a code that is written then is a code.
        """
        awaited = Heard(act=state.act, text=text, written=True)
        if begun.whole:
            return replace(awaited, meant=self._meant(text))
        if not is_preview(state) and begun.awaits(text):
            return awaited
        if (other := self.recognised(text)) is not None:
            return other
        if is_preview(state) and (agrees(text) or begun.retyped):
            return awaited
        found = self._book.understand(text)
        return self._certain(found, mine) or self._followed(text) or awaited

    def _asked(self, begun: Act | None, text: str, state: DialogState, mine: Mine) -> Heard:
        """Decide for who is at nothing, or at something that yields."""
        found = self._book.understand(text)
        first = self.recognised(text) or (_aside(text, found) if mine else None)
        if first is not None:
            return first
        if (sure := self._certain(found, mine) or self._followed(text)) is not None:
            return sure
        if not mine:
            return Heard(act="menu")
        if found.meant and not any(self._may(mine, each.act) for each in found.meant):
            return Heard(act=found.meant[0].act)  # it is refused
        if begun is not None and not is_preview(state) and begun.awaits(text):
            return Heard(act=state.act, text=text, written=True)
        return self._likely(text, mine, found)

    def _likely(self, text: str, mine: Mine, found: Understood) -> Heard:
        """Decide for the likeliest if nothing is changed by it, else ask."""
        allowed = [each for each in found.meant if self._may(mine, each.act)]
        slips = any(each.slips for each in allowed)
        tries = self._tries(mine) if slips or not allowed else ()
        if len(allowed) == 1 and self._is_safe(allowed[0]):
            return replace(self._done(allowed[0]), tries=tries)
        near = [each.act for each in allowed]
        near = near or [each for each in found.near if self._may(mine, each)]
        args: Args = {"near": ",".join(near[:NEAREST]), "sure": int(bool(allowed))}
        return Heard(act="unclear", text=text, args=args, leaving=True, tries=tries)

    def _certain(self, found: Understood, mine: Mine) -> Heard | None:
        """Give the one act that is asked for without a slip, if it is allowed to somebody."""
        allowed = [each for each in found.meant if not each.slips and self._may(mine, each.act)]
        sure = len(allowed) == 1 and self._is_safe(allowed[0])
        return self._done(allowed[0]) if sure else None

    def _done(self, meant: Meant) -> Heard:
        dated = self._acts[meant.act].dated
        if not (meant.rest and dated):
            return Heard(act=meant.act, text=meant.rest, leaving=True)
        return Heard(act=dated, args={"of": meant.act}, text=meant.rest, leaving=True)

    def _is_safe(self, meant: Meant) -> bool:
        """Tell whether nothing is changed yet when an act is done that somebody may have meant."""
        act = self._acts[meant.act]
        return not act.changes or bool(act.go and not meant.slips)

    def _followed(self, text: str) -> Heard | None:
        """Give it to the act whose words begin it, with what follows them as it was written."""
        said = plain(text)
        for word, each in self._greedy:
            if said.startswith(f"{word} "):
                rest = text.strip().lstrip("/")[len(word) :].strip()
                return Heard(act=each.name, text=rest)
        return None

    def _meant(self, text: str) -> str:
        """Name the act that a text asks for beyond doubt; empty: none, or there is doubt."""
        command = self._words.get(plain(text))
        if command is not None:
            return command.name
        found = self._book.understand(text).meant
        return found[0].act if len(found) == 1 and not found[0].slips else ""

    def _may(self, mine: Mine, act: str) -> bool:
        return any(self._acts.may(roles, act) for roles in mine.values() or (STRANGER,))

    def _tries(self, mine: Mine) -> tuple[str, ...]:
        return tuple(act for act in self._trying if self._may(mine, act))


_SAID = {Talk.THANKS: words.WELCOME, Talk.ASSENT: words.FINE}


def _aside(text: str, found: Understood) -> Heard | None:
    """Decide about what asks for nothing; None: it may ask for something.

    «Стоп» and the like leave what was begun, which is nothing, unless that is what is asked for.
    """
    if not text.strip():
        return Heard(said=words.CANNOT_READ)
    if agrees(text) or (leaves(text) and not any(each.literal for each in found.meant)):
        return Heard(said=words.NOTHING_ASKED)
    kind = talk(text)
    if kind is Talk.GREETING:
        return Heard(act="menu")
    return None if kind is None else Heard(said=_SAID[kind])
