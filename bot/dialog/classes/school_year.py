"""«Новый учебный год»: every class a year on, shown first; a second time only if it is meant."""

from bot.dialog.classes import school_year_words as words
from bot.dialog.classes.promoting import Plan, planned, promote
from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.asking import already
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.staff.staff import roster_file, to_staff, today
from bot.vk.keyboards import Button
from monitor.chats.school_year import has_ninth
from storage.db.database import Connection


async def new_year(request: Request) -> Screen | Preview:
    """Show what the new school year would change."""
    again = bool(request.number("a"))
    async with request.talk.database.looking() as connection:
        plan = await planned(connection, request.unit_id, today(request))
        file = await roster_file(request, connection, words.BEFORE_FILE)
        if not plan.idle:
            await request.note(connection, "names_seen", screen="roster_file")
    if plan.idle:
        return Screen(text=words.no_classes(request.vocabulary), rows=(to_staff(),))
    if plan.done_on is not None and not again:
        once_more = Button(label=words.AGAIN, act="new_year", args={"a": 1}, risky=True)
        text = words.done_before(request.unit.name, plan.done_on)
        return Screen(text=text, rows=((once_more,), to_staff()))
    has = has_ninth(plan.promotion.leaving)
    return Preview(
        text=words.preview(plan),
        yes=Button(label=words.PROMOTE_LEAVING if has else words.PROMOTE, main=True),
        other=Button(label=words.PROMOTE_ON, args={"n": 1}) if has else None,
        args={"a": int(again)},
        files=(file,),
    )


async def do(request: Request, connection: Connection) -> Screen:
    """Bring the classes into the new year, compared with how they are now."""
    day, goes_on = today(request), bool(request.number("n"))
    plan: Plan = await planned(connection, request.unit_id, day, ninth_goes_on=goes_on)
    if plan.done_on is not None and not request.number("a"):
        return already()
    await promote(connection, request.unit_id, plan, request.now, day, request.account)
    return Screen(text=words.done(plan), rows=(to_staff(),))


ACTS = (
    Act(
        name="new_year",
        may=rights.ADMINISTRATOR,
        named=words.NEW_YEAR_ACT,
        noted=words.NOTED,
        do=new_year,
        done=do,
    ),
)
