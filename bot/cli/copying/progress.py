"""Showing how far a database is carried."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from bot.cli.words import copying as words
from storage.db.carrying import Watch


@contextmanager
def watched() -> Iterator[Watch]:
    """Show a bar that grows, on a terminal; it goes when all is done."""
    console = Console(stderr=True)
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with progress:
        task = progress.add_task(words.BEGINS, total=None)

        def watch(table: str, rows: int, total: int) -> None:
            progress.update(task, description=words.carrying(table), total=total, advance=rows)

        yield watch
