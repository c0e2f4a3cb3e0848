"""``python -m tests.examples [DIR]``: make docs/examples again, without a network."""

import argparse
import asyncio
import io
import tempfile
from pathlib import Path

from PIL import Image

from tests.examples.page import page
from tests.examples.playing import examples

COLOURS = 64  # more cannot be told apart, and files are a third as large


def main() -> None:
    """Play the weeks; write the page, the pictures, the tables."""
    parser = argparse.ArgumentParser(prog="tests.examples", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs/examples"))
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        found = asyncio.run(examples(Path(place)))
    (folder / "README.md").write_text(page(found), encoding="utf-8")
    for example in found:
        if example.told.picture is not None:
            (folder / f"{example.name}.png").write_bytes(smaller(example.told.picture))
        if example.told.table is not None:
            (folder / f"{example.name}.xlsx").write_bytes(example.told.table.body)


def smaller(picture: bytes) -> bytes:
    """Keep a picture's size in fewer colours."""
    written = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS).save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    main()
