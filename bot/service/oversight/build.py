"""Which program runs: its version, and a mark of its files, for a version lasts many changes."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[3]
PACKAGES = ("bot", "monitor", "storage")
KINDS = (".py", ".toml")
LENGTH = 6  # letters of the mark


@cache
def build() -> str:
    """Name it: «0.1.0+3f9a1c»; the same on two machines means the same files."""
    return f"{version('zvonok')}+{mark(ROOT)}"


def mark(root: Path) -> str:
    """Give the mark of a folder's packages."""
    found = hashlib.sha256()
    for package in PACKAGES:
        for file in sorted((root / package).rglob("*")):
            if file.suffix in KINDS:
                found.update(f"{file.relative_to(root).as_posix()}\0".encode())
                found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()[:LENGTH]
