"""What stands in a paper, read back from the bytes that people get: DOCX and PDF."""

import io
import re
import zlib

from docx import Document
from docx.table import Table


def word_texts(body):
    """Give the texts of a DOCX in order: of paragraphs, and of cells row by row."""
    found = []
    for block in Document(io.BytesIO(body)).iter_inner_content():
        if isinstance(block, Table):
            found += [cell.text for row in block.rows for cell in row.cells]
        else:
            found.append(block.text)
    return [text for text in found if text]


def pdf_words(body):
    """Give the words of each page of a PDF in the order in which they are written."""
    objects = {
        int(number): content
        for number, content in re.findall(rb"(\d+) 0 obj\n(.*?)\nendobj", body, re.DOTALL)
    }
    letters = {
        name.decode(): _letters(objects, int(number))
        for content in objects.values()
        for fonts in re.findall(rb"/Font <<(.*?)>>", content, re.DOTALL)
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", fonts)
    }
    pages = [each for each in objects.values() if re.search(rb"/Type /Page\b", each)]
    return [
        _words(_stream(objects[int(re.search(rb"/Contents (\d+) 0 R", page)[1])]), letters)
        for page in pages
    ]


def pdf_pages(body):
    """Give the sizes of a PDF's pages in millimetres."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", body)
    return [tuple(round(float(side) * 25.4 / 72) for side in box) for box in boxes]


def _stream(content):
    body = content.split(b"stream\n", 1)[1].rsplit(b"\nendstream", 1)[0]
    return zlib.decompress(body) if b"/FlateDecode" in content.split(b"stream", 1)[0] else body


def _letters(objects, font):
    """Read the letters that a font's codes stand for."""
    number = int(re.search(rb"/ToUnicode (\d+) 0 R", objects[font])[1])
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", _stream(objects[number]))
    return {code: bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r"}


def _words(page, letters):
    font, found = "", []
    for name, shown in _SHOWN.findall(page):
        if name:
            font = name.decode()
            continue
        codes = re.sub(
            rb"\\(.)", lambda escaped: _ESCAPED.get(escaped[1], escaped[1]), shown, flags=re.DOTALL
        )
        text = "".join(
            letters[font][codes[at : at + 2].hex().upper().encode()]
            for at in range(0, len(codes), 2)
        )
        found += text.split()
    return found
