"""docs/clients.md: what each client does on the sandbox; ``python -m tests.printed`` writes it.

Every cell is tried by test_clients.py, and must come out as it says here.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from tests.sandbox.clients.installed import NODE, PINS, PYTHON, Registry

HERE = Path(__file__).parent
LOCK = HERE.parents[2] / "requirements.lock"
DONE, RAISED, BARE, AGAIN, NONE = "yes", "raised", "raised bare", "asked again", "—"


@dataclass(frozen=True)
class Client:
    """One client: its name, where it comes from, how its script begins, what it does otherwise."""

    name: str
    language: str
    registry: Registry | None
    script: str
    v: str
    otherwise: dict[str, str]

    def cell(self, feature):
        """What becomes of a feature with this client."""
        usual = RAISED if feature.startswith("error ") else DONE
        return self.otherwise.get(feature, usual)

    def version(self):
        """The version that is tried."""
        if self.registry is NODE:
            return json.loads((PINS / "package.json").read_text())["dependencies"][self.name]
        pins = LOCK if self.registry is None else PINS / "requirements.txt"
        plain = self.name.replace("_", "-")
        return re.search(rf"^{plain}==(\S+)", pins.read_text(), re.MULTILINE)[1]


FEATURES = (
    *("send", "keyboard", "edit", "callback button", "photo", "document", "members", "execute"),
    *(f"error {code}" for code in (5, 6, 9, 14, 901, 917)),
    *(f"failed {code}" for code in (1, 2, 3)),
    *("Callback API", "a bot of ten lines", "User Long Poll"),
)
CLIENTS = (
    Client("vk_api", "Python", PYTHON, "vk_api", "5.92", {"error 6": AGAIN, "error 14": AGAIN}),
    Client(
        *("aiovk", "Python", PYTHON, "aiovk", "5.81"),
        {"error 5": BARE, "error 14": AGAIN, "Callback API": NONE},
    ),
    Client(
        *("vkbottle", "Python", None, "vkbottle", "5.199"),
        {"error 14": AGAIN, "User Long Poll": NONE},
    ),
    Client(
        *("vk-io", "Node", NODE, "vk_io", "5.199"),
        {"error 6": AGAIN, "error 14": AGAIN, "User Long Poll": NONE},
    ),
    Client(
        *("node-vk-bot-api", "Node", NODE, "node_vk_bot_api", "5.103"),
        {"User Long Poll": NONE},
    ),
)

HEAD = """# Other people's clients on the sandbox

Made from what `tests/sandbox/clients/` claims and tries, by `python -m tests.printed`; a test holds
it. Each client is installed from its registry as it is, is told where the sandbox listens, and does
every feature by its own means (keyboards by its own builder, files by its own uploader where it has
one). *raised*: the client raises VK's error with its code, *bare*: without it. *asked again*: it
waits or solves the captcha, asks again and gets its answer. After `failed` 1, 2 and 3 of the long
poll the bot must answer the next message. `—`: the client has nothing of the kind; of the User Long
Poll (`messages.getLongPollServer`): nothing for communities, or nothing without TLS.
"""


def row(cells):
    """Write a row of a table."""
    return f"| {' | '.join(cells)} |"


def page():
    """Write the whole page."""
    lines = [HEAD, row(["", *(f"{each.name} {each.version()}" for each in CLIENTS)])]
    lines.append(row(["---"] * (len(CLIENTS) + 1)))
    lines.append(row(["language", *(each.language for each in CLIENTS)]))
    lines.append(row(["API version it asks for", *(each.v for each in CLIENTS)]))
    lines += [row([each, *(client.cell(each) for client in CLIENTS)]) for each in FEATURES]
    lines += ["", "## A bot of ten lines with each of them", ""]
    lines.append("`VK_URL` and `VK_TOKEN` are the sandbox's address and token.")
    for client in CLIENTS:
        mark = "python" if client.language == "Python" else "javascript"
        lines += [
            "",
            f"### {client.name}",
            "",
            f"```{mark}",
            bot(client).read_text().rstrip(),
            "```",
        ]
    return "\n".join([*lines, ""])


def script(client):
    """The script that does every feature."""
    return HERE / f"says_{client.script}{suffix(client)}"


def bot(client):
    """The bot of ten lines."""
    return HERE / "bots" / f"with_{client.script}{suffix(client)}"


def on_dialogs(client):
    """The bot that hears messages by the User Long Poll."""
    return HERE / "bots" / f"dialogs_with_{client.script}{suffix(client)}"


def suffix(client):
    """How files in the client's language end."""
    return ".py" if client.language == "Python" else ".js"
