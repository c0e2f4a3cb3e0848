"""The demo without anybody watching: the weeks at once, then what the bot said, saved."""

import json
from collections.abc import Awaitable, Callable, Sequence, Set
from datetime import datetime, timedelta
from pathlib import Path

from bot.demo import words
from bot.demo.cast import UNIT
from bot.demo.stage import Demo
from bot.demo.timeline import earlier, ending, perform_beat, shown
from bot.service.telling.wording import KINDS as NOTICES
from monitor.orders.jobs import JobName

Show = Callable[[datetime, Sequence[JobName]], Awaitable[None]]
"""Told of every step: the made-up moment, and what just happened (a job, or nothing)."""


async def play(demo: Demo, show: Show) -> None:
    """Play the earlier weeks at once, then the week step by step, then Monday's closing."""
    for _end, beats in earlier(demo):
        for beat in beats:
            perform_beat(demo, beat)
        await demo.settle()
        await show(demo.world.now(), ())
    last = ending(demo) + timedelta(hours=12)  # what else is due on that Monday
    for beat in shown(demo):
        if beat.at > last:
            return
        if beat.act is None:
            before = len(demo.sent)
            jobs = await demo.do(beat.at)
            await show(beat.at, heard(jobs, {each.kind for each in demo.sent[before:]}))
        elif beat.at <= ending(demo) - timedelta(hours=9):
            perform_beat(demo, beat)
            await show(beat.at, ())


def heard(jobs: Sequence[JobName], kinds: Set[str]) -> tuple[JobName, ...]:
    """Leave out jobs of which nobody heard, such as a watch nobody asked for.

    ``kinds``: of what was sent; the closing of a week sends summaries and digests.
    """
    closing = {JobName.SUMMARY, JobName.DIGEST}
    return tuple(
        job
        for job in jobs
        if job in kinds or (job is JobName.CLOSE and not closing.isdisjoint(kinds))
    )


async def save(demo: Demo, folder: Path) -> list[Path]:
    """Write the transcript, and the picture and table of the final digest as VK would give them."""
    lines = [
        json.dumps(
            {
                "to": each.to,
                "kind": each.kind,
                "at": each.at.astimezone(demo.service.core.units[UNIT].zone).isoformat(),
                "text": each.text,
                "attachments": list(each.attachments),
            },
            ensure_ascii=False,
        )
        for each in demo.sent
    ]
    saved = [folder / "transcript.jsonl"]
    saved[0].write_text("\n".join(lines) + "\n", encoding="utf-8")
    deputy = demo.cast.of(UNIT).school.deputy
    digests = [each for each in demo.sent if each.kind == JobName.DIGEST and each.to == deputy]
    for attachment in digests[-1].attachments:
        name = "_".join(attachment.split("_")[:2])
        value = demo.world.files.attachable[name]
        if "photo" in value:
            url, path = value["photo"]["sizes"][-1]["url"], folder / f"digest-{UNIT}.png"
        else:
            url, path = value["doc"]["url"], folder / f"digest-{UNIT}.xlsx"
        path.write_bytes(await demo.service.vk.http.request_content(url, method="GET"))
        saved.append(path)
    return saved


def counts(demo: Demo) -> dict[str, int]:
    """Count what the bot sent, by what it is called, in the order of first appearance."""
    called = {**words.ANSWERS, **{kind.name: kind.called for kind in NOTICES}}
    found: dict[str, int] = {}
    for each in demo.sent:
        name = called.get(each.kind, each.kind)
        found[name] = found.get(name, 0) + 1
    return found
