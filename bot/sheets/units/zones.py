"""Time zones as people write them: «МСК+2» is Asia/Yekaterinburg. Pure."""

import re

BY_MOSCOW = {
    -1: "Europe/Kaliningrad",
    0: "Europe/Moscow",
    1: "Europe/Samara",
    2: "Asia/Yekaterinburg",
    3: "Asia/Omsk",
    4: "Asia/Krasnoyarsk",
    5: "Asia/Irkutsk",
    6: "Asia/Yakutsk",
    7: "Asia/Vladivostok",
    8: "Asia/Magadan",
    9: "Asia/Kamchatka",
}
"""Zones of Russia by their hours from Moscow's; no clock is changed there in summer."""

_MOSCOW = re.compile(r"(?:мск|msk|москва)\s*(?:([+−–-])\s*(\d))?", re.IGNORECASE)


def zone_of(written: str) -> str:
    """Give the zone that is meant; what means none as it is."""
    found = _MOSCOW.fullmatch(written.strip())
    if found is None:
        return written
    hours = int(found[2] or 0) * (1 if found[1] in (None, "+") else -1)
    return BY_MOSCOW.get(hours, written)
