"""Commands that bring workbooks in and out: `import`, `export`, `template`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from thidua.access.exporting import write_down
from thidua.accounts.actors import Operator
from thidua.cli.mapping import given_option, how_to_answer, show_questions
from thidua.cli.terminal import print_table, terminal_width
from thidua.exchange.books import Book
from thidua.exchange.exporting import export_all
from thidua.exchange.given import given_by, read_given
from thidua.exchange.importing import import_files
from thidua.exchange.results import ImportResult, Step
from thidua.exchange.results import Progress as Tell
from thidua.exchange.taking import everything
from thidua.exchange.templates import template
from thidua.exchange.understood import how_to_read, way_of
from thidua.language import say
from thidua.loading.outcomes import Change, ChangeKind
from thidua.numbers import format_number
from thidua.workbooks.problems import LIMIT
from thidua.workbooks.reporting import problem_table

MOST_CHANGES = 20
MOST_PROBLEMS = 100


@contextmanager
def progress_bar() -> Iterator[Tell]:
    """A bar on the terminal's error stream; nothing where there is no terminal."""
    bar = Progress(
        TextColumn("{task.description:<40}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None)

        def tell(step: Step) -> None:
            bar.update(task, description=str(step.text), completed=step.done, total=step.total)

        yield tell


@click.command(
    "import",
    help=say(
        "Nạp các tệp Excel hoặc CSV: tổ chức, đảng viên, thông tin kiểm điểm, quyết định. Nạp hết, "
        "hoặc "
        "không nạp gì.",
        "Load workbooks or CSV files: organisations, members, facts, decisions. All or nothing.",
    ),
)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--year",
    type=int,
    help=say("Năm thi đua của thông tin và quyết định.", "The year of facts, decisions."),
)
@click.option(
    "--dry-run", is_flag=True, help=say("Chỉ kiểm tra, không nạp.", "Only check, load nothing.")
)
@click.option(
    "--warnings-read",
    is_flag=True,
    help=say(
        "Đã đọc các cảnh báo phải đọc (in ra ở lần chạy trước): nạp.",
        "The warnings that must be read (printed by an earlier run) were read: load.",
    ),
)
@given_option
def import_(
    files: tuple[Path, ...],
    year: int | None,
    mappings: tuple[Path, ...],
    *,
    dry_run: bool,
    warnings_read: bool,
) -> None:
    how = how_to_read(None, given=given_by(read_given(mappings)))

    def load(*, agreed: str | None = None, read: bool) -> ImportResult:
        with progress_bar() as tell:
            return import_files(
                files,
                year=year,
                actor=Operator(),
                dry_run=dry_run,
                agreed=agreed,
                warnings_read=read,
                progress=tell,
                how=how,
            )

    result = load(read=warnings_read or dry_run)
    show_result(result)
    if result.asking:
        asked = {sheet.raw.file for sheet in result.asking}
        click.echo(how_to_answer(next(path for path in files if str(path).endswith(asked.pop()))))
    if result.unread and sys.stdin.isatty() and click.confirm(_read(result.unread)):
        result = load(agreed=result.fingerprint, read=True)
        show_result(result)
    sys.exit(0 if result.ok and not (result.unread or result.differs) else 1)


def _read(number: int) -> str:
    return say(
        f"Đã đọc {_number(number)} cảnh báo phải đọc ở trên; nạp?",
        f"The {_number(number)} warnings above were read; load?",
    )


def show_result(result: ImportResult) -> None:
    """What is asked; counts for each sheet, how tables were read, the first changes, what is wrong,
    and what became of it all.
    """
    for sheet in result.asking:
        click.echo(f"{sheet.raw.file} · {sheet.raw.name}")
        show_questions(sheet.understood.questions)
    if result.sheets:
        _show_counts(result)
    _show_ways(result)
    changes = [
        change
        for sheet in result.sheets
        for change in sheet.changes
        if change.kind is not ChangeKind.NEW
    ]
    width = terminal_width()
    shown = changes if width is None else changes[:MOST_CHANGES]
    for change in shown:
        click.echo(_change_line(change))
    if len(changes) > len(shown):
        more = sum(sheet.changed + sheet.removed for sheet in result.sheets)
        click.echo(say(f"  … (tất cả {more} dòng thay đổi)", f"  … ({more} rows change in all)"))
    for note in result.notes:
        click.echo(f"! {note}")
    if result.problems:
        # Whoever loads answers for all warnings that must be read, so all are printed.
        least = max(MOST_PROBLEMS, result.problems.must_read)
        most = LIMIT if width is None else least
        click.echo("\n" + problem_table(result.problems, most=most, width=width))
    click.echo("\n" + _verdict(result))


def _show_ways(result: ImportResult) -> None:
    """By which remembered way each table was read, and what of it was left out or compared."""
    for sheet in (sheet for file in result.files for sheet in file.sheets if sheet.told):
        name = f"{sheet.raw.file} · {sheet.raw.name}"
        if way := str(way_of(sheet)):
            click.echo(say(f"{name}: đọc theo cách đọc {way}", f"{name}: read by {way}"))
        for note in sheet.understood.notes:
            click.echo(f"{name}: {note}")


def _show_counts(result: ImportResult) -> None:
    headings = [
        say("Trang", "Sheet"),
        say("mới", "new"),
        say("thay đổi", "changed"),
        say("không đổi", "unchanged"),
        say("bỏ đi", "removed"),
        say("lỗi", "in error"),
    ]
    rows = [
        [f"{one.file} · {one.sheet}"]
        + [_number(n) for n in (one.new, one.changed, one.unchanged, one.removed, one.in_error)]
        for one in result.sheets
    ]
    print_table(headings, rows)


def _number(count: int) -> str:
    return format_number(count) if count else "–"


def _change_line(change: Change) -> str:
    if change.kind is ChangeKind.REMOVED:
        return say(f"  {change.subject}: bỏ một dòng", f"  {change.subject}: a row goes")
    return f"  {change.subject}: {change.column}: {change.before or '–'} → {change.after or '–'}"


def _verdict(result: ImportResult) -> str:
    if result.asking and not result.problems.has_errors:
        return say(
            "Còn câu phải trả lời, chưa kiểm tra và chưa nạp gì.",
            "Something is still asked; nothing was checked or loaded.",
        )
    if not result.ok:
        count = _number(result.problems.count())
        return say(f"Có {count} lỗi, không nạp gì.", f"{count} errors; nothing was loaded.")
    if result.changes_nothing:
        return say(
            "Mọi thứ trong tệp đã có sẵn, không có gì thay đổi.",
            "All of it is stored already; nothing changes.",
        )
    if result.differs or result.unread:
        return _held(result)
    if result.dry_run:
        return say("Kiểm tra xong, chưa nạp gì.", "Checked; nothing was loaded.")
    return say("Đã nạp.", "Loaded.")


def _held(result: ImportResult) -> str:
    if result.differs:
        return say(
            "Dữ liệu đã đổi từ lúc kiểm tra, chưa nạp gì: xem lại.",
            "The data have changed since the check; nothing was loaded: look again.",
        )
    count = _number(result.unread)
    return say(
        f"Có {count} cảnh báo phải đọc, chưa nạp gì: sửa tệp, hoặc nếu đúng thì nạp lại với "
        "--warnings-read.",
        f"{count} warnings must be read; nothing was loaded: correct the file, or, where they "
        "are right, load again with --warnings-read.",
    )


@click.command(
    help=say(
        "Xuất các tệp Excel, nạp lại được nguyên vẹn.", "Write workbooks that load again unchanged."
    ),
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--year",
    type=int,
    help=say("Năm thi đua; mặc định là năm mới nhất.", "The year; the newest if not said."),
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([book.value for book in Book]),
    help=say("Chỉ loại tệp này (dùng được nhiều lần).", "Only this workbook (may be repeated)."),
)
def export(folder: Path, year: int | None, kinds: tuple[str, ...]) -> None:
    with progress_bar() as tell:
        books = [Book(kind) for kind in kinds]
        write_down(Operator(), everything(year, books or list(Book)))
        written = export_all(
            folder, year=year, actor=Operator(), kinds=books or None, progress=tell
        )
    for path in written:
        click.echo(str(path))


@click.command(
    "template", help=say("Viết một tệp Excel mẫu để điền.", "Write an empty workbook to fill in.")
)
@click.argument("kind", type=click.Choice([book.value for book in Book]))
@click.argument("path", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--year", type=int, help=say("Năm thi đua (các cột thông tin).", "The year (columns of facts).")
)
def template_(kind: str, path: Path | None, year: int | None) -> None:
    book = Book(kind)
    click.echo(str(template(book, path or Path(book.file_name), year=year)))


COMMANDS: dict[str, click.Command] = {"import": import_, "export": export, "template": template_}
