"""A paper's files: what is heavy to import is imported when a paper is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.papers import words
from bot.papers.composing import compose
from monitor.facts.paper import PaperFacts

Ending = Literal["docx", "pdf"]

BOTH: tuple[Ending, ...] = ("docx", "pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile:
    """A file of a paper: its name as people see it, and its bytes."""

    name: str
    body: bytes


def paper_files(
    facts: PaperFacts, *, inside: bool, names: bool = False, endings: Sequence[Ending] = BOTH
) -> tuple[PaperFile, ...]:
    """Make the files of a paper; ``inside`` and ``names`` as ``compose`` has them.

    It takes up to seconds: not to be done where others wait.
    """
    from bot.papers.pdf_file import pdf_file  # noqa: PLC0415 - 20 MB that only who makes papers needs
    from bot.papers.word_file import word_file  # noqa: PLC0415 - as above

    writers = {"docx": word_file, "pdf": pdf_file}
    paper = compose(facts, inside=inside, names=names)
    named = inside and names and not facts.is_level
    return tuple(
        PaperFile(name=words.file_name(facts, ending, names=named), body=writers[ending](paper))
        for ending in endings
    )
