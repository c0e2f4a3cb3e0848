"""Getting other people's clients from their registries, once, at the versions of pins/.

They lie in .cache/clients under a name made of the pins, so that other pins are another folder.
Whatever stands in the way (no network, no Node) is a sentence, and the tests are skipped with it.
"""

import functools
import hashlib
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PINS = HERE / "pins"
CACHE = HERE.parents[2] / ".cache" / "clients"
PATIENCE = 40  # seconds for one registry


class Missing(Exception):
    """Why clients cannot be had."""


@dataclass(frozen=True)
class Registry:
    """Where some clients come from: by which pins, and how they are put into a folder."""

    name: str
    pins: tuple[str, ...]

    def folder(self):
        """Give the folder of the clients, filled if it can be. Raises Missing."""
        pinned = b"".join((PINS / name).read_bytes() for name in self.pins)
        mark = hashlib.sha256(pinned + sys.version.encode()).hexdigest()[:16]
        folder = CACHE / f"{self.name}-{mark}"
        if folder.is_dir():
            return folder
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE, prefix=f"{self.name}-") as begun:
            self.install(Path(begun))
            # Two runs at once are both right: whoever comes second finds the folder there.
            if not folder.is_dir():
                Path(begun).rename(folder)
                Path(begun).mkdir()
        return folder

    def install(self, folder):
        """Put the clients into a folder. Raises Missing."""
        if self.name == "python":
            _run(
                *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"),
                *("--disable-pip-version-check", "--retries", "0", "--timeout", "5"),
                *("--only-binary", ":all:", "--platform", "any", "--implementation", "py"),
                *("--require-hashes", "-r", PINS / "requirements.txt", "--target", folder),
            )
            return
        npm = shutil.which("npm")
        if npm is None or shutil.which("node") is None:
            raise Missing("Node is not installed here (Debian: nodejs and npm).")
        for name in self.pins:
            shutil.copy(PINS / name, folder)
        _run(
            *(npm, "ci", "--prefix", folder, "--silent", "--ignore-scripts", "--omit=optional"),
            *("--no-audit", "--no-fund", "--no-update-notifier"),
            *("--fetch-retries=0", "--fetch-timeout=10000"),
        )


@functools.cache
def had(registry):
    """Tell the folder of a registry's clients, or why they cannot be had; asked once a run."""
    try:
        return registry.folder(), ""
    except Missing as why:
        return None, str(why)


PYTHON = Registry("python", ("requirements.txt",))
NODE = Registry("node", ("package.json", "package-lock.json"))


def _run(*command):
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise Missing(f"Their registry did not answer within {PATIENCE} seconds.") from None
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["nothing"]
        raise Missing(f"They cannot be had from their registry: {said[-1]}")
