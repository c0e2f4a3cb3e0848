"""The order and the config under which a story is played, as their files."""

from tests.worlds.story import ADMINS, WEEKDAYS, Story

TOWN = "town"


def order_of(story: Story) -> str:
    """Write the order's file."""
    head = [
        'id = "story"',
        'title = "Приказ"',
        'issuer = "Управление"',
        'main = "main"',
        f'first_day = "{WEEKDAYS[story.first_weekday]}"',
        "[counting]",
        'rule = "Считаются сообщения."',
        f"participants = {str(story.participants).lower()}",
        "[schedule]",
        f'close = "{WEEKDAYS[story.first_weekday]} 09:00"',
    ]
    return "\n".join([*head, *(each.toml() for each in story.indicators)])


def config_of(story: Story) -> str:
    """Write the config, with places for what the playground fills in."""
    units = [
        "[database]",
        'url = "sqlite:///{database}"',
        "[vk]",
        'token = "{token}"',
        'api_url = "{api_url}"',
    ]
    units += [
        "[[unit]]",
        f'id = "{TOWN}"',
        'kind = "municipality"',
        'name = "Город"',
        f'timezone = "{story.zone.key}"',
        'order = "order.toml"',
    ]
    for school in story.schools:
        units += [
            "[[unit]]",
            f'id = "{school.unit}"',
            f'parent = "{TOWN}"',
            'kind = "school"',
            f'name = "Школа {school.number}"',
            f'timezone = "{story.zone.key}"',
            'order = "order.toml"',
            f"administrators = [{ADMINS[school.number]}]",
        ]
    return "\n".join(units)
