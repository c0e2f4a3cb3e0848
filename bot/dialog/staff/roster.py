"""A roster's file: shown first, applied once confirmed, compared again when it is."""

from bot.dialog.access.holding import people_of
from bot.dialog.core.act import Preview
from bot.dialog.core.asking import already
from bot.dialog.core.request import Incoming, Request
from bot.dialog.core.screens import Screen
from bot.dialog.staff import roster_talk_words as words
from bot.dialog.staff import staff_words
from bot.dialog.staff.leaving import going, keeping, taken_along
from bot.dialog.staff.rostering import Imported, RosterRead, apply, preview_roster, read_file
from bot.sheets.plain import workbook
from bot.sheets.untrusted.table import BadSheet
from bot.vk.files.uploads import File
from bot.vk.keyboards import Button
from bot.words.vocabulary import Vocabulary
from storage.people import people


async def handed(request: Request, file: Incoming) -> Screen | Preview:
    """Show what a file would change. Raises ``BadSheet``."""
    read = await _read(request, file)
    async with request.talk.database.looking() as connection:
        shown = await preview_roster(connection, request.unit_id, read)
        goes, told = await going(request, connection, shown.left)
        await request.note(connection, "names_seen", screen="roster_preview")
        if shown.idle:
            await request.leave(connection)
    vocabulary = request.vocabulary
    said = words.preview(request.unit.name, file.name, shown, vocabulary)
    text = "\n".join((said, *told))
    files = _bad_rows(shown, vocabulary)
    if shown.idle:
        why = words.UNCHANGED if read.entries or read.classes else words.NOTHING_RIGHT
        return Screen(text=f"{text}\n{why}", files=files)
    return Preview(
        text=text,
        yes=Button(label=words.APPLY_BOTH if goes else words.APPLY, main=True),
        other=keeping(words.APPLY_ONLY) if goes else None,
        args={"o": goes},
        file=file,
        files=files,
    )


async def _read(request: Request, file: Incoming) -> RosterRead:
    """Read a file as a roster. Raises ``BadSheet``."""
    book = await request.talk.gate.read(file.table, file.name)
    return await read_file(request.talk.vk, book, file.name)


def _bad_rows(imported: Imported, vocabulary: Vocabulary) -> tuple[File, ...]:
    if len(imported.problems) <= words.PROBLEMS_SHOWN:
        return ()
    body = workbook({words.BAD_ROWS_SHEET: words.bad_rows(imported.problems, vocabulary)})
    return (File(name=words.BAD_ROWS_FILE, body=body),)


async def apply_shown(request: Request) -> Screen:
    """Apply the file that was shown."""
    kept = Incoming(name=request.state.file_name, body=request.state.body or b"")
    try:
        read = await _read(request, kept)
    except BadSheet as error:  # it was read before: this time the machine would not
        return Screen(text=words.refused(error, kept.name, request.vocabulary))
    async with request.talk.database.writing() as connection:
        if not await request.finish(connection, request.act):
            return already()
        named = await people_of(request, connection)
        done = await apply(connection, request.unit_id, read, request.now, request.account)
        left = {each.id for each in done.left}
        taken = await taken_along(request, connection, named, left)
        everybody = {each.id for each in await people.persons(connection, request.unit_id)}
        bound = {each.person for each in await people.bindings(connection, request.unit_id)}
    unbound = len(everybody - bound)
    name, vocabulary = request.unit.name, request.vocabulary
    text = words.applied(name, done, unbound, len(everybody), vocabulary)
    buttons = [Button(label=words.STAFF, act="staff")]
    if unbound and request.may("binding"):
        buttons.insert(0, Button(label=staff_words.BINDING, act="binding", main=True))
    return Screen(text="\n".join((text, *taken)), rows=(tuple(buttons),))
