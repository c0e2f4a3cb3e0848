"""``service``: a unit of systemd is shown, installed or taken away; each step is told."""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.machine.unit_file import MARK, STATE, Place, text_of, written_by
from bot.cli.opening import ConfigOption, settings_of
from bot.cli.running import command
from bot.cli.words import machine as words
from bot.cli.words import options
from bot.errors import Refused
from bot.service.running import PARTS

service = typer.Typer(help=options.HELP_SERVICE, no_args_is_help=True, add_completion=False)

MACHINE = Path("/etc/systemd/system")
CONFIG = Path("/etc/zvonok/config.toml")

UserOption = Annotated[bool, typer.Option("--user", help=words.OPTION_USER)]
OnlyOption = Annotated[str | None, typer.Option(help=options.OPTION_ONLY)]
DryOption = Annotated[bool, typer.Option("--dry-run", help=words.OPTION_DRY_RUN)]
AccountOption = Annotated[str, typer.Option(help=words.OPTION_ACCOUNT)]
ForceOption = Annotated[bool, typer.Option("--force", help=words.OPTION_FORCE)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something to be done: what is said of it, and how it is done."""

    said: str
    do: Callable[[], None]


@service.command(help=words.HELP_SHOW)
@command
async def show(
    user: UserOption = False,
    only: OnlyOption = None,
    account: AccountOption = "zvonok",
    config: ConfigOption = CONFIG,
) -> None:
    """Print the unit as it would be installed."""
    place = _place(config, only, None if user else account)
    typer.echo(words.of_file(str(_file(place))))
    typer.echo(text_of(place), nl=False)


@service.command(help=words.HELP_INSTALL)
@command
async def install(
    user: UserOption = False,
    only: OnlyOption = None,
    account: AccountOption = "zvonok",
    dry_run: DryOption = False,
    force: ForceOption = False,
    config: ConfigOption = CONFIG,
) -> None:
    """Install the unit and start the service."""
    place = _place(config, only, None if user else account)
    file, text = _file(place), text_of(place)
    if file.exists() and not force and not file.read_text("utf-8").startswith(MARK):
        raise Refused(words.somebody_s(str(file)))
    systemctl = _systemctl(user=user)
    if not dry_run:
        _require(place)
    steps = [
        Step(said=words.writes(str(file)), do=lambda: _write(file, text)),
        _runs([*systemctl, "daemon-reload"]),
        _runs([*systemctl, "enable", place.name]),
        _runs([*systemctl, "restart", place.name]),
    ]
    _carried_out(steps, dry_run=dry_run)
    typer.echo(words.DRY if dry_run else words.installed(place.name, user=user))


@service.command(help=words.HELP_UNINSTALL)
@command
async def uninstall(
    user: UserOption = False,
    only: OnlyOption = None,
    dry_run: DryOption = False,
) -> None:
    """Stop the service and take its unit away; its data stay."""
    _require_part(only)
    account = None if user else "zvonok"
    place = Place(program=Path(), config=Path(), folder=Path(), account=account, only=only)
    file = _file(place)
    if not file.exists():
        raise Refused(words.not_installed(str(file)))
    systemctl = _systemctl(user=user)
    steps = [
        _runs([*systemctl, "disable", "--now", place.name]),
        Step(said=words.deletes(str(file)), do=file.unlink),
        _runs([*systemctl, "daemon-reload"]),
    ]
    _carried_out(steps, dry_run=dry_run)
    typer.echo(words.DRY if dry_run else words.UNINSTALLED)


def _place(config: Path, only: str | None, account: str | None) -> Place:
    _require_part(only)
    config = config.absolute()
    settings = settings_of(config)
    folder = config.parent if account is None else STATE
    return Place(
        program=Path(sys.executable).with_name("zvonok"),
        config=config,
        folder=folder,
        account=account,
        only=only,
        written=written_by(settings, folder),
    )


def _require_part(only: str | None) -> None:
    if only is not None and only not in PARTS:
        raise typer.BadParameter(options.OPTION_ONLY, param_hint="--only")


def _file(place: Place) -> Path:
    if place.account is not None:
        return MACHINE / place.name
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return home / "systemd" / "user" / place.name


def _systemctl(*, user: bool) -> list[str]:
    return ["systemctl", "--user"] if user else ["systemctl"]


def _require(place: Place) -> None:
    """Refuse before anything is done: without systemd, the right, the account or the program."""
    if shutil.which("systemctl") is None:
        raise Refused(words.NO_SYSTEMD)
    if not place.program.exists():
        raise Refused(words.no_program(str(place.program)))
    if place.account is None:
        return
    if os.geteuid():
        raise Refused(words.NOT_ROOT)
    try:
        pwd.getpwnam(place.account)
    except KeyError as error:
        raise Refused(words.no_account(place.account)) from error


def _carried_out(steps: list[Step], *, dry_run: bool) -> None:
    for step in steps:
        typer.echo(step.said)
        if not dry_run:
            step.do()


def _write(file: Path, text: str) -> None:
    """Write it whole or not at all; everybody may read it: there is nothing secret in it."""
    part = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, "utf-8")
        part.chmod(0o644)
        part.replace(file)
    except OSError as error:
        raise Refused(words.not_written(str(file))) from error


def _runs(call: list[str]) -> Step:
    def do() -> None:
        done = subprocess.run(call, check=False, stdin=subprocess.DEVNULL)  # noqa: S603 - our words
        if done.returncode:
            raise Refused(words.failed(" ".join(call), done.returncode))

    return Step(said=words.runs(" ".join(call)), do=do)
