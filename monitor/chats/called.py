"""The name under which a chat stands in every report: its title, or its number. Pure."""


def called(title: str, number: int) -> str:
    """Give a chat's title, or its number where the messenger does not tell one: «№ 3»."""
    return title or f"№ {abs(number)}"
