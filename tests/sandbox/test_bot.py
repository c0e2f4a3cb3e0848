"""A real vkbottle bot lives on the sandbox: its own polling, routing, answers and models."""

import asyncio

import pytest
import pytest_asyncio
from vkbottle import Callback, ErrorHandler, GroupEventType, GroupTypes, Keyboard
from vkbottle.bot import Bot, MessageEvent
from vkbottle.polling import BotPolling

from sandbox.world.carried.attachments import SAMPLES
from sandbox.world.world import Access

pytestmark = pytest.mark.asyncio


@pytest.fixture
def bot(api, tmp_path, monkeypatch):
    # Its polling keeps a file under the working directory.
    monkeypatch.chdir(tmp_path)
    bot = Bot(
        api=api,
        polling=BotPolling(api=api, wait=1),
        error_handler=ErrorHandler(raise_exceptions=True),
    )

    @bot.on.message(text="/отчёт <what>")
    async def report(message, what):
        await message.reply(f"Отчёт: {what}")

    @bot.on.message(text="Начать")
    async def begin(message):
        keyboard = Keyboard(inline=True).add(Callback("Записать", {"write": 1})).get_json()
        await message.answer("Здравствуйте!", keyboard=keyboard)

    @bot.on.raw_event(GroupEventType.MESSAGE_EVENT, dataclass=MessageEvent)
    async def pressed(event: MessageEvent):
        await event.show_snackbar(f"Записано: {event.payload['write']}")

    return bot


@pytest_asyncio.fixture
async def running(bot):
    task = asyncio.create_task(bot.run_polling())
    yield task
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def until(condition):
    """Wait for what the bot does, five seconds at most."""
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.01)


async def test_a_bot_answers_a_command_in_a_chat(running, town):
    town.world.set_bot(town.chat, town.anna, Access.MENTIONS)
    dialog = town.world.chat(town.chat).dialog
    await until(lambda: town.world.requests["groups.getLongPollServer"])
    asked = town.world.say(town.boris, chat=town.chat, text="/отчёт неделя")
    await until(lambda: len(dialog.messages) > asked)
    answer = dialog.messages[-1]
    assert (answer.text, answer.reply["conversation_message_id"]) == ("Отчёт: неделя", asked)


async def test_a_bot_greets_and_answers_a_press(running, town):
    await until(lambda: town.world.requests["groups.getLongPollServer"])
    town.world.say(town.vera, dm=True, text="Начать")
    dialog = town.world.dms[town.vera]
    await until(lambda: len(dialog.messages) == 2)
    town.world.press(town.vera, dm=True, label="Записать")
    await until(lambda: town.world.answers)
    (shown,) = town.world.answers
    assert (shown["user"], shown["type"], shown["text"]) == (
        town.vera,
        "show_snackbar",
        "Записано: 1",
    )


@pytest.mark.parametrize("failed", [2, 3])
async def test_a_bot_survives_a_lost_key_and_a_lost_session(running, town, control, failed):
    requests = town.world.requests
    await until(lambda: requests["groups.getLongPollServer"] == 1)
    await control("POST", "faults", {"on": "poll", "failed": failed})
    await until(lambda: requests["groups.getLongPollServer"] == 2)
    town.world.say(town.vera, dm=True, text="Начать")
    await until(lambda: len(town.world.dms[town.vera].messages) == 2)
    assert town.world.dms[town.vera].messages[-1].text == "Здравствуйте!"


@pytest.mark.parametrize("name", SAMPLES)
async def test_every_made_up_attachment_is_one_the_typed_client_reads(town, name):
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    town.world.say(town.vera, chat=town.chat, attachments=[name])
    _, body = town.events()[-1]
    event = {"type": "message_new", "group_id": 1, "event_id": "1", "v": "5.199", "object": body}
    (attachment,) = GroupTypes.MessageNew(**event).object.message.attachments
    assert attachment.type.value == name
    assert getattr(attachment, name) is not None


async def test_calls_are_read_by_the_typed_client(town):
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    town.world.call(town.chat, town.anna, [town.boris], 60)
    start, end = [
        GroupTypes.MessageNew(
            type="message_new", group_id=1, event_id="1", v="5.199", object=body
        ).object.message.attachments[0]
        for _, body in town.events()[-2:]
    ]
    assert start.group_call_in_progress.initiator_id == town.anna
    assert (end.call.duration, end.call.receiver_id, end.call.participants.count) == (
        60,
        town.peer,
        2,
    )
