"""What may be said to ``vk-sandbox``, and what cannot be meant."""

import argparse
from collections.abc import Sequence
from pathlib import Path

MOST_COMMUNITIES = 20


def read(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; what cannot be meant ends with status 2."""
    made = parser()
    asked = made.parse_args(arguments)
    if (asked.cert is None) != (asked.key is None):
        made.error("--cert and --key go together")
    if asked.tls and asked.cert:
        made.error("--tls makes a certificate; leave it out with --cert and --key")
    if _begins(asked) and (asked.replay or asked.check):
        made.error("a record says itself how its world began")
    return asked


def _begins(asked: argparse.Namespace) -> bool:
    return asked.empty or asked.communities > 1 or (asked.seed, asked.world) != (None, None)


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    made = argparse.ArgumentParser(
        prog="vk-sandbox",
        description="A VK on your desk: the community API, long poll and Callback API on loopback.",
        epilog="People act through the page at / and through /sandbox/…; Ctrl-C ends it.",
    )
    made.add_argument("--port", type=_port, default=0, help="where to listen (default: any free)")
    begins = made.add_mutually_exclusive_group()
    begins.add_argument("--empty", action="store_true", help="begin with nobody")
    begins.add_argument("--seed", type=int, metavar="N", help="begin with the made-up school N")
    begins.add_argument(
        "--world", type=Path, metavar="FILE", help="begin with what GET /sandbox/state has shown"
    )
    made.add_argument(
        "--communities",
        type=_count,
        default=1,
        metavar="N",
        help="so many communities among the same people (default: 1)",
    )
    made.add_argument(
        "--tls", action="store_true", help="speak https, with a certificate made for it"
    )
    made.add_argument("--cert", type=Path, metavar="FILE", help="speak https with this certificate")
    made.add_argument("--key", type=Path, metavar="FILE", help="the certificate's key")
    records = made.add_mutually_exclusive_group()
    records.add_argument("--record", type=Path, metavar="FILE", help="write all traffic to a file")
    records.add_argument(
        "--replay", type=Path, metavar="FILE", help="answer clients from a record, without a world"
    )
    records.add_argument(
        "--check",
        type=Path,
        metavar="FILE",
        help="ask what was recorded of a fresh world, compare the answers' shapes, and end",
    )
    return made


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= MOST_COMMUNITIES:
        raise argparse.ArgumentTypeError(f"communities are 1 to {MOST_COMMUNITIES}")
    return number


def _port(text: str) -> int:
    number = int(text) if text.isdecimal() else -1
    if not 0 <= number < 2**16:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number
