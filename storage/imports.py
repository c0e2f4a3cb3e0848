"""Importing one module of a library whose package imports them all."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType


@contextmanager
def alone(package: str) -> Iterator[None]:
    """Let modules of a package be imported without the package's own file; later it can be.

    Where the package is imported already, there is nothing to spare.
    """
    if package in sys.modules:
        yield
        return
    library, *rooms = package.split(".")
    spec = find_spec(library)
    places = spec.submodule_search_locations if spec else None
    found = ModuleType(package)
    found.__path__ = [str(Path(place, *rooms)) for place in places or ()]
    sys.modules[package] = found
    try:
        yield
    finally:
        del sys.modules[package]
