"""Metrics as Prometheus reads them: figures of the service, nothing of persons or organisations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, SummaryMetricFamily
from prometheus_client.registry import Collector

from bot.service.oversight.line import CAUSES, Line
from bot.service.oversight.look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is told; ``look`` None: nothing was seen yet, or the database does not answer."""

    look: Look | None
    lines: tuple[Line, ...]
    completeness: float | None
    refused: Mapping[int, int]
    jobs: Mapping[str, int]
    seconds: Mapping[str, float]


class _Told(Collector):
    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def collect(self) -> Iterator[GaugeMetricFamily | CounterMetricFamily | SummaryMetricFamily]:
        figures = self._figures
        yield from _of_look(figures)
        faults = GaugeMetricFamily("zvonok_fault", "1: a fault of this code", labels=["code"])
        wrong = {each.code for each in figures.lines if each.fine is False}
        for code in CAUSES:
            faults.add_metric([code], int(code in wrong))
        yield faults
        errors = CounterMetricFamily(
            "zvonok_vk_errors", "Requests VK refused or did not answer (code 0)", labels=["code"]
        )
        for number, count in sorted(figures.refused.items()):
            errors.add_metric([str(number)], count)
        yield errors
        jobs = SummaryMetricFamily(
            "zvonok_job_seconds", "How long batches of jobs took", labels=["job"]
        )
        for job, count in sorted(figures.jobs.items()):
            jobs.add_metric([job], count, figures.seconds.get(job, 0.0))
        yield jobs


def _of_look(figures: Figures) -> Iterator[GaugeMetricFamily]:
    if (look := figures.look) is None:
        return
    health, now, room = look.health, look.now, look.room
    copied = None if look.copied is None else look.copied.made_at
    of: dict[str, tuple[str, float | None]] = {
        "intake_silent_seconds": ("Since the stream was heard", _age(health.heard_at, now)),
        "intake_lag_seconds": (
            "How far behind now the stream is read",
            _age(health.read_through, now),
        ),
        "holes": ("Gaps in the numbers of chats", health.holes),
        "missing_messages": ("Numbers missing in them", health.missing),
        "completeness": ("Seen of all numbers of present chats", figures.completeness),
        "chats": ("Chats the bot is in", health.chats),
        "chats_unproved": ("Of these without proved access", len(health.chats_unproved)),
        "inbox": ("What waits for an answer", health.inbox),
        "inbox_age_seconds": (
            "How long the oldest of it waits",
            _age(health.inbox_since, now) or 0,
        ),
        "notices": ("Messages to be sent", health.notices_waiting),
        "notices_doubtful": ("Of these with an unknown outcome", health.notices_doubtful),
        "notices_late": ("Messages late by ten minutes", health.notices_late),
        "notices_age_seconds": (
            "How late the first of these is",
            _age(health.notices_since, now) or 0,
        ),
        "quarantine": ("Updates that could not be read", health.quarantine),
        "jobs_late": ("Jobs late by ten minutes", len(look.late)),
        "processes": ("Processes heard lately", len(look.living)),
        "disk_free_percent": ("Room on the database's disk", None if room is None else room.free),
        "copy_age_seconds": ("Since the last copy", _age(copied, now)),
    }
    for name, (text, value) in of.items():
        if value is not None:
            yield GaugeMetricFamily(f"zvonok_{name}", text, value=value)


def _age(since: datetime | None, now: datetime) -> float | None:
    return None if since is None else (now - since).total_seconds()


def text_of(figures: Figures) -> bytes:
    """Write them in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(_Told(figures))
    return generate_latest(registry)
