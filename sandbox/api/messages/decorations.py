"""The rarer things a message may show: a place, a sticker, a carousel, formatted text."""

from sandbox.api.call import Call
from sandbox.api.errors import VkError, bad_parameter
from sandbox.world.carried.attachments import point, sticker_of
from sandbox.world.carried.keyboards import KeyboardError, read_buttons
from sandbox.world.records import Json, Value

ELEMENTS, ELEMENT_BUTTONS, ELEMENT_TEXT = 10, 3, 80
STYLES = ("bold", "italic", "underline", "url")


def geo(call: Call) -> Json | None:
    """Read lat and long in degrees; they come together."""
    if not call.text("lat") and not call.text("long"):
        return None
    return point(_degrees(call, "lat", 90), _degrees(call, "long", 180))


def _degrees(call: Call, name: str, most: int) -> float:
    try:
        degrees = float(call.needed(name))
    except ValueError:
        raise bad_parameter(f"{name} is not a number") from None
    if not -most <= degrees <= most:
        raise bad_parameter(f"{name} should be between -{most} and {most}")
    return degrees


def sticker(call: Call) -> Json | None:
    """Read the sticker to send."""
    number = call.number("sticker_id", 0)
    if number < 0:
        raise bad_parameter("sticker_id should be positive")
    return {"type": "sticker", "sticker": sticker_of(number)} if number else None


def template(call: Call) -> Json | None:
    """Read a carousel, the one template there is."""
    given = call.json("template")
    if given is None:
        return None
    elements = given.get("elements") if isinstance(given, dict) else None
    if not isinstance(elements, list) or given.get("type") != "carousel":
        raise bad_parameter("template should be a carousel with elements")
    if not 1 <= len(elements) <= ELEMENTS:
        raise bad_parameter(f"template should have 1 to {ELEMENTS} elements")
    read = [_element(call, element) for element in elements]
    if len({(*sorted(element), len(element["buttons"])) for element in read}) > 1:
        raise bad_parameter("all elements of a template should have the same fields and buttons")
    return {"type": "carousel", "elements": read}


def _element(call: Call, element: Value) -> Json:
    if not isinstance(element, dict) or not (element.get("title") or element.get("photo_id")):
        raise bad_parameter("an element of a template needs title and description, or photo_id")
    if element.get("title") and not element.get("description"):
        raise bad_parameter("an element of a template with a title needs description")
    if any(len(str(element.get(name, ""))) > ELEMENT_TEXT for name in ("title", "description")):
        raise bad_parameter(f"title and description are at most {ELEMENT_TEXT} letters")
    shown: Json = {name: element[name] for name in ("title", "description") if element.get(name)}
    if element.get("photo_id"):
        shown["photo"] = _photo(call, f"photo{element['photo_id']}")
    try:
        shown["buttons"] = read_buttons(element.get("buttons"), ELEMENT_BUTTONS)
    except KeyboardError as error:
        raise VkError(911, str(error)) from None
    if element.get("action"):
        shown["action"] = element["action"]
    return shown


def _photo(call: Call, name: str) -> Value:
    known = call.world.files.attached(name)
    if known is None:
        raise bad_parameter(f"{name} is not found")
    return known["photo"]


def format_data(call: Call, text: str) -> Json | None:
    """Read which stretches of `text` are bold, italic, underlined or links."""
    given = call.json("format_data")
    if given is None:
        return None
    items = given.get("items") if isinstance(given, dict) else None
    if not isinstance(items, list) or not all(_is_stretch(item, len(text)) for item in items):
        raise bad_parameter("format_data is invalid")
    return {"version": str(given.get("version", 1)), "items": items}


def _is_stretch(item: Value, length: int) -> bool:
    if not isinstance(item, dict) or item.get("type") not in STYLES:
        return False
    start, size = item.get("offset"), item.get("length")
    if not isinstance(start, int) or not isinstance(size, int):
        return False
    named = item["type"] != "url" or isinstance(item.get("url"), str)
    return named and start >= 0 and size > 0 and start + size <= length
