"""«Ответственные»: who holds which office, appointing, codes, and taking an office back."""

from collections.abc import Mapping

from bot.addresses import whose
from bot.claiming import CLAIM_LIFE, issue_claim
from bot.profiles import profile_in
from bot.talk.asking import ask, asked
from bot.talk.screens import Args, Button, Rows, Screen, column
from bot.talk.visit import Topic, Visit
from bot.texts import desk as desk_words
from bot.texts import offices as words
from monitor.letters import Letter, post
from monitor.letters import Topic as LetterTopic
from monitor.matching import search
from monitor.orders.model import LEVELS
from storage import offices, people
from storage.database import Connection
from storage.offices import Holding
from storage.records import Office, OfficeHolder, Person

SHOWN, CHOICES = 12, 5

_BY_LETTER = {"a": Office.ADMINISTRATOR, "d": Office.DEPUTY, "c": Office.COORDINATOR}
_LETTERS = {office: letter for letter, office in _BY_LETTER.items()}


async def show(visit: Visit) -> Screen:
    """List who has access to the unit."""
    async with visit.talk.database.writing() as connection:
        held = await offices.of_unit(connection, visit.unit_id)
        named = await _people(visit, connection)
        await visit.note(connection, "names_seen", screen="offices")
    lines = [
        words.line(each.account, named.get(each.account), each.office, config=_listed(each))
        for each in held[:SHOWN]
    ]
    if len(held) > SHOWN:
        lines.append(words.more(len(held) - SHOWN))
    rows: Rows = (
        (
            Button(label=words.APPOINT, act="appoint", main=True),
            Button(label=words.CODE, act="office_code"),
        ),
        (Button(label=words.REMOVE, act="office_off"),),
    )
    return Screen(text=words.listed(visit.of.unit.name, lines), rows=rows)


def _listed(held: Holding) -> bool:
    return held.source == "config"


async def _people(visit: Visit, connection: Connection) -> dict[int, Person]:
    """Give whose the accounts of the unit are."""
    listed = {each.id: each for each in await people.persons(connection, visit.unit_id)}
    bound = await people.bindings(connection, visit.unit_id)
    return {each.account: listed[each.person] for each in bound if each.person in listed}


def _office(visit: Visit) -> Office | None:
    found = _BY_LETTER.get(visit.word("o"))
    return found if found in _given(visit) else None


def _given(visit: Visit) -> tuple[Office, ...]:
    """Give the offices there are in a unit of this kind."""
    other = Office.COORDINATOR if visit.of.unit.kind in LEVELS else Office.DEPUTY
    return Office.ADMINISTRATOR, other


def _choice(visit: Visit, act: str) -> Rows:
    buttons = [
        Button(label=words.LABELS[office], act=act, args={"o": _LETTERS[office]})
        for office in _given(visit)
    ]
    return (*column(buttons), (_back(),))


async def appoint(visit: Visit) -> Screen:
    """Ask which office, then whom; a name or a link that was typed is looked for."""
    office = _office(visit)
    if office is None:
        return Screen(text=words.WHICH_OFFICE, rows=_choice(visit, "appoint"))
    account = visit.whose("c")
    if account is not None:
        return await _offer(visit, office, account)
    typed = " ".join(visit.text.split())
    if not typed:
        async with visit.talk.database.writing() as connection:
            await visit.begin(connection, "appoint", {"o": _LETTERS[office]})
        return Screen(text=words.whom(office), rows=((_back(),),))
    if not _is_name(typed):
        found = await profile_in(visit.talk.vk, typed)
        if found is None:
            return Screen(text=words.NO_PROFILE, rows=((_back(),),))
        return await _offer(visit, office, found)
    return await _named(visit, office, typed)


def _is_name(typed: str) -> bool:
    """Tell a name to look for from a profile's address."""
    return not any(letter.isdigit() or letter in "/@*[|" for letter in typed)


async def _named(visit: Visit, office: Office, typed: str) -> Screen:
    async with visit.talk.database.writing() as connection:
        accounts = {
            each.id: account for account, each in (await _people(visit, connection)).items()
        }
        found = search(await people.persons(connection, visit.unit_id), typed)
        await visit.note(connection, "names_seen", screen="appoint")
    if not found:
        return Screen(text=words.nobody(typed), rows=((_back(),),))
    if len(found) == 1 and found[0].id in accounts:
        return await _offer(visit, office, accounts[found[0].id])
    bound = [each for each in found if each.id in accounts][:CHOICES]
    if not bound:
        return Screen(text=words.unbound(found[0]), rows=((_back(),),))
    buttons = [
        Button(
            label=each.full_name,
            act="appoint",
            args={"o": _LETTERS[office], "c": accounts[each.id]},
        )
        for each in bound
    ]
    return Screen(text=words.several(len(found)), rows=(*column(buttons), (_back(),)))


async def _offer(visit: Visit, office: Office, account: int) -> Screen:
    async with visit.talk.database.writing() as connection:
        held = await offices.of_unit(connection, visit.unit_id)
        if any((each.account, each.office) == (account, office) for each in held):
            return Screen(text=words.ALREADY_HAS, rows=((_back(),),))
        name = words.who(account, (await _people(visit, connection)).get(account))
        args: Args = {"o": _LETTERS[office], "c": account}
        yes = Button(label=words.APPOINT_YES, main=True)
        return await ask(visit, connection, "appoint_go", args, words.preview(name, office), yes)


async def appoint_go(visit: Visit) -> Screen:
    """Give the office that was shown, and tell whom it was given to."""
    yes = asked(visit)
    if isinstance(yes, Screen):
        return yes
    office, account = _office(yes), yes.whose("c")
    async with visit.talk.database.writing() as connection:
        done = await yes.finish(connection, "appoint_go")
        if not done or office is None or account is None:
            return Screen(text="", toast=desk_words.ALREADY)
        person = (await _people(visit, connection)).get(account)
        holder = OfficeHolder(unit=visit.unit_id, account=account, office=office)
        if not await offices.appoint(connection, holder):
            return Screen(text=words.ALREADY_HAS, rows=((_back(),),))
        await visit.note(connection, "office_given", account=account, office=office)
        await _tell(visit, connection, "appointed", holder)
    return Screen(text=words.appointed(words.who(account, person), office), rows=((_back(),),))


async def _tell(
    visit: Visit, connection: Connection, topic: LetterTopic, holder: OfficeHolder
) -> None:
    letter = Letter(
        topic=topic,
        unit_name=visit.of.unit.name,
        at=visit.now.astimezone(visit.of.zone),
        account=holder.account,
        office=holder.office,
    )
    await post(connection, visit.of, letter, (holder.account,), visit.now)


async def office_off(visit: Visit) -> Screen:
    """Ask whose office is to be taken, and before it is."""
    office, account = _BY_LETTER.get(visit.word("o")), visit.whose("c")
    async with visit.talk.database.writing() as connection:
        held = await offices.of_unit(connection, visit.unit_id)
        named = await _people(visit, connection)
        wanted = next((e for e in held if (e.account, e.office) == (account, office)), None)
        if wanted is None:
            await visit.note(connection, "names_seen", screen="office_off")
            return _whose(held, named)
        if refusal := _refused(held, wanted):
            return Screen(text=refusal, rows=((_back(),),))
        name = words.who(wanted.account, named.get(wanted.account))
        args: Args = {"o": _LETTERS[wanted.office], "c": wanted.account}
        yes = Button(label=words.REMOVE_YES, risky=True)
        text = words.removal(name, wanted.office)
        return await ask(visit, connection, "office_off_go", args, text, yes)


def _whose(held: list[Holding], named: Mapping[int, Person]) -> Screen:
    ours = [each for each in held if not _listed(each)][:CHOICES]
    buttons = [
        Button(
            label=words.label(each.account, named.get(each.account), each.office),
            act="office_off",
            args={"o": _LETTERS[each.office], "c": each.account},
        )
        for each in ours
    ]
    text = words.WHOM_REMOVE if ours else words.NONE_TO_REMOVE
    return Screen(text=text, rows=(*column(buttons), (_back(),)))


def _refused(held: list[Holding], wanted: Holding) -> str:
    """Say why an office stays; empty: it may be taken."""
    if _listed(wanted):
        return words.LISTED_THERE
    administrators = [each for each in held if each.office is Office.ADMINISTRATOR]
    return words.LAST if administrators == [wanted] else ""


async def office_off_go(visit: Visit) -> Screen:
    """Take the office that was shown."""
    yes = asked(visit)
    if isinstance(yes, Screen):
        return yes
    office, account = _BY_LETTER.get(yes.word("o")), yes.whose("c")
    async with visit.talk.database.writing() as connection:
        if not await yes.finish(connection, "office_off_go"):
            return Screen(text="", toast=desk_words.ALREADY)
        held = await offices.of_unit(connection, visit.unit_id)
        wanted = next((e for e in held if (e.account, e.office) == (account, office)), None)
        if wanted is None:
            return Screen(text="", toast=desk_words.ALREADY)
        if refusal := _refused(held, wanted):
            return Screen(text=refusal, rows=((_back(),),))
        holder = OfficeHolder(unit=visit.unit_id, account=wanted.account, office=wanted.office)
        person = (await _people(visit, connection)).get(wanted.account)
        await offices.dismiss(connection, holder)
        await visit.note(connection, "office_taken", account=wanted.account, office=wanted.office)
        await _tell(visit, connection, "removed", holder)
    text = words.removed(words.who(wanted.account, person), wanted.office)
    still = wanted.account != visit.account or wanted.office is not Office.ADMINISTRATOR
    return Screen(text=text, rows=((_back(),),) if still else ())


async def office_code(visit: Visit) -> Screen:
    """Ask which office a code is for, and before it is issued."""
    office = _office(visit)
    if office is None:
        return Screen(text=words.WHICH_CODE, rows=_choice(visit, "office_code"))
    async with visit.talk.database.writing() as connection:
        args = {"o": _LETTERS[office]}
        yes = Button(label=words.CODE_YES, main=True)
        text = words.code_preview(office)
        return await ask(visit, connection, "office_code_go", args, text, yes)


async def office_code_go(visit: Visit) -> Screen:
    """Issue the code."""
    yes = asked(visit)
    if isinstance(yes, Screen):
        return yes
    office = _office(yes)
    async with visit.talk.database.writing() as connection:
        if not await yes.finish(connection, "office_code_go") or office is None:
            return Screen(text="", toast=desk_words.ALREADY)
        code = await issue_claim(connection, visit.unit_id, office, visit.now, visit.account)
        await visit.note(connection, "office_code", office=office)
    until = (visit.now + CLAIM_LIFE).astimezone(visit.of.zone)
    return Screen(text=words.code(office, code, until), rows=((_back(),),))


def _back() -> Button:
    return Button(label=words.BACK, act="offices")


TOPICS = (
    Topic(act="offices", do=show),
    Topic(act="appoint", do=appoint, awaits=lambda text: _is_name(text) or whose(text) is not None),
    Topic(act="appoint_go", do=appoint_go),
    Topic(act="office_off", do=office_off),
    Topic(act="office_off_go", do=office_off_go),
    Topic(act="office_code", do=office_code),
    Topic(act="office_code_go", do=office_code_go),
)
