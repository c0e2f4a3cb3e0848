"""The JSON schema of an order's file, made from the model: editors complete and check by it."""

import json
import tomllib
from datetime import date, time
from typing import Any

from bot.cli.words.orders.key import Key
from bot.cli.words.orders.keys import KEYS
from monitor.orders.model import Order

FILE_NAME = "order.schema.json"

_MODELS = {
    "Counting": "counting",
    "Schedule": "schedule",
    "Quiet": "quiet",
    "IndicatorSpec": "indicator",
    "NormSpec": "norm",
    "Milestone": "milestone",
    "Duty": "duty",
    "Outside": "outside",
    "When": "when",
    "Planned": "plan",
}
"""The models an order is made of, and the parts of the file they are."""


def schema() -> dict[str, Any]:
    """Describe an order's file: what may stand where, what it means, an example of each key."""
    found = Order.model_json_schema()
    found["$schema"] = "http://json-schema.org/draft-07/schema#"
    found.pop("description", None)
    _describe(found, KEYS["order"])
    for name, model in found["$defs"].items():
        model.pop("description", None)
        _describe(model, KEYS.get(_MODELS.get(name, ""), {}))
    return found


def _describe(model: dict[str, Any], keys: dict[str, Key]) -> None:
    """Say of each property what it means, in the place of the model's English titles."""
    for name, what in model.get("properties", {}).items():
        what.pop("title", None)
        if name in keys:
            what["description"] = keys[name].meaning
            what["examples"] = [tomllib.loads(keys[name].example)[name]]


def schema_text() -> str:
    """Write the schema as JSON."""
    return json.dumps(schema(), ensure_ascii=False, indent=1, default=_written) + "\n"


def _written(value: date | time) -> str:
    return value.isoformat()
