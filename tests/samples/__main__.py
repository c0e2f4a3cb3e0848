"""``python -m tests.samples`` writes the documents; a test holds them."""

from datetime import UTC, datetime
from pathlib import Path

from bot.papers.paper import Paper
from bot.papers.word_file import word_file
from bot.papers.words import PAGE
from tests.samples import order, parents

FOLDER = Path(__file__).parents[2] / "docs" / "ru" / "obrazcy"
MADE_AT = datetime(2026, 11, 1, tzinfo=UTC)

SAMPLES = {"prikaz.docx": order, "pamyatka-roditelyam.docx": parents}


def sample(source):
    """Give a sample as a paper."""
    return Paper(
        title=source.TITLE,
        blocks=tuple(source.blocks()),
        foot="Образец",
        page=PAGE,
        made_at=MADE_AT,
    )


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, source in SAMPLES.items():
        (FOLDER / name).write_bytes(word_file(sample(source)))
