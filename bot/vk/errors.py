"""What VK refuses, by its codes, and whether asking again can help (dev.vk.com, "Error codes").

VkError
├── permanent      asking again cannot help: rights, a closed dialog, a bad parameter
└── not permanent  later it may work: too many requests, an internal error, no network
"""

# What the codes mean: dev.vk.com, "Error codes".
TOO_OFTEN, FLOOD, INTERNAL, UNKNOWN, DEGRADED = 6, 9, 10, 1, 995
CAPTCHA, DAILY, HALF_RUN = 14, 29, 13
AT_ONCE = frozenset({TOO_OFTEN, INTERNAL, UNKNOWN, DEGRADED})
LATER = frozenset({FLOOD, 940, 983, 984, 1012})
PASSING = AT_ONCE | LATER | {DAILY}
DEAD_TOKEN = frozenset({5, 17, 27, 1117})
STOPPING = DEAD_TOKEN | {CAPTCHA}
CLOSED_DIALOG = frozenset({900, 901, 902})
NETWORK = 0
"""Stands for an error code where VK did not answer, or not so that it can be read."""

UNREADABLE = -2
"""Stands for an error code where VK answered what no reader takes: something in it is too deep."""

UNSURE = frozenset({NETWORK, INTERNAL, UNKNOWN, DEGRADED, HALF_RUN})
"""What was asked may have been done all the same; all other errors come before anything is."""


class VkError(Exception):
    """VK refused, or did not answer (``code`` 0); ``permanent``: asking again cannot help.

    ``unsure``: what was asked may have been done, by this try or an earlier one of the same call.
    """

    def __init__(
        self, method: str, code: int, text: str, *, host: str = "", reason: str = ""
    ) -> None:
        """``host``, ``reason`` (a key of ``bot.words.vk_errors``): who did not answer, and why."""
        super().__init__(f"{method}: {code} {text}")
        self.method = method
        self.host = host
        self.reason = reason
        self.code = code
        self.permanent = code != NETWORK and code not in PASSING
        self.unsure = code in UNSURE
