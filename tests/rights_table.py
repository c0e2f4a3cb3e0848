"""docs/rights.md: who may do what, as it is declared; ``python -m tests.printed`` writes it."""

from bot.dialog.acts import ACTS, CHAT_ACTS
from bot.dialog.core.rights import Role

COLUMNS = tuple(Role)

HEAD = """# Who may do what

Made from the declarations of all acts (`bot/dialog/acts.py`) by `python -m tests.printed`; a
test holds it. A role is what somebody is in the unit an act is about; elsewhere he is a stranger.
Everything goes through one router (`bot/dialog/core/router.py`). *Asked*: it is shown first and
done after a yes. The same rights are stated a second time by hand in
`tests/bot/dialog/core/rights_stated.py`.
"""


def row(cells):
    """Write a row of a table."""
    return f"| {' | '.join(cells)} |"


def marks(may):
    """Tell by a sign for each role whether it may."""
    return ["yes" if role in may else "" for role in COLUMNS]


def table():
    """Write the whole page."""
    head = ["act", "typed", *COLUMNS, "asked"]
    lines = [HEAD, "## In private", "", row(head), row(["---"] * len(head))]
    for act in sorted(ACTS, key=lambda each: each.name):
        typed = ", ".join(act.named.typed)
        lines.append(row([f"`{act.name}`", typed, *marks(act.may), "yes" if act.go else ""]))
    head = ["act", "typed", *COLUMNS]
    lines += ["", "## In a chat of the unit", "", row(head), row(["---"] * len(head))]
    for act in sorted(CHAT_ACTS, key=lambda each: each.name):
        lines.append(row([f"`{act.name}`", ", ".join(act.typed), *marks(act.may)]))
    return "\n".join([*lines, ""])
