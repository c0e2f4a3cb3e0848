"""The page of examples: every text in a block under a short caption, pictures and tables beside."""

from collections.abc import Iterable, Mapping

from tests.examples.playing import Example

_HEAD = """# Examples

What people are told in one week of a made-up region: sixteen organisations, two municipalities,
eight closed weeks behind it. School 5 has not invited the bot, school 3 closes its week late, the
gymnasium's bot was out of a chat for a day, school 6 has a vacation, school 1 meets everything. All
names are invented; the texts are what the service writes, word for word.

`.venv/bin/python -m tests.examples` makes this page, its pictures and its tables again.
"""

_SECTIONS = (
    (
        "Inside an organisation",
        (
            ("forecast", "Wednesday 15:00, to the administrator: who is likely to be short"),
            ("nudge", "Thursday 14:00, to a person below the norm, at most once a week"),
            ("reminder", "Thursday 15:00, to the administrator, with names and a table"),
            ("watch", "16:00 of a working day, to those who asked for it"),
            ("summary", "Friday 15:00, to the administrator"),
            ("school-friday", "Friday 15:00, to the deputy director"),
            ("school", "Monday 09:00: the same school's week, closed"),
            ("kindergarten", "A kindergarten's closed week"),
            ("college", "A college's closed week"),
        ),
    ),
    (
        "Above organisations: never a name of a person",
        (
            ("watch-municipality", "16:00 of a working day, to the coordinator who asked for it"),
            ("municipality-friday", "Friday 16:00, to the municipality's coordinator"),
            ("municipality", "Monday 09:00: the municipality's closed week"),
            ("region", "Monday 09:00: the region's closed week"),
        ),
    ),
    (
        "On request",
        (
            ("explain", "What the school's figure is made of"),
            ("explain-municipality", "What the municipality's figure is made of"),
            ("official", "A table received from above, held against our figures"),
            ("official-school", "The same table and one school"),
        ),
    ),
)


def page(examples: Iterable[Example]) -> str:
    """Write the page. Raises KeyError for an example that no section shows."""
    by_name = {example.name: example for example in examples}
    parts = [_HEAD]
    for title, shown in _SECTIONS:
        parts.append(f"## {title}\n")
        parts += [_part(by_name, name, caption) for name, caption in shown]
    return "\n".join(parts)


def _part(by_name: Mapping[str, Example], name: str, caption: str) -> str:
    told = by_name[name].told
    lines = [f"### {caption}\n", "```text", told.text, "```\n"]
    if told.picture is not None:
        lines.append(f"![{caption}]({name}.png)\n")
    if told.table is not None:
        lines.append(f"The table: [{name}.xlsx]({name}.xlsx)\n")
    return "\n".join(lines)
