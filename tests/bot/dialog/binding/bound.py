"""People and profiles bound to them: codes, invitations, a chat called, what is told of it."""

from bot.dialog.binding.invitations import Invitation
from bot.dialog.staff.roster.rostering import issue_codes
from storage import tables
from tests.bot.dialog.conversing import press, say
from tests.builders import a_person
from tests.cast import ADMIN, SCHOOL

BOUND = (
    "Добрый день, Ольга Олеговна! Профиль привязан: МАОУ «СОШ № 12».\n"
    "Теперь Ваши сообщения и звонки в рабочих чатах учитываются за Вами. Тексты не сохраняются.\n"
    "«Моя неделя» покажет, что учтено, «Мои данные» — что хранится. Вопросы — ответственному "
    "администратору."
)


async def person_called(place, name):
    [number] = [row.id for row in await place.rows(tables.persons) if name in row.full_name]
    return number


async def bindings(place):
    """Give whose accounts administrators bound."""
    rows = await place.rows(tables.bindings)
    ways = ("administrator", "asked")
    return {row.account: row.person for row in rows if row.method in ways}


async def called(place, *members):
    """Import the roster, make a staff chat, and let the administrator call it."""
    await place.roster()
    chat = await place.chat("Педсовет", *members)
    await say(place, ADMIN, "позвать в чат")
    await press(place, ADMIN, "1. Педсовет")
    await press(place, ADMIN, "Отправить в чат")
    return chat


def an_invitation(number=1, **person):
    return Invitation(
        person=a_person(number, **person),
        code="483920175",
        link=f"https://vk.me/zvonok?ref={number:09}",
    )


async def olga_s_code(place):
    """Import the roster and give the code of the only person without a profile."""
    await place.roster()
    [(person, code)] = await issue_codes(place.service.core.database, SCHOOL, place.service.clock)
    assert person.full_name == "Юдина Ольга Олеговна"
    return code
