"""``zvonok``: all commands, in the order in which one meets them."""

import typer

from bot.cli import data, doctor, service, standin
from bot.texts import operator as words

app = typer.Typer(
    help=words.HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.command("demo", help=words.HELP_DEMO)(standin.demo)
app.command("sandbox", help=words.HELP_SANDBOX)(standin.sandbox)
app.command("run", help=words.HELP_RUN)(service.run)
app.command("tick", help=words.HELP_TICK)(service.tick)
app.command("report", help=words.HELP_REPORT)(data.report)
app.command("doctor", help=words.HELP_DOCTOR)(doctor.doctor)
app.add_typer(data.roster, name="roster")
app.add_typer(data.order, name="order")


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
