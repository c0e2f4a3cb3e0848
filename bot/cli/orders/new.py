"""``order new``: asks what an order is and demands, and writes its file with comments."""

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.orders.schema import FILE_NAME, schema_text
from bot.cli.running import command
from bot.cli.words.orders import template as words
from bot.errors import Refused
from monitor.order_files.loading import parse_order

Given = str | None

_ID = re.compile(r"[a-z][a-z0-9-]*")
_BASES, _AUDIENCES = ("text", "press", "example"), ("staff", "teachers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was answered; shares are of a hundred, 0: nothing is asked."""

    basis: str
    kind: str
    title: str
    number: str
    issued: date | None
    issuer: str
    audience: str
    messages: int
    calls: int
    share: Decimal
    active: Decimal


@command
async def order_new(
    file: Annotated[Path, typer.Argument()],
    kind: Annotated[Given, typer.Option(help=words.ASK_KIND)] = None,
    title: Annotated[Given, typer.Option(help=words.ASK_TITLE)] = None,
    number: Annotated[Given, typer.Option(help=words.ASK_NUMBER)] = None,
    dated: Annotated[Given, typer.Option("--date", help=words.ASK_DATE)] = None,
    issuer: Annotated[Given, typer.Option(help=words.ASK_ISSUER)] = None,
    basis: Annotated[Given, typer.Option(help=words.ASK_BASIS)] = None,
    audience: Annotated[Given, typer.Option(help=words.ASK_AUDIENCE)] = None,
    messages: Annotated[Given, typer.Option(help=words.ASK_MESSAGES)] = None,
    calls: Annotated[Given, typer.Option(help=words.ASK_CALLS)] = None,
    share: Annotated[Given, typer.Option(help=words.ASK_SHARE)] = None,
    active: Annotated[Given, typer.Option(help=words.ASK_ACTIVE)] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=words.OPTION_YES)] = False,
    force: Annotated[bool, typer.Option("--force", help=words.OPTION_FORCE)] = False,
) -> None:
    """Write a new order's file."""
    if file.exists() and not force:
        raise Refused(words.exists(str(file)))

    def answer(given: Given, question: str, default: str = "") -> str:
        if given is None and yes:
            return default
        shown = bool(default)
        found = given if given is not None else typer.prompt(question, default, show_default=shown)
        return str(found).strip()

    answers = Answers(
        kind=answer(kind, words.ASK_KIND, words.KIND),
        title=answer(title, words.ASK_TITLE),
        number=answer(number, words.ASK_NUMBER).removeprefix("№").strip(),
        issued=_date(answer(dated, words.ASK_DATE)),
        issuer=answer(issuer, words.ASK_ISSUER),
        basis=_one_of(answer(basis, words.ASK_BASIS, "example"), _BASES),
        messages=(least := _count(answer(messages, words.ASK_MESSAGES, "0"))),
        calls=(rings := _count(answer(calls, words.ASK_CALLS, "0"))),
        audience=_one_of(
            answer(audience, words.ASK_AUDIENCE, "staff") if least or rings else "staff", _AUDIENCES
        ),
        share=_percent(answer(share, words.ASK_SHARE, "100") if least or rings else "100"),
        active=_percent(answer(active, words.ASK_ACTIVE, "0")),
    )
    text = order_text(answers, file)
    parse_order(text, str(file))  # what is written is right, or a sentence says why it is not
    schema = file.with_name(FILE_NAME)
    try:
        file.write_text(text, encoding="utf-8")
        if not schema.exists():
            schema.write_text(schema_text(), encoding="utf-8")
    except OSError as error:
        raise Refused(words.cannot_write(str(file))) from error
    typer.echo(words.written(str(file), str(schema)))


def order_text(answers: Answers, file: Path) -> str:
    """Write the file of an order."""
    each, active = _each(answers), _active(answers)
    main = "each_active" if each else "active_users" if active else "active_chats"
    named = f"title = {_quoted(answers.title)}"
    if not answers.title:
        named = f"called = {_quoted(words.NO_TITLE)}"
    issued = answers.issued
    return words.FILE.format(
        path=file.name,
        id=file.stem if _ID.fullmatch(file.stem) else "our-order",
        basis=answers.basis,
        kind=_quoted(answers.kind),
        title=named,
        number=f"number = {_quoted(answers.number)}" if answers.number else words.NO_NUMBER,
        date=f"date = {issued.isoformat()}" if issued else words.NO_DATE,
        issuer=_quoted(answers.issuer),
        main=main,
        rule=words.RULE,
        personal=words.PERSONAL if each else "",
        indicators="\n".join(part for part in (each, active, words.CHATS) if part),
    )


def _each(answers: Answers) -> str:
    messages, calls = answers.messages, answers.calls
    if not (messages or calls) or not answers.share:
        return ""
    minimums = [
        f"messages = {messages}\n" if messages else "",
        f"calls = {calls}\n" if calls else "",
    ]
    return words.EACH.format(
        id="each_active",
        title=words.title_of(answers.audience, messages, calls),
        audience=answers.audience,
        minimums="".join(minimums),
        share=_share(answers.share),
        text=words.norm_of(messages, calls, _said(answers.share)),
    )


def _active(answers: Answers) -> str:
    if not answers.active:
        return ""
    return words.ACTIVE.format(share=_share(answers.active), percent=_said(answers.active))


def _share(percent: Decimal) -> float:
    return float(percent / 100)


def _said(percent: Decimal) -> str:
    return f"{percent.normalize():f}".replace(".", ",")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _date(text: str) -> date | None:
    """Read a date as people write it, or as TOML does. Raises ``Refused``."""
    if not text:
        return None
    match = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
    try:
        if match is None:
            return date.fromisoformat(text)
        day, month, year = map(int, match.groups())
        return date(year, month, day)
    except ValueError as error:
        raise Refused(words.DATE.format(value=text)) from error


def _count(text: str) -> int:
    if not text.isdecimal():
        raise Refused(words.COUNT.format(value=text))
    return int(text)


def _percent(text: str) -> Decimal:
    try:
        found = Decimal(text.removesuffix("%").strip().replace(",", "."))
    except InvalidOperation:
        found = Decimal(-1)
    if not 0 <= found <= 100:
        raise Refused(words.PERCENT.format(value=text))
    return found


def _one_of(text: str, known: tuple[str, ...]) -> str:
    if text not in known:
        raise Refused(words.CHOICE.format(value=text, known=", ".join(known)))
    return text
