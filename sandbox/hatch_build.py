"""How the sandbox becomes a package of its own: everything in it under the name ``vk_sandbox``.

In this tree it is the package ``sandbox``; so common a word at top level would stand in the way of
somebody else's. What it imports of itself is renamed in the copy that is packed.
"""

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NAME = "vk_sandbox"
OWN_IMPORT = re.compile(r"^(\s*)(from|import) sandbox(?=[.\s])", re.MULTILINE)
OF_THE_PROJECT = ("hatch_build.py", "pyproject.toml", "README.md", "LICENSE", "PKG-INFO")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "dist", ".gitignore", *OF_THE_PROJECT)


def renamed(code: str) -> str:
    """Let a module import its neighbours by the name under which they are installed."""
    return OWN_IMPORT.sub(rf"\1\2 {NAME}", code)


def pack(tree: Path, folder: Path) -> None:
    """Copy the package from `tree` into `folder`, with its imports renamed."""
    shutil.copytree(tree, folder, ignore=LEFT_OUT)
    for file in folder.rglob("*.py"):
        file.write_text(renamed(file.read_text(encoding="utf-8")), encoding="utf-8")


class CustomBuildHook(BuildHookInterface[Any]):
    """Puts the renamed copy into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the copy. Raises RuntimeError where it would only be linked to."""
        if version == "editable":
            raise RuntimeError("The sandbox cannot be linked to (-e): install it, or use the tree.")
        self._made = tempfile.TemporaryDirectory(prefix="vk-sandbox-")
        folder = Path(self._made.name) / NAME
        pack(Path(self.root), folder)
        build_data["force_include"][str(folder)] = NAME

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the copy."""
        del version, build_data, artifact_path
        self._made.cleanup()
