import os

from vkbottle import API
from vkbottle.bot import Bot, Message

API.API_URL = os.environ["VK_URL"] + "/method/"
bot = Bot(token=os.environ["VK_TOKEN"])


@bot.on.message(text="/start")
async def hello(message: Message):
    await message.answer("Hello!")


bot.run_forever()
