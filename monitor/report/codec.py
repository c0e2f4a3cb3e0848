"""Reports, their facts and digests as text that storage keeps: written and read here alone. Pure.

What is added to them has a default, so that what was kept before is still read.
"""

import msgspec

from monitor.facts.digest import Digest
from monitor.facts.values import Report, WeekFigure
from monitor.report.kept import KeptFacts

_ENCODER = msgspec.json.Encoder()
_FIGURES = msgspec.json.Decoder(tuple[WeekFigure, ...])  # a region reads hundreds of them


def encode_report(report: Report) -> str:
    """Write a closed week's report."""
    return _ENCODER.encode(report).decode()


def decode_report(text: str) -> Report:
    """Read a closed week's report."""
    return msgspec.json.decode(text, type=Report)


def encode_facts(kept: KeptFacts) -> str:
    """Write the facts of a closed week."""
    return _ENCODER.encode(kept).decode()


def decode_facts(text: str) -> KeptFacts:
    """Read the facts of a closed week."""
    return msgspec.json.decode(text, type=KeptFacts)


def encode_digest(digest: Digest) -> str:
    """Write what a notice tells of a week."""
    return _ENCODER.encode(digest).decode()


def decode_digest(text: str) -> Digest:
    """Read what a notice tells of a week."""
    return msgspec.json.decode(text, type=Digest)


def encode_figures(figures: tuple[WeekFigure, ...]) -> str:
    """Write the figures of a standing."""
    return _ENCODER.encode(figures).decode()


def decode_figures(text: str) -> tuple[WeekFigure, ...]:
    """Read the figures of a standing."""
    return _FIGURES.decode(text)
