"""Used by the scripts: one JSON line in (what to do, and with what), one out (what came of it)."""

import asyncio
import json
import os
import sys
import threading
import traceback

URL, TOKEN, GROUP = os.environ["VK_URL"], os.environ["VK_TOKEN"], int(os.environ["VK_GROUP"])


def told():
    """Read what to do next, for as long as there is somebody to tell it."""
    answer(came="here")
    for line in sys.stdin:
        asked = json.loads(line)
        yield asked.pop("do"), asked


def answer(**said):
    """Tell what came of it."""
    print(json.dumps(said), flush=True)


def failed():
    """Tell of an exception nobody expected."""
    answer(failed=traceback.format_exc())


async def serve(script):
    """Do what is told by a script's own coroutines, until nobody tells more."""
    loop, lines = asyncio.get_running_loop(), asyncio.Queue()

    def read():
        for asked in told():
            loop.call_soon_threadsafe(lines.put_nowait, asked)
        loop.call_soon_threadsafe(lines.put_nowait, None)

    threading.Thread(target=read, daemon=True).start()
    while (asked := await lines.get()) is not None:
        name, params = asked
        try:
            answer(came=await getattr(script, name)(**params))
        except Exception:  # noqa: BLE001 - whatever it is, the test shows it
            failed()
