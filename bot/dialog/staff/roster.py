"""A roster's file: shown first, applied once confirmed, compared again when it is."""

from bot.dialog.access import offices_words as office_words
from bot.dialog.access.holding import (
    KEEP,
    held_by,
    lines_of,
    listed,
    people_of,
    refusal,
    said,
    take_shown,
    with_choice,
)
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.asking import ask, asked
from bot.dialog.core.request import Incoming, Request
from bot.dialog.core.screens import Screen
from bot.dialog.staff import roster_talk_words as words
from bot.dialog.staff import staff_words
from bot.dialog.staff.rostering import Imported, Read, apply, preview_roster, read_file
from bot.sheets.plain import workbook
from bot.sheets.untrusted.table import BadSheet
from bot.vk.keyboards import Button
from bot.vk.uploads import File
from bot.words import dialog as dialog_words
from storage.people import offices, people


async def preview(request: Request, file: Incoming, read: Read) -> Screen:
    """Show what a file would change, and keep it until that is confirmed or left."""
    async with request.talk.database.looking() as connection:
        shown = await preview_roster(connection, request.unit_id, read)
        held = await held_by(request, connection, shown.left)
        every = await offices.of_unit(connection, request.unit_id)
        told = lines_of(held, every, await people_of(request, connection))
        text = "\n".join((words.preview(request.of.unit.name, file.name, shown), *told))
        files = _bad_rows(shown)
        await request.note(connection, "names_seen", screen="roster_preview")
        if shown.idle:
            await request.leave(connection)
            taken = read.entries or read.classes
            why = words.UNCHANGED if taken else words.NOTHING_RIGHT
            return Screen(text=f"{text}\n{why}", files=files)
        goes = [each for each in held if not refusal(every, each)]
        yes = Button(label=words.APPLY_BOTH if goes else words.APPLY, main=True)
        args = {"o": listed(goes)}
        asking = await ask(
            request, connection, "roster_go", args, text, yes, file=file, files=files
        )
        return with_choice(asking, words.APPLY_ONLY) if goes else asking


def _bad_rows(shown: Imported) -> tuple[File, ...]:
    if len(shown.problems) <= words.PROBLEMS_SHOWN:
        return ()
    body = workbook({words.BAD_ROWS_SHEET: words.bad_rows(shown.problems)})
    return (File(name=words.BAD_ROWS_FILE, body=body),)


async def roster_go(request: Request) -> Screen:
    """Apply the file that was shown."""
    yes = asked(request)
    if isinstance(yes, Screen):
        return yes
    kept = Incoming(name=yes.state.file_name, body=yes.state.body or b"")
    try:
        book = await request.talk.gate.read(kept.body, kept.name)
        read = await read_file(request.talk.vk, book, kept.name)
    except BadSheet as error:  # it was read before: this time the machine would not
        return Screen(text=words.refused(error, kept.name))
    async with request.talk.database.writing() as connection:
        if not await yes.finish(connection, yes.act):
            return Screen(text="", toast=dialog_words.ALREADY)
        named = await people_of(yes, connection)
        done = await apply(connection, yes.unit_id, read, yes.now, yes.account)
        left = {each.id for each in done.left}
        gone = [account for account, person in named.items() if person.id in left]
        wanted = "" if KEEP in yes.args else yes.word("o")
        taken = said(await take_shown(yes, connection, wanted, gone), named)
        everybody = {each.id for each in await people.persons(connection, yes.unit_id)}
        bound = {each.person for each in await people.bindings(connection, yes.unit_id)}
    text = words.applied(yes.of.unit.name, done, len(everybody - bound), len(everybody))
    text = "\n".join((text, *([office_words.taken_along(taken)] if taken else [])))
    buttons = [Button(label=words.STAFF, act="staff")]
    if everybody - bound and request.may("binding"):
        buttons.insert(0, Button(label=staff_words.BINDING, act="binding", main=True))
    return Screen(text=text, rows=(tuple(buttons),))


async def handed(request: Request, file: Incoming) -> Screen:
    """Read a file as a roster and show it; a bad one is told in a sentence."""
    try:
        book = await request.talk.gate.read(file.table, file.name)
        read = await read_file(request.talk.vk, book, file.name)
    except BadSheet as error:
        return Screen(text=words.refused(error, file.name))
    return await preview(request, file, read)


ACTS = (Act(name="roster_go", may=rights.ADMINISTRATOR, do=roster_go),)
