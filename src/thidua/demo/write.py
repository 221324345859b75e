"""The demo's frames as the four workbooks that officers would fill in."""

from collections.abc import Callable
from pathlib import Path

from thidua.demo.build import Frames
from thidua.demo.year import LOCAL_LAYER, REVIEW_DATE
from thidua.exchange.books import Book, workbook
from thidua.rulebook import Framework, Library, SubjectType, bind, packaged_layers
from thidua.workbooks import write_workbook

Progress = Callable[[Book, int, int], None]


def frameworks_of_the_year() -> list[Framework]:
    """The frameworks by which the demo year is rated: in force on its review date, the province's layer on top."""
    library, layer = Library.packaged(), packaged_layers()[LOCAL_LAYER]
    return [bind(library.choose(subject, REVIEW_DATE), layer) for subject in SubjectType]


def write(frames: Frames, folder: Path, progress: Progress = lambda book, done, total: None) -> list[Path]:
    """Write the four workbooks into `folder`; their paths in the order of loading.

    `progress` is told of each workbook the rows written and the rows in all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    frameworks = frameworks_of_the_year()
    paths = []
    for book in Book:
        path = folder / book.file_name
        write_workbook(
            workbook(book, frameworks), frames[book.value], path,
            progress=lambda done, total, book=book: progress(book, done, total),  # type: ignore[misc]
        )  # fmt: skip
        paths.append(path)
    return paths
