"""How people write a profile: a number, a link, a mention, a dialog's address. Pure.

«104», «id104», «vk.com/ivanova?from=search», «[id104|Мария]», «@id104 (Мария)», «*ivanova»,
«vk.com/im?sel=104», «vk.me/id104», and the same on VK's other hosts.
"""

import re
from urllib.parse import parse_qs, urlsplit

from storage.accounts import Account, is_account

_HOSTS = frozenset(
    {
        *("vk.com", "m.vk.com", "new.vk.com", "web.vk.com"),
        *("vk.ru", "m.vk.ru", "web.vk.ru"),
        *("vk.me", "m.vk.me", "web.vk.me"),
        "vkontakte.ru",
    }
)
_NOT_PROFILES = frozenset(
    {
        *("al_im.php", "audio", "albums", "call", "clips", "docs", "edit", "feed", "friends"),
        *("gim", "groups", "im", "join", "login", "mail", "menu", "search", "settings"),
        *("video", "wall", "web", "write"),
    }
)
_MENTION = re.compile(r"\[([^\[\]|]+)\|[^\[\]]*\]")
_NAMED = re.compile(r"([@*]?[\w.]+)\s*\(.*\)", re.DOTALL)
_NUMBERED = re.compile(r"(?:id ?)?([0-9]{1,20})(?:\.0)?")  # .0: a number once passed through Excel
_DIALOG = re.compile(r"(?:write|im/convo/|convo/)([0-9]{1,20})")
_COMMUNITY = re.compile(r"(?:club|public|event|app|id)\d+")
_SCREEN_NAME = re.compile(r"(?=.*[a-z])[a-z0-9_.]{3,32}")
_AFTER = ".,;:!?)»\"'"  # what stands behind an address in a sentence
_CHOSEN = ("sel", "peer")  # of a dialog: who it is with


def whose(written: str) -> Account | str | None:
    """Give the account that is named, or a short address to ask VK for; None: it is neither."""
    name = _bare(written)
    dialog = _DIALOG.fullmatch(name)
    numbered = dialog or _NUMBERED.fullmatch(name)
    if numbered:
        account = int(numbered[1])
        return account if is_account(account) else None
    if name in _NOT_PROFILES or _COMMUNITY.fullmatch(name) or not _SCREEN_NAME.fullmatch(name):
        return None
    return name


def _bare(written: str) -> str:
    """Take «ivanova» out of however it was written; empty: it is no profile's address."""
    name = written.strip().lower()
    if (mention := _MENTION.fullmatch(name.rstrip(_AFTER))) is not None:
        name = mention[1]
    elif (named := _NAMED.fullmatch(name)) is not None:
        name = named[1]
    name = name.rstrip(_AFTER).lstrip("@*")
    return _of_link(name) if "/" in name else name


def _of_link(link: str) -> str:
    """Take the profile out of a link to VK; a dialog's is that of whom it is with."""
    try:
        parts = urlsplit(link if "://" in link else f"https://{link}")
        host, chosen = parts.hostname or "", parse_qs(parts.query)
    except ValueError:
        return ""
    if host.removeprefix("www.") not in _HOSTS:
        return ""
    path = parts.path.strip("/")
    if path == "away.php":  # where VK's page of a link that leads outside leads to
        leads = chosen.get("to", [""])[0]
        return _of_link(leads) if "/" in leads and "away.php" not in leads else ""
    if path in ("im", "mail", "al_im.php") or re.fullmatch(r"gim[0-9]+", path):
        numbers = [chosen[name][0] for name in _CHOSEN if name in chosen]
        return numbers[0] if numbers and numbers[0].isdecimal() else ""
    return path.removeprefix("@")
