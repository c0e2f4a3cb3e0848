"""Many calls in one request: the script for ``execute``, and what its answer says of each call.

Pure. VK answers ``false`` for a call that failed and lists the failures in ``execute_errors``, in
order, sometimes with one more of ``execute`` itself (dev.vk.com, method "execute").
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from bot.vk.errors import NETWORK, VkError

MOST_CALLS = 25
LONGEST = 60_000
"""Characters of a script; VK documents no limit, 64 K is where others were refused."""

# JavaScript of VKScript's age ends a line at these, even inside a string.
_LINE_ENDS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029"})


def call(method: str, params: Mapping[str, object]) -> str:
    """Write one call in VKScript; texts are JSON strings, which it reads as its own."""
    literal = json.dumps(params, ensure_ascii=False, separators=(",", ":"))
    return f"API.{method}({literal.translate(_LINE_ENDS)})"


def script(calls: Iterable[str]) -> str:
    """Write a script that answers with a list, one item a call."""
    return f"return [{','.join(calls)}];"


def fitting(lengths: Sequence[int]) -> list[slice]:
    """Cut calls of these lengths into scripts VK takes, keeping their order."""
    found: list[slice] = []
    start, size = 0, len(script(()))
    for index, length in enumerate(lengths):
        if index > start and (index - start == MOST_CALLS or size + length + 1 > LONGEST):
            found.append(slice(start, index))
            start, size = index, len(script(()))
        size += length + 1  # and a comma
    return [*found, slice(start, len(lengths))] if lengths else []


def outcomes(
    method: str, answer: object, errors: object, count: int, *, unsure: bool = False
) -> list[VkError | None]:
    """Tell of each of ``count`` calls of ``method``: None, it was done, or why it was not.

    Code ``NETWORK``: the answer does not tell what became of it. ``unsure``: the script may have
    run before.
    """
    unclear = VkError(method, NETWORK, "execute does not tell")
    if not isinstance(answer, list) or len(answer) != count:
        return [unclear] * count
    refusals = _refusals(method, errors)
    for refusal in refusals:
        refusal.unsure = refusal.unsure or unsure
    if sum(item is False for item in answer) != len(refusals):
        refusals = []
    coming = iter(refusals)
    return [_outcome(item, next(coming, unclear) if item is False else unclear) for item in answer]


def _outcome(item: object, otherwise: VkError) -> VkError | None:
    # A message to a chat answers 0, and false is no number here.
    return None if isinstance(item, int) and item is not False else otherwise


def _refusals(method: str, errors: object) -> list[VkError]:
    """Read the errors of this method's calls, in the order of the calls."""
    return [
        VkError(method, error["error_code"], str(error.get("error_msg", "")))
        for error in (errors if isinstance(errors, list) else [])
        if isinstance(error, dict)
        and error.get("method") == method
        and isinstance(error.get("error_code"), int)
    ]
