"""Commands about tables as offices keep them: `mapping` shows how a file is read and what is asked
of it, `mappings` what is remembered.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from thidua.cli.terminal import print_table
from thidua.exchange.given import given_by, read_given
from thidua.exchange.looking import look_at
from thidua.exchange.mapping_files import MappingFile, allowed, open_parts, written
from thidua.exchange.memory import in_order_of, shipped
from thidua.exchange.models import TableShape
from thidua.exchange.queries import newest_of_each
from thidua.exchange.targets import title_of
from thidua.exchange.understood import FileSheet, way_of
from thidua.language import say
from thidua.matching.first_rows import first_rows
from thidua.matching.mapping import TableMapping
from thidua.matching.questions import Question
from thidua.workbooks.raw import letter_of
from thidua.workbooks.reporting import problem_table

FIRST_ROWS = 5
given_option = click.option(
    "--mapping",
    "mappings",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say(
        "Tệp YAML nói cách đọc bảng của đơn vị (dùng được nhiều lần); xem `thidua mapping`.",
        "A YAML file that says how an office's table is read (may be repeated); see `thidua "
        "mapping`.",
    ),
)


@click.command(
    help=say(
        "Xem một tệp được đọc thế nào, còn phải trả lời gì; --write viết ra tệp YAML để điền.",
        "See how a file is read and what is still asked; --write writes that as YAML to complete.",
    )
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sheet", help=say("Chỉ trang tính này.", "Only this worksheet."))
@click.option(
    "--write",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help=say("Viết cách đọc ra tệp YAML này.", "Write the way of reading to this YAML file."),
)
@given_option
@click.option(
    "--year", type=int, help=say("Năm của thông tin kiểm điểm.", "The year of the facts.")
)
def mapping(
    file: Path,
    sheet: str | None,
    target: Path | None,
    mappings: tuple[Path, ...],
    year: int | None,
) -> None:
    given = given_by(read_given(mappings))
    read = look_at([file], given=given, year=year)
    for problems in read.problems:
        raise click.ClickException(problem_table(problems))
    sheets = _chosen([one for found in read.files for one in found.sheets], sheet)
    for one in sheets:
        show_sheet(one)
    tables = [one for one in sheets if not one.plain and (one.target or one.asks)]
    if target is not None:
        _write(tables, target, given)
    elif any(one.asks for one in tables):
        click.echo("\n" + how_to_answer(file))


def _chosen(sheets: Sequence[FileSheet], name: str | None) -> Sequence[FileSheet]:
    chosen = [one for one in sheets if name in (None, one.raw.name)]
    if not chosen:
        known = ", ".join(f"“{one.raw.name}”" for one in sheets)
        raise click.ClickException(
            say(f"không có trang “{name}”; có: {known}", f"no sheet “{name}”; there are: {known}")
        )
    return chosen


def show_sheet(sheet: FileSheet) -> None:
    """What was understood of one sheet: what it becomes, its columns, what is left out, the first
    rows, the open questions.
    """
    name = f"{sheet.raw.file} · {sheet.raw.name}"
    becomes = f"“{title_of(sheet.target)}”" if sheet.target else say("chưa rõ", "not known")
    click.echo(f"\n{name} → {becomes}")
    if sheet.plain:
        click.echo(say("  đúng mẫu của phần mềm, không hỏi gì", "  a template; nothing is asked"))
        return
    if way := str(way_of(sheet)):
        click.echo(say(f"  đọc theo cách đọc {way}", f"  read by {way}"))
    _show_columns(sheet)
    for note in sheet.understood.notes:
        click.echo(f"  {note}")
    _show_first_rows(sheet)
    show_questions(sheet.understood.questions)


def _show_columns(sheet: FileSheet) -> None:
    spec = sheet.understood.target[1] if sheet.understood.target else None
    to = {take.heading: take for take in sheet.understood.mapping.takes}
    titles = {column.id: str(column.title) for column in spec.columns} if spec else {}
    for heading in sheet.understood.layout.headings:
        take = to.get(heading.key)
        given = [take.to, *take.when_filled] if take else []
        gives = ", ".join(titles.get(one, one) for one in given if one)
        gives = gives or say("để ngoài", "left out")
        click.echo(f"  {letter_of(heading.at)}  {heading.written or '–'} → {gives}")


def _show_first_rows(sheet: FileSheet) -> None:
    if sheet.understood.target is None:
        return
    first = first_rows(sheet.understood, sheet.understood.target[1], FIRST_ROWS)
    if not first.rows:
        return
    click.echo(say("  Những dòng đầu, như sẽ được nạp:", "  The first rows, as they will be read:"))
    headings = [say("dòng", "row"), *(str(title) for title in first.titles)]
    rows = [
        [str(number), *(str(cell) or "–" for cell in cells)]
        for number, cells in zip(first.numbers, first.rows, strict=True)
    ]
    print_table(headings, rows, texts=len(headings))


def show_questions(questions: Sequence[Question]) -> None:
    """The questions that are still open, each with its parts and the options."""
    wanted = [question for question in questions if not question.answered]
    if not wanted:
        return
    click.echo(say(f"  Cần trả lời ({len(wanted)}):", f"  To be answered ({len(wanted)}):"))
    for number, question in enumerate(wanted, start=1):
        detail = f" {question.detail}" if str(question.detail) else ""
        click.echo(f"  {number}. {question.title}{detail}")
        for line in _lines(question):
            click.echo(f"     {line}")


def _lines(question: Question) -> Iterator[str]:
    for part in open_parts(question):
        if part.written:
            yield say(f"“{part.written}”, {part.rows} dòng", f"“{part.written}”, {part.rows} rows")
        yield from (f"- {line}" for line in allowed(part.options, question.free))


def how_to_answer(file: Path) -> str:
    """Which commands come next, for whoever is asked something."""
    name = f'"{file}"'
    return say(
        f"Trả lời: thidua mapping {name} --write cach-doc.yaml, điền vào tệp ấy, rồi "
        f"thidua import {name} --mapping cach-doc.yaml",
        f"To answer: thidua mapping {name} --write mapping.yaml, complete that file, then "
        f"thidua import {name} --mapping mapping.yaml",
    )


def _write(tables: Sequence[FileSheet], target: Path, given: Mapping[str, MappingFile]) -> None:
    if not tables:
        raise click.ClickException(
            say("không có trang nào cần cách đọc riêng", "no sheet needs a way of reading")
        )
    if target.exists():
        raise click.ClickException(
            say(
                f"đã có tệp {target}: chọn tên khác, hoặc xoá tệp ấy trước",
                f"{target} is there already: choose another name, or delete it first",
            )
        )
    target.write_text("---\n".join(_document(one, given) for one in tables), encoding="utf-8")
    click.echo("\n" + str(target))


def _document(sheet: FileSheet, given: Mapping[str, MappingFile]) -> str:
    understood = sheet.understood
    mapping = in_order_of(understood.layout, understood.mapping)
    said = given[understood.shape].given if understood.shape in given else {}
    return written(mapping, understood.questions, shape=understood.shape, said=said)


@click.command(
    help=say(
        "Liệt kê các cách đọc đã ghi nhớ; có số thì in cách đọc ấy thành YAML.",
        "List the ways of reading that are remembered; with a number, print that one as YAML.",
    )
)
@click.argument("number", type=int, required=False)
def mappings(number: int | None) -> None:
    if number is not None:
        shape = TableShape.objects.filter(pk=number).first()
        if shape is None:
            raise click.ClickException(
                say(f"không có cách đọc số {number}", f"there is no way of reading {number}")
            )
        known = TableMapping.model_validate(shape.mapping)
        click.echo(written(known, shape=shape.shape), nl=False)
        return
    for shape in newest_of_each(TableShape.objects.select_related("unit")):
        unit = shape.unit.code if shape.unit else say("tỉnh", "province")
        state = say("thôi dùng", "retired") if shape.retired_at else ""
        version = say(f"bản {shape.version}", f"version {shape.version}")
        cells = [str(shape.pk), unit, shape.name, str(title_of(shape.sheet)), version, state]
        click.echo("\t".join(cells).rstrip())
    for way in shipped().values():
        cells = ["–", "–", way.name, str(title_of(way.mapping.sheet)), say("có sẵn", "shipped")]
        click.echo("\t".join(cells))


COMMANDS: dict[str, click.Command] = {"mapping": mapping, "mappings": mappings}
