"""The bot comes into a chat: conversations through the sandbox, whole texts."""

from pathlib import Path

import pytest

from sandbox.world import Access
from storage import tables
from tests.cast import ADMIN, MARIA, SCHOOL, STRANGER
from tests.playground import playground

HELLO = (
    "Здравствуйте! Я бот «Звонок», веду учёт активности в школьных чатах.\n"
    "Меня добавил ответственный администратор: МАОУ «СОШ № 12».\n"
    "Основание: Приказ о переходе на информационно-коммуникационную платформу «Сферум» (Пермь).\n"
    "Учитывается только факт сообщения или звонка: кто и когда.\n"
    "Тексты, файлы и голосовые сообщения не сохраняются. Ученики и родители учитываются только "
    "общим числом.\n"
    "Вопросы — [id101|ответственному администратору]."
)


@pytest.mark.asyncio
async def test_an_administrator_s_invitation_gives_the_chat_to_the_school(tmp_path: Path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)

        assert place.heard(chat=chat) == [HELLO]
        [row] = await place.rows(tables.chats)
        assert (row.unit, row.title, row.kind, row.owner, row.admin) == (
            SCHOOL,
            "Педсовет",
            "staff",
            ADMIN,
            True,
        )


@pytest.mark.asyncio
async def test_a_stranger_s_invitation_is_declined_and_nothing_is_recorded(tmp_path: Path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, by=STRANGER)
        place.say(chat, MARIA, 3)
        await place.settle()

        [said] = place.heard(chat=chat)
        assert said.endswith("меня должен добавить ответственный администратор организации.")
        assert await place.rows(tables.tallies) == []
        assert [row for row in await place.rows(tables.ledger) if row.conversation > 0] == []
