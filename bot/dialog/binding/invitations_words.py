"""What stands on invitations: the table of codes and links, the slips to cut out."""

from datetime import date

from bot.parsing.onetime import spelled
from bot.words.russian import day

SHEET = "Коды привязки"
COLUMNS = ("ФИО", "Должность", "Код", "Ссылка", "QR")
TABLE_FILE, SLIPS_FILE = "Коды привязки.xlsx", "Коды привязки для печати.pdf"
SLIPS_TITLE = "Коды привязки"


def slip_code(code: str) -> str:
    """The line of a slip that is seen first."""
    return f"Код: {spelled(code)}"


def slip_steps(last: date) -> str:
    """Tell what to do with a slip; ``last``: the last day of the code."""
    return (
        "Наведите камеру телефона на рисунок и нажмите «Начать». Или отправьте код боту "
        f"«Звонок» в личных сообщениях VK. Код личный, действует по {day(last)} {last.year}."
    )
