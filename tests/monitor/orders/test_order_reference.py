"""The reference of orders names everything an order may say, and nothing else."""

import re
import tomllib
from typing import Annotated

import pytest
from pydantic import BaseModel, TypeAdapter

from bot.cli.orders.schema import schema, schema_text
from bot.cli.words.orders.keys import KEYS
from monitor.indicators import BY_NAME
from monitor.order_files.loading import SHIPPED, shipped_orders
from monitor.orders.jobs import Schedule
from monitor.orders.model import (
    Counting,
    Duty,
    IndicatorSpec,
    Milestone,
    NormSpec,
    Order,
    Outside,
    Planned,
    Quiet,
)
from monitor.orders.when import When
from tests.order_keys import DOCS as PAGE
from tests.order_keys import SCHEMA, described, rewritten

DOCS = PAGE.read_text(encoding="utf-8")

MODELS: dict[str, type[BaseModel]] = {
    "order": Order,
    "counting": Counting,
    "schedule": Schedule,
    "quiet": Quiet,
    "indicator": IndicatorSpec,
    "norm": NormSpec,
    "milestone": Milestone,
    "duty": Duty,
    "outside": Outside,
    "when": When,
    "plan": Planned,
}
TABLES = {
    "order": {"counting", "schedule", "quiet", "indicator", "milestone", "duty", "outside", "plan"},
    "indicator": {"norm"},
}
"""What is told in a part of its own."""


@pytest.mark.parametrize("part", MODELS)
def test_every_key_is_described_and_no_other(part):
    keys = set(MODELS[part].model_fields) - TABLES.get(part, set())

    assert set(KEYS[part]) == keys
    assert keys <= set(described(DOCS, part)) <= keys | {"family"}


def test_the_tables_of_keys_say_what_the_program_says():
    assert rewritten(DOCS) == DOCS


@pytest.mark.parametrize("part", MODELS)
def test_the_example_of_every_key_is_right(part):
    for name, key in KEYS[part].items():
        field = MODELS[part].model_fields[name]
        read = tomllib.loads(key.example)

        assert list(read) == [name]
        TypeAdapter(Annotated[field.annotation, field]).validate_python(read[name])


@pytest.mark.parametrize("part", MODELS)
def test_what_must_be_written_is_said_to_be(part):
    must = {name for name, field in MODELS[part].model_fields.items() if field.is_required()}
    told = {name for name, key in KEYS[part].items() if key.absent == "обязателен"}

    assert must - TABLES.get(part, set()) == told


def test_the_schema_beside_the_shipped_orders_is_the_model_s():
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


def test_the_schema_says_of_every_key_what_it_means():
    told = schema()

    assert told["properties"]["basis"]["description"] == KEYS["order"]["basis"].meaning
    for model in (told, *told["$defs"].values()):
        assert all(
            {"description", "examples"} <= what.keys() or name in TABLES["order"] | {"norm"}
            for name, what in model.get("properties", {}).items()
        )


@pytest.mark.parametrize("name", shipped_orders())
def test_a_shipped_order_names_its_schema_in_the_first_line(name):
    text = (SHIPPED / f"{name}.toml").read_text(encoding="utf-8")

    assert text.startswith(f"#:schema {SCHEMA.name}\n")


def test_every_way_of_counting_is_described_with_its_base_and_activity():
    part = DOCS.split("\n### Способы счёта", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| `(\w+)` \| .* \| (.*) \| ?(.*) ?\|$", part, re.MULTILINE)

    assert rows[0][:2] == ("family", "база")
    assert {name: (base != "нет", bool(activity)) for name, base, activity in rows[1:]} == {
        family.name: (family.has_base, family.activity) for family in BY_NAME.values()
    }
