"""Links to messengers that orders forbid, found in texts; Severodvinsk 2.4 and 3.5 list the nine.

A messenger's name is no link to it, and neither is a domain that only looks like one of its own.
"""

import re
from enum import StrEnum
from urllib.parse import unquote


class Messenger(StrEnum):
    """A messenger that is not to be used beside the order's own; the value is kept in storage."""

    DISCORD = "discord"
    TEAMS = "teams"
    SKYPE = "skype"
    SNAPCHAT = "snapchat"
    TELEGRAM = "telegram"
    THREEMA = "threema"
    VIBER = "viber"
    WHATSAPP = "whatsapp"
    WECHAT = "wechat"


NAMES: dict[Messenger, str] = {
    Messenger.DISCORD: "Discord",
    Messenger.TEAMS: "Microsoft Teams",
    Messenger.SKYPE: "Skype",
    Messenger.SNAPCHAT: "Snapchat",
    Messenger.TELEGRAM: "Telegram",
    Messenger.THREEMA: "Threema",
    Messenger.VIBER: "Viber",
    Messenger.WHATSAPP: "WhatsApp",
    Messenger.WECHAT: "WeChat",
}
"""As they call themselves."""

# What lies below a domain (chat.whatsapp.com, join.skype.com) belongs to it.
DOMAINS: dict[Messenger, tuple[str, ...]] = {
    Messenger.DISCORD: ("discord.com", "discord.gg", "discordapp.com"),
    Messenger.TEAMS: ("teams.microsoft.com", "teams.live.com", "teams.cloud.microsoft"),
    Messenger.SKYPE: ("skype.com", "lync.com"),  # Skype for Business was Lync and meets there
    Messenger.SNAPCHAT: ("snapchat.com",),
    Messenger.TELEGRAM: ("t.me", "telegram.me", "telegram.org", "telegram.dog"),
    Messenger.THREEMA: ("threema.ch", "threema.com", "threema.id"),
    Messenger.VIBER: ("viber.com", "viber.me", "vb.me"),
    Messenger.WHATSAPP: ("whatsapp.com", "wa.me"),
    Messenger.WECHAT: ("wechat.com", "weixin.qq.com"),
}
SCHEMES: dict[Messenger, tuple[str, ...]] = {
    Messenger.DISCORD: ("discord",),
    Messenger.TEAMS: ("msteams",),
    Messenger.SNAPCHAT: ("snapchat",),
    Messenger.TELEGRAM: ("tg",),
    Messenger.THREEMA: ("threema",),
    Messenger.VIBER: ("viber",),
    Messenger.WHATSAPP: ("whatsapp",),
    Messenger.WECHAT: ("weixin", "wechat"),
}

_OF_DOMAIN = {domain: messenger for messenger, some in DOMAINS.items() for domain in some}
_MOST_LABELS = max(domain.count(".") + 1 for domain in _OF_DOMAIN)
_OF_SCHEME = {scheme: messenger for messenger, some in SCHEMES.items() for scheme in some}

_DOT_AND_LETTER = re.compile(r"\.[A-Za-z]")
# A run of letters, digits, dots and hyphens as a whole: nothing of an address before it, unless it
# stands after "//"; and no "@" behind it, which would make it somebody's name.
_RUN = re.compile(r"(?:(?<![\w.@/=&%#-])|(?<=//))([\w.-]++)(?!@)(://)?")


_AWAY = re.compile(r"away(?:\.php)?\?(?:[\w.%-]+=[^&\s]*&){0,9}to=([^&\s]+)")
"""Where VK's page of a link outside leads: «vk.com/away.php?to=https%3A%2F%2Ft.me»."""


def may_link(text: str) -> bool:
    """Tell quickly whether a text may have a link at all; intake asks this of every message."""
    # What takes long comes last: one character is found far sooner than two, or than a pattern.
    return ("." in text and _DOT_AND_LETTER.search(text) is not None) or (
        ":" in text and "://" in text
    )


def linked(text: str) -> frozenset[Messenger]:
    """Give the messengers to which a text has a link, with a scheme or without («t.me/name»)."""
    for leads in _AWAY.findall(text) if "away" in text else ():
        text += f" {unquote(leads)}"
    found = (
        _OF_SCHEME.get(run.strip(".-")) if scheme else _owner(run.strip(".-"))
        for run, scheme in _RUN.findall(text.lower())
    )
    return frozenset(messenger for messenger in found if messenger is not None)


def _owner(run: str) -> Messenger | None:
    """Give whose domain a run is, or lies below."""
    labels = run.split(".")[-_MOST_LABELS:]
    domains = (".".join(labels[at:]) for at in range(len(labels)))
    return next((_OF_DOMAIN[each] for each in domains if each in _OF_DOMAIN), None)
