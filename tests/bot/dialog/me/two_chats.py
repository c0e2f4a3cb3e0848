"""Two chats in which Maria and Pavel wrote and called: what tests of one's own figures share."""

from tests.cast import MARIA, PAVEL, at


async def a_school(place):
    """Two chats, seven messages and a call of Maria's, ten and a call of Pavel's."""
    await place.roster()
    council = await place.chat("Педсовет", MARIA, PAVEL)
    breakfast = await place.chat("Завтрак @all", MARIA, PAVEL)
    place.say(council, MARIA, 5)
    place.world.set_clock(at(1, 10))
    place.say(breakfast, MARIA, 2)
    place.say(breakfast, PAVEL, 10)
    place.world.call(breakfast, MARIA, [MARIA, PAVEL], 60)
    place.world.call(breakfast, PAVEL, [MARIA, PAVEL], 60)
    place.world.set_clock(at(1, 12))
    await place.settle()
