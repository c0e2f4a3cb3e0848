"""The documents to be filled in are what their source says, and say that they are samples."""

import pytest

from bot.papers.paper import Line
from bot.papers.pdf_file import pdf_file
from bot.papers.word_file import word_file
from tests.bot.papers.opened import pdf_words, word_texts
from tests.samples.__main__ import FOLDER, SAMPLES, sample


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_written_as_its_source_says(name):
    made = word_file(sample(SAMPLES[name]))
    assert word_texts((FOLDER / name).read_bytes()) == word_texts(made), "python -m tests.samples"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_says_at_first_that_it_is_one(name):
    first = sample(SAMPLES[name]).blocks[0]
    assert isinstance(first, Line)
    assert first.text.startswith("Образец")


def test_the_memo_for_parents_is_one_page():
    assert len(pdf_words(pdf_file(sample(SAMPLES["pamyatka-roditelyam.docx"])))) == 1


def test_every_sample_is_linked():
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [name for name in SAMPLES if f"({name})" not in index] == []
