"""How the demo's workbooks get into the product: written as officers would fill them in, imported
like theirs.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from thidua.accounts.actors import Operator
from thidua.demo.errors import DemoError
from thidua.demo.frames import Frames
from thidua.demo.write import write
from thidua.exchange.importing import import_files
from thidua.language import Text
from thidua.rulebook import Framework
from thidua.workbooks import problem_table

Tell = Callable[[Text, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is (0: not known)."""

ACTOR = Operator("Dữ liệu mẫu")
MOST_PROBLEMS = 20

MAKING = {
    "organisations": Text("Dựng hệ thống tổ chức", "Making organisations"),
    "members": Text("Dựng danh sách đảng viên", "Making members"),
    "facts": Text("Dựng dữ kiện của năm", "Making the year's facts"),
}


def write_books(
    frames: Frames, folder: Path, frameworks: Sequence[Framework], tell: Tell
) -> list[Path]:
    """Write the workbooks that these frames are for; their paths in the order of loading."""
    return write(
        frames,
        folder,
        frameworks,
        progress=lambda book, done, total: tell(
            Text(f"Viết {book.file_name}", f"Writing {book.file_name}"), done, total
        ),
    )


def hand_in(files: Sequence[Path], tell: Tell) -> None:
    """Import the workbooks. Raises DemoError naming what is wrong with them; then nothing of them
    is kept.
    """
    result = import_files(
        files,
        actor=ACTOR,
        warnings_read=False,
        progress=lambda step: tell(step.text, step.done, step.total),
    )
    if not result.ok or result.problems.must_read:
        raise DemoError.not_loaded(problem_table(result.problems, most=MOST_PROBLEMS))
