"""«Ответственные»: who holds which office, appointing, and taking an office back."""

from collections.abc import Mapping

from bot.dialog.access import offices_words as words
from bot.dialog.access.holding import BY_LETTER, LETTERS, people_of, refusal, settle, take, tell
from bot.dialog.access.office_codes import back, choice, office_of
from bot.dialog.chats.known_chat import vk_tells
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.asking import ask, asked
from bot.dialog.core.profiles import Named, profile_in, profile_of
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.parsing.addresses import whose
from bot.vk.keyboards import Args, Button, Rows, column
from bot.words import dialog as dialog_words
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
    lines = [
        words.line(each.account, known.get(each.account), each.office, config=_of_config(each))
        for each in held[:SHOWN]
    ]
    if len(held) > SHOWN:
        lines.append(words.more(len(held) - SHOWN))
    to_codes = Button(label=words.open_codes_label(len(codes)), act="office_codes")
    rows: Rows = (
        (
            Button(label=words.APPOINT, act="appoint", main=True),
            Button(label=words.CODE, act="office_code"),
        ),
        (Button(label=words.REMOVE, act="office_off"),),
        *([(to_codes,)] if codes else []),
    )
    return Screen(text=words.listed(request.of.unit.name, lines, len(codes)), rows=rows)


def _of_config(held: Holding) -> bool:
    return held.source == "config"


async def appoint(request: Request) -> Screen:
    """Ask which office, then whom; a name or a link that was typed is looked for."""
    office = office_of(request)
    if office is None:
        return Screen(text=words.WHICH_OFFICE, rows=choice(request, "appoint"))
    account = request.whose("c")
    if account is not None:
        return await _offer(request, office, account)
    typed = " ".join(request.text.split())
    if not typed:
        async with request.talk.database.writing() as connection:
            await request.begin(connection, "appoint", {"o": LETTERS[office]})
        return Screen(text=words.whom(office), rows=((back(),),))
    if not _is_name(typed):
        found = await profile_in(request.talk.vk, typed)
        if found is None:
            return Screen(text=words.NO_PROFILE, rows=((back(),),))
        return await _offer(request, office, found)
    return await _named(request, office, typed)


def _is_name(typed: str) -> bool:
    """Tell a name to look for from a profile's address."""
    return not any(letter.isdigit() or letter in "/@*[|" for letter in typed)


async def _named(request: Request, office: Office, typed: str) -> Screen:
    async with request.talk.database.looking() as connection:
        accounts = {
            each.id: account for account, each in (await people_of(request, connection)).items()
        }
        found = search(await people.persons(connection, request.unit_id), typed)
        await request.note(connection, "names_seen", screen="appoint")
    if not found:
        return Screen(text=words.nobody(typed), rows=((back(),),))
    if len(found) == 1 and found[0].id in accounts:
        return await _offer(request, office, accounts[found[0].id])
    bound = [each for each in found if each.id in accounts][:CHOICES]
    if not bound:
        return Screen(text=words.unbound(found[0]), rows=((back(),),))
    buttons = [
        Button(
            label=each.full_name,
            act="appoint",
            args={"o": LETTERS[office], "c": accounts[each.id]},
        )
        for each in bound
    ]
    return Screen(text=words.several(len(found)), rows=(*column(buttons), (back(),)))


async def _offer(request: Request, office: Office, account: int) -> Screen:
    """Show whom an office would be given to, by the name VK has for the profile."""
    told = await vk_tells(request.talk.vk, "users.get", user_ids=account, lang="ru")
    if told is None:
        return Screen(text=words.NO_VK, rows=((back(),),))
    profile = profile_of(told, account)
    if profile is None or profile.gone:
        text = words.NO_PROFILE if profile is None else words.PROFILE_GONE
        return Screen(text=text, rows=((back(),),))
    async with request.talk.database.looking() as connection:
        return await _shown(request, connection, office, account, profile)


async def _shown(
    request: Request, connection: Connection, office: Office, account: int, profile: Named
) -> Screen:
    held = await offices.of_unit(connection, request.unit_id)
    if any((each.account, each.office) == (account, office) for each in held):
        return Screen(text=words.ALREADY_HAS, rows=((back(),),))
    person = (await people_of(request, connection)).get(account)
    name = words.profile(account, profile.name, person)
    args: Args = {"o": LETTERS[office], "c": account}
    yes = Button(label=words.APPOINT_YES, main=True)
    return await ask(request, connection, "appoint_go", args, words.preview(name, office), yes)


async def appoint_go(request: Request) -> Screen:
    """Give the office that was shown, and tell whom it was given to."""
    yes = asked(request)
    if isinstance(yes, Screen):
        return yes
    office, account = office_of(yes), yes.whose("c")
    async with request.talk.database.writing() as connection:
        done = await yes.finish(connection, "appoint_go")
        if not done or office is None or account is None:
            return Screen(text="", toast=dialog_words.ALREADY)
        person = (await people_of(request, connection)).get(account)
        holder = OfficeHolder(unit=request.unit_id, account=account, office=office)
        await settle(request, connection, account)
        if not await offices.appoint(connection, holder):
            return Screen(text=words.ALREADY_HAS, rows=((back(),),))
        await request.note(connection, "office_given", account=account, office=office)
        await tell(request, connection, "appointed", holder)
    return Screen(text=words.appointed(words.who(account, person), office), rows=((back(),),))


async def office_off(request: Request) -> Screen:
    """Ask whose office is to be taken, and before it is."""
    office, account = BY_LETTER.get(request.word("o")), request.whose("c")
    async with request.talk.database.looking() as connection:
        held = await offices.of_unit(connection, request.unit_id)
        named = await people_of(request, connection)
        wanted = next((e for e in held if (e.account, e.office) == (account, office)), None)
        if wanted is None:
            await request.note(connection, "names_seen", screen="office_off")
            return _whose(held, named)
        if why := refusal(held, wanted):
            return Screen(text=why, rows=((back(),),))
        name = words.who(wanted.account, named.get(wanted.account))
        args: Args = {"o": LETTERS[wanted.office], "c": wanted.account}
        yes = Button(label=words.REMOVE_YES, risky=True)
        text = words.removal(name, wanted.office)
        return await ask(request, connection, "office_off_go", args, text, yes)


def _whose(held: list[Holding], named: Mapping[int, Person]) -> Screen:
    ours = [each for each in held if not _of_config(each)][:CHOICES]
    buttons = [
        Button(
            label=words.label(each.account, named.get(each.account), each.office),
            act="office_off",
            args={"o": LETTERS[each.office], "c": each.account},
        )
        for each in ours
    ]
    text = words.WHOM_REMOVE if ours else words.NONE_TO_REMOVE
    return Screen(text=text, rows=(*column(buttons), (back(),)))


async def office_off_go(request: Request) -> Screen:
    """Take the office that was shown."""
    yes = asked(request)
    if isinstance(yes, Screen):
        return yes
    office, account = BY_LETTER.get(yes.word("o")), yes.whose("c")
    async with request.talk.database.writing() as connection:
        if not await yes.finish(connection, "office_off_go"):
            return Screen(text="", toast=dialog_words.ALREADY)
        held = await offices.of_unit(connection, request.unit_id)
        wanted = next((e for e in held if (e.account, e.office) == (account, office)), None)
        if wanted is None:
            return Screen(text="", toast=dialog_words.ALREADY)
        if why := refusal(held, wanted):
            return Screen(text=why, rows=((back(),),))
        person = (await people_of(request, connection)).get(wanted.account)
        await take(request, connection, wanted)
    text = words.removed(words.who(wanted.account, person), wanted.office)
    still = wanted.account != request.account or wanted.office is not Office.ADMINISTRATOR
    return Screen(text=text, rows=((back(),),) if still else ())


ACTS = (
    Act(name="offices", may=rights.ADMINISTRATOR, named=words.OFFICES_ACT, row=(8, 1), do=show),
    Act(
        name="appoint",
        may=rights.ADMINISTRATOR,
        named=words.APPOINT_ACT,
        do=appoint,
        awaits=lambda text: _is_name(text) or whose(text) is not None,
    ),
    Act(name="appoint_go", may=rights.ADMINISTRATOR, do=appoint_go),
    Act(name="office_off", may=rights.ADMINISTRATOR, named=words.OFFICE_OFF_ACT, do=office_off),
    Act(name="office_off_go", may=rights.ADMINISTRATOR, do=office_off_go),
)
