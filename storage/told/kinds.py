"""Kinds of notices of which storage knows more than their name.

A kind that stands in none of these sets needs no line here: its facts are struck out as soon as it
is told or too late, it waits for the hours in which people are written to, and it ends with its
recipient's office.
"""

LETTER = "letter"
"""What people of a unit let each other know."""

ANNOUNCEMENT, URGENT = "announcement", "announcement_now"
"""An announcement to a chat; an urgent one goes out at any hour."""

ANNOUNCED = "announced"
"""What tells an announcement's author what became of it."""

BINDING_ASK = "binding_ask"
"""That somebody asks to be bound to a person."""

URGED = "milestone_urged"
"""That a coordinator reminds an organisation of what its order wants done."""

MATERIAL, MATERIAL_NOW = "material", "material_now"
"""What a level hands out, to an organisation's administrators; urgently at any hour."""

MATERIAL_LEFT = "material_left"
"""That an organisation has not passed on what a level handed out."""

MATERIAL_OVER = "material_over"
"""What tells coordinators what their organisations did with it."""

KEPT = frozenset(
    {"forecast", "nudge", "reminder", "summary", "digest", "watch", "rollup", "milestones"}
    | {"access", "link_reply", ANNOUNCED, "binding_done", "binding_refused"}
)
"""Kinds whose facts stay as long as notices do: no words of people, and no strangers' names."""

AT_ANY_HOUR = frozenset({URGENT, MATERIAL_NOW})
"""Kinds that do not wait for the day."""

PERSONAL = frozenset({"nudge"})
"""What is told to people as members of the staff, whatever office they hold."""
