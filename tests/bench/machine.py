"""What the figures were measured on: no names, no paths."""

import os
import platform
import sqlite3
import statistics
import time
from importlib.metadata import version
from pathlib import Path


def header(folder: Path) -> list[str]:
    """Describe the machine; ``folder`` is where the databases will lie."""
    return [
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"vkbottle {version('vkbottle')}, SQLAlchemy {version('SQLAlchemy')}",
        f"one write made safe on disk (fsync): {_fsync(folder) * 1000:.2f} ms",
    ]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _fsync(folder: Path) -> float:
    """Median seconds of making 4 KiB safe."""
    took = []
    with (folder / "fsync").open("wb") as file:
        for _ in range(30):
            file.write(bytes(4096))
            file.flush()
            began = time.perf_counter()
            os.fsync(file.fileno())
            took.append(time.perf_counter() - began)
    return statistics.median(took)


def resident() -> float | None:
    """Resident memory of this process in MB; None where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
    return kilobytes / 1000
