"""What a process counts of itself for its metrics: jobs and how long they took."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from monitor.orders.jobs import JobName


class Counts:
    """Counts since the start."""

    def __init__(self) -> None:
        self.jobs: Counter[str] = Counter()
        self.seconds: dict[str, float] = {}

    @contextmanager
    def timed(self, job: JobName) -> Iterator[None]:
        """Measure a batch of a job."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.jobs[job.value] += 1
            took = time.perf_counter() - began
            self.seconds[job.value] = self.seconds.get(job.value, 0.0) + took
