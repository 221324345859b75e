"""The demo's frames as the workbooks that officers would fill in."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from thidua.demo.frames import Frames
from thidua.demo.year import LOCAL_LAYER, REVIEW_DATE
from thidua.exchange.books import Book, workbook
from thidua.rulebook import Framework, Library, bind, packaged_layers
from thidua.rulebook.layers import Layer
from thidua.vocabulary import SubjectType
from thidua.workbooks import write_workbook

Progress = Callable[[Book, int, int], None]


def frameworks_of(review_date: dt.date, layer: Layer) -> list[Framework]:
    """The frameworks in force on a review date, a province's layer on top."""
    library = Library.packaged()
    return [bind(library.choose(subject, review_date), layer) for subject in SubjectType]


def frameworks_of_the_year() -> list[Framework]:
    """The frameworks by which the decided year is rated."""
    return frameworks_of(REVIEW_DATE, packaged_layers()[LOCAL_LAYER])


def write(
    frames: Frames,
    folder: Path,
    frameworks: Sequence[Framework],
    progress: Progress = lambda book, done, total: None,
) -> list[Path]:
    """Write the workbooks that there are frames for into `folder`; their paths in the order of
    loading.

    `progress` is told of each workbook the rows written and the rows in all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for book in [book for book in Book if book.value in frames]:
        path = folder / book.file_name
        write_workbook(
            workbook(book, frameworks, given_out=True),
            frames[book.value],
            path,
            progress=lambda done, total, book=book: progress(book, done, total),  # type: ignore[misc]
        )
        paths.append(path)
    return paths
