"""Statements that are built once: to build a small one takes longer than to have it answered.

For what is asked at every message; what is asked now and then is read best where it is asked.
"""

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any, ParamSpec

from sqlalchemy import Executable, bindparam

Given = ParamSpec("Given")

Ready = tuple[Executable, dict[str, Any]]
"""A statement and its values: ``connection.execute(*ready)``."""


def built_once(build: Callable[Given, Executable]) -> Callable[Given, Ready]:
    """Build a statement when it is first asked for, with parameters in the place of all values.

    So ``build`` must not look at them: no ``if``, no loop; of a list it may say ``in_`` alone.
    """
    names = tuple(inspect.signature(build).parameters)
    with_parameters: Callable[..., Executable] = build

    @cache
    def statement() -> Executable:
        # Named so that they are not taken for the columns of an UPDATE.
        return with_parameters(*(bindparam(f"given_{name}") for name in names))

    def ready(*values: Given.args, **named: Given.kwargs) -> Ready:
        given = dict(zip(names, values, strict=False)) | named
        return statement(), {f"given_{name}": value for name, value in given.items()}

    return ready
