"""``zvonok``: the packages lie beside this file, in a wheel under one name, and are found first.

A folder of somebody else's that has a ``bot`` of its own is no trouble, nor is theirs to us: what
is installed is ``zvonok`` alone.
"""

import sys
from pathlib import Path


def main() -> None:
    """Run the command line."""
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    from bot.cli.commands import app  # noqa: PLC0415 - it is found only now

    app()


if __name__ == "__main__":
    main()
