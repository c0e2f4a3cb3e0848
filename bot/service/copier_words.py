"""What the log says of copies on a schedule."""

NO_ROOM = "на диске нет места для копии"


def failed(folder: str, reason: str) -> str:
    """A copy could not be made; older ones stay."""
    return (
        f"Копия базы в папку {folder} не записана: {reason.rstrip('.')}. Прежние копии целы; "
        "служба попробует снова через час. Проверьте место на диске и права на папку."
    )
