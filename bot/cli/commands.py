"""All commands, in the order in which one meets them; each is imported when it is asked for.

Importing everything takes seconds and a hundred megabytes; ``--help`` needs none of it.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from bot.cli.words import options


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A command, or a group of them: its line of help, and where it is defined."""

    name: str
    help: str
    module: str
    attribute: str

    def load(self) -> TyperCommand | TyperGroup:
        """Import it. Raises ``TypeError`` if there is something else in its place."""
        found = getattr(import_module(self.module), self.attribute)
        if isinstance(found, typer.Typer):
            return typer.main.get_group(found)
        alone = typer.Typer(add_completion=False)
        alone.command(self.name, help=self.help)(found)
        command = typer.main.get_command(alone)
        if not isinstance(command, TyperCommand):
            raise TypeError(self.name)
        return command


def _entry(name: str, text: str, place: str) -> Entry:
    module, _, attribute = place.partition(":")
    return Entry(name=name, help=text, module=f"bot.cli.{module}", attribute=attribute)


ENTRIES = (
    _entry("demo", options.HELP_DEMO, "standin:demo"),
    _entry("sandbox", options.HELP_SANDBOX, "standin:sandbox"),
    _entry("init", options.HELP_INIT, "init:init"),
    _entry("apply", options.HELP_APPLY, "applying:apply"),
    _entry("claim", options.HELP_CLAIM, "claim:claim"),
    _entry("run", options.HELP_RUN, "service:run"),
    _entry("reload", options.HELP_RELOAD, "overview.reload:reload"),
    _entry("tick", options.HELP_TICK, "service:tick"),
    _entry("report", options.HELP_REPORT, "week.report:report"),
    _entry("paper", options.HELP_PAPER, "week.paper:paper"),
    _entry("explain", options.HELP_EXPLAIN, "week.explaining:explain"),
    _entry("correct", options.HELP_CORRECT, "school.correcting:correct_week"),
    _entry("service", options.HELP_SERVICE, "machine.service:service"),
    _entry("doctor", options.HELP_DOCTOR, "overview.doctor:doctor"),
    _entry("top", options.HELP_TOP, "overview.top:top"),
    _entry("backup", options.HELP_BACKUP, "copying.backup:backup"),
    _entry("restore", options.HELP_RESTORE, "copying.restore:restore"),
    _entry("move", options.HELP_MOVE, "copying.move:move"),
    _entry("units", options.HELP_UNITS, "units:units"),
    _entry("roster", options.HELP_ROSTER, "school.roster:roster"),
    _entry("classes", options.HELP_CLASSES, "school.classes:classes"),
    _entry("vacation", options.HELP_VACATION, "school.vacation:vacation"),
    _entry("order", options.HELP_ORDER, "orders.commands:order"),
    _entry("official", options.HELP_OFFICIAL, "school.official:official"),
)


class Commands(TyperGroup):
    """The group of all commands: a list of names and help until one of them is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - typer keeps its name private
        """Give their names."""
        del ctx
        return [entry.name for entry in ENTRIES]

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:  # noqa: ANN401 - as above
        """Give what the list shows of one; None: there is no such."""
        del ctx
        line = {entry.name: entry.help for entry in ENTRIES}.get(cmd_name)
        return None if line is None else TyperCommand(cmd_name, help=line)

    def resolve_command(
        self,
        ctx: Any,  # noqa: ANN401 - as above
        args: list[str],
    ) -> tuple[str | None, TyperCommand | TyperGroup | None, list[str]]:
        """Give the one that is called."""
        name, found, rest = super().resolve_command(ctx, args)
        called = [entry for entry in ENTRIES if found is not None and entry.name == found.name]
        return name, called[0].load() if called else None, rest


app = typer.Typer(
    cls=Commands,
    help=options.HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback()
def zvonok() -> None:
    """All of them."""
