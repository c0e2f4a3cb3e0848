"""A roster's file: shown first, applied once confirmed, compared again when it is.

Nobody leaves by it: who is missing is asked about afterwards (``missing``).
"""

from collections.abc import Mapping

from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.asking import already, expired
from bot.dialog.core.listing import in_rows, page_of, stacked
from bot.dialog.core.request import Incoming, Request
from bot.dialog.core.screens import Screen
from bot.dialog.staff import staff_words
from bot.dialog.staff.roster import missing, words
from bot.dialog.staff.roster.column_list import column_list
from bot.dialog.staff.roster.rostering import (
    Imported,
    RosterRead,
    apply,
    preview_roster,
    read_file,
    with_profiles,
)
from bot.sheets.plain import workbook
from bot.sheets.roster.rows import Roster
from bot.sheets.untrusted.table import BadSheet
from bot.vk.files.uploads import File
from bot.vk.keyboards import Button, Rows
from bot.words.vocabulary import Vocabulary
from storage.people import people

DOUBTS_ON_A_PAGE = 4

COLUMN = "h:"
"""Before a heading (``cells.key``), among the arguments kept with a file that waits."""

_TO_COLUMNS = Button(label=words.COLUMNS, act="file_columns")
_SAME = "s:"  # before a person's number, among the arguments kept with a file that waits


async def handed(
    request: Request,
    file: Incoming,
    told: Mapping[str, str | int] | None = None,
    roster: Roster | None = None,
) -> Screen | Preview:
    """Show what a file would change; ``told``: what was answered of it. Raises ``BadSheet``.

    ``roster``: the file as it was read before anything was answered.
    """
    given = {} if told is None else told
    known = roster and await with_profiles(request.talk.vk, roster)
    read = known or await read_handed(request, file, given)
    answers = _answers(given)
    if read.unread_columns:
        async with request.talk.database.looking() as connection:
            await request.begin(connection, "file_go", columns_told(given), file)
        return column_list(request, read.columns, asked=True)
    async with request.talk.database.looking() as connection:
        shown = await preview_roster(connection, request.unit_id, read, answers)
        await request.note(connection, "names_seen", screen="roster_preview")
        left = None
        if shown.idle and shown.missing and not shown.change.undecided:
            left = await missing.begin(request, connection, shown.missing)
        elif shown.idle and (read.unknown or read.guessed or shown.change.doubts):
            await request.begin(connection, "file_go", columns_told(given), file)
        elif shown.idle:
            await request.leave(connection)
    vocabulary = request.vocabulary
    page = page_of(request, shown.change.doubts, DOUBTS_ON_A_PAGE, "file_same")
    turned = [
        Button(
            label=words.doubt_button(at, same=same),
            act="file_same",
            args={"i": each.person.id, "x": int(same), "p": page.number},
        )
        for at, each in page.items
        for same in ((True, False) if each.same is None else (not each.same,))
    ]
    asked = words.doubts(page.items)
    text = words.preview(request.unit.name, file.name, shown, vocabulary, asked)
    files = _bad_rows(shown, vocabulary)
    if shown.idle:
        rows = stacked(
            *in_rows(turned, 2),
            page.turn,
            [left] if left else [_TO_COLUMNS] if read.unknown or read.guessed else [],
        )
        return Screen(text=f"{text}\n{words.idle(shown)}", rows=rows, files=files)
    kept: dict[str, str | int] = {
        **{f"{_SAME}{number}": int(same) for number, same in answers.items()},
        **columns_told(given),
    }
    more: Rows = stacked(*in_rows(turned, 2), page.turn, [_TO_COLUMNS])
    yes = Button(label=words.APPLY, main=True)
    return Preview(act="file", text=text, yes=yes, args=kept, file=file, files=files, more=more)


def columns_told(args: Mapping[str, str | int]) -> dict[str, str | int]:
    """Give what was said of columns, as it is kept with a file that waits."""
    return {name: value for name, value in args.items() if name.startswith(COLUMN)}


def _answers(args: Mapping[str, str | int]) -> dict[int, bool]:
    """Give whether somebody doubtful is the same, by the person's number."""
    return {
        int(number): bool(value)
        for name, value in args.items()
        if (number := name.removeprefix(_SAME)) != name and number.isdecimal()
    }


async def answer(request: Request) -> Screen | Preview:
    """Take an answer about somebody doubtful in the file that waits, and show it anew."""
    person = request.number("i")
    told = {} if person is None else {f"{_SAME}{person}": request.number("x") or 0}
    return await again(request, told)


async def again(request: Request, told: Mapping[str, str | int]) -> Screen | Preview:
    """Show the file that waits anew, with what was said of it since."""
    file = waiting(request)
    if file is None:
        return expired()
    try:
        return await handed(request, file, {**request.state.args, **told})
    except BadSheet as error:  # it was read before: this time the machine would not
        return Screen(text=words.refused(error, file.name, request.vocabulary))


def waiting(request: Request) -> Incoming | None:
    """Give the file that was shown and waits; None: there is none."""
    state = request.state
    if state.act != "file_go" or state.body is None:
        return None
    return Incoming(name=state.file_name, body=state.body)


async def read_handed(
    request: Request, file: Incoming, told: Mapping[str, str | int]
) -> RosterRead:
    """Read a file as a roster, its columns as was said. Raises ``BadSheet``."""
    given = {name.removeprefix(COLUMN): str(field) for name, field in columns_told(told).items()}
    book = await request.talk.gate.read(file.table, file.name)
    return await read_file(request.talk.vk, book, file.name, given)


def _bad_rows(imported: Imported, vocabulary: Vocabulary) -> tuple[File, ...]:
    if len(imported.problems) <= words.PROBLEMS_SHOWN:
        return ()
    body = workbook({words.BAD_ROWS_SHEET: words.bad_rows(imported.problems, vocabulary)})
    return (File(name=words.BAD_ROWS_FILE, body=body),)


async def apply_shown(request: Request) -> Screen:
    """Apply the file that was shown."""
    kept = Incoming(name=request.state.file_name, body=request.state.body or b"")
    try:
        read = await read_handed(request, kept, request.args)
    except BadSheet as error:  # it was read before: this time the machine would not
        return Screen(text=words.refused(error, kept.name, request.vocabulary))
    unit, answers = request.unit_id, _answers(request.args)
    async with request.talk.database.writing() as connection:
        if not await request.finish(connection, request.act):
            return already()
        done = await apply(connection, unit, read, request.now, request.account, answers)
        everybody = {each.id for each in await people.persons(connection, unit)}
        bound = {each.person for each in await people.bindings(connection, unit)}
        left = None
        if done.missing:
            left = await missing.begin(request, connection, done.missing)
    unbound = len(everybody - bound)
    name, vocabulary = request.unit.name, request.vocabulary
    text = words.applied(name, done, unbound, len(everybody), vocabulary)
    buttons = [Button(label=words.STAFF, act="staff")]
    if unbound and request.may("binding"):
        buttons.insert(0, Button(label=staff_words.BINDING, act="binding", main=True))
    return Screen(text=text, rows=stacked([left] if left else [], buttons))


ACTS = (Act(name="file_same", may=rights.ADMINISTRATOR, do=answer),)
