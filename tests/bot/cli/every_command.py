"""Every command of the command line: its words, and whether it looks or changes."""

from bot.cli.commands import ENTRIES
from tests.cast import SCHOOL, THURSDAY_NUDGE, WEEK


def commands():
    """Every command and group of commands, by its words."""
    found = [()]
    for entry in ENTRIES:
        found.append((entry.name,))
        found += [(entry.name, name) for name in getattr(entry.load(), "commands", {})]
    return found


COMMANDS = commands()

OF = ("--unit", SCHOOL)
IN = (*OF, "--week", WEEK)
MEANING = ("--map", "Сотрудников=staff_messages_10")

READ = {
    "report": IN,
    "explain": (*IN, "staff_messages_10"),
    "paper": (*OF, "--period", WEEK, "--out", "papers"),
    "doctor": (),
    "top": ("--once",),
    "units": (),
    "vacation list": OF,
    "official show": IN,
    "official import": (*IN, "--dry-run", *MEANING, "table.csv"),
    "apply": ("--dry-run",),
}
"""Commands that only look: not a byte of the database changes."""

CHANGE = {
    "roster import": ("--yes", *OF, "roster.csv"),
    "roster codes": OF,
    "claim": OF,
    "correct": (*IN, "--person", "Петрова", "--messages", "1", "--comment", "Журнал"),
    "classes promote": ("--yes", *OF),
    "vacation add": (*OF, "2026-12-28", "2027-01-10"),
    "vacation remove": (*OF, "2027-02-01", "2027-02-02"),
    "official import": (*IN, "--yes", *MEANING, "table.csv"),
    "tick": ("--now", THURSDAY_NUDGE.isoformat()),
}
"""Commands that change something, and nothing that the config says."""

ELSEWHERE = {
    *("", "demo", "sandbox", "run", "init", "units import", "roster", "vacation"),
    *("units template", "classes", "official", "order", "order check", "order new"),
    *("order schema", "roster template", "backup", "restore", "move"),
    *("service", "service show", "service install", "service uninstall", "reload"),
}
"""Groups, the service itself, commands that open no database, and those on whole databases."""
