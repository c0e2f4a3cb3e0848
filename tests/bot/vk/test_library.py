"""vkbottle is imported sparingly, and all of it can be had: in processes that import only ours."""

import asyncio
import sys

import pytest

from sandbox.http.server import serve
from sandbox.world.world import World

UNUSED = """
import sys
from bot.vk.library import Message
from vkbottle.tools.mini_types import base, user

print(*sorted(name for name in sys.modules if name.startswith(
    ("vkbottle_types.methods", "vkbottle_types.responses", "vkbottle_types.codegen.")
)))
made = Message, base.BaseMessageMin, base.BaseForeignMessageMin, user.MessageMin
print(*(each.__pydantic_complete__ for each in made))

said = {"date": 1, "from_id": 104, "peer_id": 104, "text": "", "conversation_message_id": 1}
said |= {"id": 1, "out": 0, "version": 1, "replace_mention": False}
print(type(Message(**said, fwd_messages=[said]).fwd_messages[0]).__name__)
"""

BY_NAME = """
import asyncio, sys
from bot.vk.client import Vk

async def main():
    vk = Vk(*sys.argv[1:])
    print(type(await vk.api.groups.get_by_id()).__name__)
    await vk.close()

asyncio.run(main())
from vkbottle.user import Message
from vkbottle_types.base_model import BaseModel
from vkbottle_types.methods import GroupsCategory
from vkbottle_types.responses import UtilsResolveScreenNameResponse

Message.object_build(vars(sys.modules[Message.__module__]))
print(Message.__pydantic_complete__)
"""


async def told(program, *arguments):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, *arguments, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await process.communicate()
    assert process.returncode == 0
    return printed.decode().splitlines()


@pytest.mark.asyncio
async def test_what_the_program_does_not_use_is_neither_imported_nor_made_ready():
    assert await told(UNUSED) == [
        "vkbottle_types.codegen.objects vkbottle_types.responses.execute",
        "True False False False",
        "ForeignMessageMin",
    ]


@pytest.mark.asyncio
async def test_a_method_called_by_its_name_is_imported_then_and_all_else_as_ever():
    async with serve(World()) as sandbox:
        url = f"{sandbox.url}/method/"
        assert await told(BY_NAME, sandbox.world.token, url) == [
            "GroupsGetByIdObjectResponseModel",
            "True",
        ]
