"""VK's errors: codes, messages and the error body (vk.com/dev/errors and each method's page)."""

from collections.abc import Mapping

from sandbox.world.records import Json

MESSAGES = {
    1: "Unknown error occurred",
    3: "Unknown method passed",
    5: "User authorization failed",
    6: "Too many requests per second",
    7: "Permission to perform this action is denied",
    8: "Invalid request",
    9: "Flood control",
    10: "Internal server error",
    12: "Unable to compile code",
    13: "Runtime error occurred during code invocation",
    14: "Captcha needed",
    15: "Access denied",
    17: "Validation required: please open redirect_uri in browser",
    18: "User was deleted or banned",
    27: "Group authorization failed",
    29: "Rate limit reached",
    100: "One of the parameters specified was missing or invalid",
    104: "Not found",
    113: "Invalid user id",
    125: "Invalid group id",
    900: "Can't send messages for users from blacklist",
    901: "Can't send messages for users without permission",
    902: "Can't send messages to this user due to their privacy settings",
    909: "Can't edit this message, because it's too old",
    911: "Keyboard format is invalid",
    912: "This is a chat bot feature, change this status in settings",
    913: "Too many forwarded messages",
    914: "Message is too long",
    917: "You don't have access to this chat",
    919: "You can't see invite link for this chat",
    924: "Can't delete this message for everybody",
    925: "You are not admin of this chat",
    927: "Chat does not exist",
    931: "You can't change invite link for this chat",
    935: "User not found in chat",
    936: "Contact not found",
    940: "Too many posts in messages",
    943: "Cannot use this intent",
    945: "Chat was disabled",
    946: "Chat not supported",
    983: "You are restricted to write to a chat",
    995: "Messenger is under maintenance",
    1009: "Unknown reaction passed",
    2000: "Cannot add more servers: Servers number limit is reached",
}
_CAPTCHA = "https://vk.com/captcha.php?sid=575877115543&s=1"
# Fields some errors carry beside the message.
EXTRAS: dict[int, Json] = {
    14: {"captcha_sid": "575877115543", "captcha_img": _CAPTCHA, "redirect_uri": ""},
    17: {"redirect_uri": "https://m.vk.com/activation?act=validate"},
}
MASK = "***"


class VkError(Exception):
    """An error of the API; `detail` follows the code's own message after a colon."""

    def __init__(self, code: int, detail: str = "", *, message: str | None = None) -> None:
        """Word the error; `message` replaces the code's own text."""
        known = MESSAGES.get(code, MESSAGES[1])
        self.code = code
        self.message = message or (f"{known}: {detail}" if detail else known)
        super().__init__(f"[{code}] {self.message}")


def bad_parameter(detail: str) -> VkError:
    """Error 100, VK's answer to a wrong or missing parameter."""
    return VkError(100, detail)


def error_body(error: VkError, method: str, params: Mapping[str, str]) -> Json:
    """Word the error as VK answers it: with the request's parameters, the token masked."""
    shown = {"method": method, "oauth": "1", **params}
    if "access_token" in shown:
        shown["access_token"] = MASK
    return {
        "error": {
            "error_code": error.code,
            "error_msg": error.message,
            **EXTRAS.get(error.code, {}),
            "request_params": [{"key": key, "value": value} for key, value in shown.items()],
        }
    }
