"""«Ответственные»: who holds which office, appointing, and taking an office back."""

from collections.abc import Mapping, Sequence

from bot.dialog.access import offices_words as words
from bot.dialog.access.holding import BY_LETTER, LETTERS, people_of, refusal, settle, take, tell
from bot.dialog.access.office_codes import back, choice, office_of, with_back
from bot.dialog.chats.known_chat import vk_tells
from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.asking import already
from bot.dialog.core.listing import stacked
from bot.dialog.core.profiles import profile_in, profile_of
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.parsing.addresses import whose
from bot.vk.keyboards import Args, Button, column
from monitor.people.matching import search
from storage.db.database import Connection
from storage.people import claims, offices, people
from storage.people.offices import Holding
from storage.records import Office, OfficeHolder, Person

SHOWN, CHOICES = 12, 5


async def show(request: Request) -> Screen:
    """List who has access to the unit."""
    async with request.talk.database.looking() as connection:
        held = await offices.of_unit(connection, request.unit_id)
        known = await people_of(request, connection)
        codes = await claims.open_of(connection, request.unit_id, request.now)
        await request.note(connection, "names_seen", screen="offices")
    lines = [_line(request, each, known.get(each.account)) for each in held[:SHOWN]]
    if len(held) > SHOWN:
        lines.append(words.more(len(held) - SHOWN))
    rows = stacked(
        (
            Button(label=words.APPOINT, act="appoint", main=True),
            Button(label=words.CODE, act="office_code"),
        ),
        [Button(label=words.REMOVE, act="office_off")],
        [Button(label=words.open_codes_label(len(codes)), act="office_codes")] if codes else [],
    )
    return Screen(text=words.listed(request.unit.name, lines, len(codes)), rows=rows)


def _line(request: Request, held: Holding, person: Person | None) -> str:
    config = _of_config(held)
    return words.line(held.account, person, held.office, request.vocabulary, config=config)


def _of_config(held: Holding) -> bool:
    return held.source == "config"


async def appoint(request: Request) -> Screen | Preview:
    """Ask which office, then whom; a name or a link that was typed is looked for."""
    office = office_of(request)
    if office is None:
        return Screen(text=words.WHICH_OFFICE, rows=choice(request, "appoint"))
    account = request.whose("c")
    if account is not None:
        return await _offer(request, office, account)
    typed = " ".join(request.text.split())
    if not typed:
        async with request.talk.database.looking() as connection:
            await request.begin(connection, "appoint", {"o": LETTERS[office]})
        return with_back(words.whom(office, request.vocabulary))
    if _is_name(typed):
        return await _named(request, office, typed)
    account = await profile_in(request.talk.vk, typed)
    if account is None:
        return with_back(words.NO_PROFILE)
    return await _offer(request, office, account)


def _is_name(typed: str) -> bool:
    """Tell a name to look for from a profile's address."""
    return not any(letter.isdigit() or letter in "/@*[|" for letter in typed)


async def _named(request: Request, office: Office, typed: str) -> Screen | Preview:
    async with request.talk.database.looking() as connection:
        named = await people_of(request, connection)
        persons = search(await people.persons(connection, request.unit_id), typed)
        await request.note(connection, "names_seen", screen="appoint")
    if not persons:
        return with_back(words.nobody(typed))
    accounts = {person.id: account for account, person in named.items()}
    if len(persons) == 1 and persons[0].id in accounts:
        return await _offer(request, office, accounts[persons[0].id])
    buttons = [
        Button(label=person.full_name, act="appoint", args=_args(accounts[person.id], office))
        for person in persons
        if person.id in accounts
    ][:CHOICES]
    if not buttons:
        return with_back(words.unbound(persons[0]))
    return Screen(text=words.several(len(persons)), rows=column([*buttons, back()]))


async def _offer(request: Request, office: Office, account: int) -> Screen | Preview:
    """Show whom an office would be given to, by the name VK has for the profile."""
    answer = await vk_tells(request.talk.vk, "users.get", user_ids=account, lang="ru")
    if answer is None:
        return with_back(words.NO_VK)
    profile = profile_of(answer, account)
    if profile is None or profile.gone:
        return with_back(words.NO_PROFILE if profile is None else words.PROFILE_GONE)
    async with request.talk.database.reading() as connection:
        held = await offices.of_unit(connection, request.unit_id)
        person = (await people_of(request, connection)).get(account)
    if any((each.account, each.office) == (account, office) for each in held):
        return with_back(words.ALREADY_HAS)
    return Preview(
        text=words.preview(
            words.profile(account, profile.name, person), office, request.vocabulary
        ),
        yes=Button(label=words.APPOINT_YES, main=True),
        args=_args(account, office),
    )


def _args(account: int, office: Office) -> Args:
    return {"o": LETTERS[office], "c": account}


async def appoint_go(request: Request, connection: Connection) -> Screen:
    """Give the office that was shown, and tell whom it was given to."""
    office, account = office_of(request), request.whose("c")
    if office is None or account is None:
        return already()
    person = (await people_of(request, connection)).get(account)
    holder = OfficeHolder(unit=request.unit_id, account=account, office=office)
    await settle(request, connection, account)
    if not await offices.appoint(connection, holder):
        return with_back(words.ALREADY_HAS)
    await request.note(connection, "office_given", account=account, office=office)
    await tell(request, connection, "appointed", holder)
    return with_back(words.appointed(words.who(account, person), office, request.vocabulary))


async def office_off(request: Request) -> Screen | Preview:
    """Ask whose office is to be taken, and before it is."""
    async with request.talk.database.looking() as connection:
        held = await offices.of_unit(connection, request.unit_id)
        named = await people_of(request, connection)
        wanted = _wanted(request, held)
        if wanted is None:
            await request.note(connection, "names_seen", screen="office_off")
            return _whose(request, held, named)
    if why := refusal(held, wanted):
        return with_back(why)
    name = words.who(wanted.account, named.get(wanted.account))
    return Preview(
        text=words.removal(name, wanted.office, request.vocabulary),
        yes=Button(label=words.REMOVE_YES, risky=True),
        args=_args(wanted.account, wanted.office),
    )


def _wanted(request: Request, held: Sequence[Holding]) -> Holding | None:
    """Give what the arguments «o» and «c» name, if it is held."""
    wanted = (request.whose("c"), BY_LETTER.get(request.word("o")))
    return next((each for each in held if (each.account, each.office) == wanted), None)


def _whose(request: Request, held: Sequence[Holding], named: Mapping[int, Person]) -> Screen:
    ours = [each for each in held if not _of_config(each)][:CHOICES]
    buttons = [
        Button(
            label=words.label(
                each.account, named.get(each.account), each.office, request.vocabulary
            ),
            act="office_off",
            args=_args(each.account, each.office),
        )
        for each in ours
    ]
    text = words.WHOM_REMOVE if ours else words.NONE_TO_REMOVE
    return Screen(text=text, rows=column([*buttons, back()]))


async def office_off_go(request: Request, connection: Connection) -> Screen:
    """Take the office that was shown."""
    held = await offices.of_unit(connection, request.unit_id)
    wanted = _wanted(request, held)
    if wanted is None:
        return already()
    if why := refusal(held, wanted):
        return with_back(why)
    person = (await people_of(request, connection)).get(wanted.account)
    await take(request, connection, wanted)
    name = words.who(wanted.account, person)
    text = words.removed(name, wanted.office, request.vocabulary)
    still = wanted.account != request.account or wanted.office is not Office.ADMINISTRATOR
    return with_back(text) if still else Screen(text=text)


ACTS = (
    Act(
        name="offices",
        may=rights.ADMINISTRATOR,
        named=words.OFFICES_ACT,
        row=(10, 1),
        rare=True,
        do=show,
    ),
    Act(
        name="appoint",
        may=rights.ADMINISTRATOR,
        named=words.APPOINT_ACT,
        do=appoint,
        done=appoint_go,
        awaits=lambda text: _is_name(text) or whose(text) is not None,
    ),
    Act(
        name="office_off",
        may=rights.ADMINISTRATOR,
        named=words.OFFICE_OFF_ACT,
        do=office_off,
        done=office_off_go,
    ),
)
