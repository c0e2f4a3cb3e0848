"""``zvonok``: all commands, in the order in which one meets them."""

import typer

from bot.cli import (
    applying,
    backup,
    claim,
    correcting,
    data,
    doctor,
    explaining,
    init,
    official,
    service,
    standin,
    units,
    vacation,
)
from bot.cli.words import explain_command as explain_words
from bot.cli.words import options
from bot.cli.words import setup as setup_words
from bot.dialog.staff import correcting_words
from bot.service import applying_words

app = typer.Typer(
    help=options.HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.command("demo", help=options.HELP_DEMO)(standin.demo)
app.command("sandbox", help=options.HELP_SANDBOX)(standin.sandbox)
app.command("init", help=setup_words.HELP_INIT)(init.init)
app.command("apply", help=applying_words.HELP)(applying.apply)
app.command("claim", help=setup_words.HELP_CLAIM)(claim.claim)
app.command("run", help=options.HELP_RUN)(service.run)
app.command("tick", help=options.HELP_TICK)(service.tick)
app.command("report", help=options.HELP_REPORT)(data.report)
app.command("explain", help=explain_words.HELP_EXPLAIN)(explaining.explain)
app.command("correct", help=correcting_words.HELP)(correcting.correct_week)
app.command("doctor", help=options.HELP_DOCTOR)(doctor.doctor)
app.command("backup", help=setup_words.HELP_BACKUP)(backup.backup)
app.add_typer(units.units, name="units")
app.add_typer(data.roster, name="roster")
app.add_typer(vacation.vacation, name="vacation")
app.add_typer(data.order, name="order")
app.add_typer(official.official, name="official")


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
