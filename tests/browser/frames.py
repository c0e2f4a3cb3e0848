"""``python -m tests.browser.frames``: how smoothly 300 chats scroll while people write in them.

Printed, never judged: frames a second, the slowest frame and the longest work of the page between
two frames, while the list is scrolled and ten messages a second come in.
"""

import asyncio
import itertools
import sys

from playwright.async_api import CDPSession, Page

from sandbox.http.server import serve
from sandbox.show import Show
from sandbox.world.world import World
from tests.browser.chromium import MISSING, browser, chromium, window
from tests.browser.eyes import Eyes

CHATS, PEOPLE, SECONDS = 300, 1_000, 5

_COUNT = """() => new Promise((done) => {
  const frames = [], long = [];
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) long.push(each.duration);
  }).observe({ type: "longtask" });
  const start = performance.now();
  const next = (now) => {
    frames.push(now);
    if (now - start < SECONDS * 1000) requestAnimationFrame(next);
    else done([frames, long]);
  };
  requestAnimationFrame(next);
})""".replace("SECONDS", str(SECONDS))


def town() -> tuple[World, int]:
    """Make a world of one person in 300 chats."""
    world = World()
    people = [world.add_person("Имя", f"Фамилия {number}") for number in range(PEOPLE)]
    for number in range(CHATS):
        members = [people[0], *people[1 + number : 30 + number]]
        world.add_chat(f"Чат {number}", people[0], members)
    return world, people[0]


async def scroll(page: Page, cdp: CDPSession, world: World) -> None:
    """Scroll the list to and fro while its chats go on."""
    box = await page.locator("#dialogs").bounding_box()
    assert box is not None
    place = {"x": box["x"] + 80, "y": box["y"] + 300}
    for turn in range(SECONDS * 10):
        chat = world.chats[1 + turn % CHATS]
        world.say(list(chat.members)[1 + turn % 20], chat=chat.number, text=f"Новость {turn}")
        down = 240 if turn % 30 < 15 else -240
        wheel = {"type": "mouseWheel", **place, "deltaX": 0, "deltaY": down}
        await cdp.send("Input.dispatchMouseEvent", wheel)
        await asyncio.sleep(0.1)


async def main(path: str) -> None:
    """Measure and print."""
    world, person = town()
    async with serve(world) as sandbox, browser(path) as running, window(running) as context:
        sandbox.show = Show(print, {"quick": True})  # the page looks eight times a second then
        eyes = await Eyes.open(context, f"{sandbox.url}/#u={person}&d=1")
        cdp = await context.new_cdp_session(eyes.page)
        counted = asyncio.ensure_future(eyes.page.evaluate(_COUNT))
        await scroll(eyes.page, cdp, world)
        frames, long = await counted
        gaps = sorted(after - before for before, after in itertools.pairwise(frames))
        late = sum(gap > 20 for gap in gaps)
        print(
            f"{CHATS} chats, {PEOPLE} people: {len(gaps) / (frames[-1] - frames[0]) * 1000:.1f}"
            f" frames/s, {late} of {len(gaps)} later than 20 ms, slowest {gaps[-1]:.0f} ms,"
            f" longest work {max(long, default=0):.0f} ms"
        )


if __name__ == "__main__":
    found = chromium()
    if found is None:
        sys.exit(MISSING)
    asyncio.run(main(found))
