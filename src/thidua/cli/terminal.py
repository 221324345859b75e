"""What commands print: in the terminal's width; whole, and a line a row, where the output goes on
into a file or another program.
"""

import shutil
import sys
from collections.abc import Iterable, Sequence

import click
from rich.console import Console
from rich.table import Table

from thidua.errors import and_more
from thidua.workbooks.reporting import tabbed


def terminal_width() -> int | None:
    """How many signs a line of the terminal has; None where there is no terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def print_table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, title: str = "", texts: int = 1
) -> None:
    """A table whose first columns (`texts`) are texts and the others numbers. No cell is cut."""
    width = terminal_width()
    if width is None:
        lines = [tabbed(cells) for cells in [headings, *rows]]
        click.echo("\n".join([title, *lines] if title else lines))
        return
    table = Table(title=title or None, box=None, pad_edge=False)
    for at, heading in enumerate(headings):
        table.add_column(heading, justify="left" if at < texts else "right", overflow="fold")
    for cells in rows:
        table.add_row(*cells)
    Console(width=width).print(table)


def print_list(lines: Sequence[str], *, most: int, noun: str) -> None:
    """The first lines of a list and how many more there are; all of them where there is no
    terminal. `noun`: what they are, in Vietnamese.
    """
    shown = lines if terminal_width() is None else lines[:most]
    for line in shown:
        click.echo(f"  {line}")
    if len(lines) > len(shown):
        click.echo(f"  … {and_more(len(lines) - len(shown), noun)}")
