"""Commands over the rulebook alone: list, show, check and describe frameworks; explain facts of a
file.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TextIO

import click

from thidua.language import say
from thidua.rulebook import (
    Explanation,
    Framework,
    Layer,
    Library,
    RulebookError,
    bind,
    explain,
    json_schema,
    packaged_layers,
)
from thidua.rulebook.kinds import RuleText, packaged_text, read_text, text_problems, unconfirmed


def named_text(name: str) -> RuleText:
    """A packaged framework, layer or book of awards by id, or the text in a file. Raises
    RulebookError.
    """
    path = Path(name)
    if path.suffix in {".yaml", ".yml"}:
        return read_text(read_file(path), str(path))
    return packaged_text(name)


def named_framework(name: str) -> Framework:
    """A framework by id or by file. Raises RulebookError; ClickException for a text of another
    kind.
    """
    text = named_text(name)
    if not isinstance(text, Framework):
        raise click.ClickException(
            say(f"{name} không phải khung xếp loại", f"{name} is no rating framework")
        )
    return text


def read_file(path: Path) -> str:
    """The text of a file. Raises ClickException for one that cannot be read."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(
            say(f"không đọc được {path}: {error}", f"cannot read {path}: {error}")
        ) from None


def explanation_from_files(framework: str, facts: TextIO, layer: str | None) -> Explanation:
    """Why facts in a JSON file have their level under a framework, a local layer on top where one
    is named.
    """
    text = named_framework(framework)
    if layer is not None:
        layers = packaged_layers()
        if layer not in layers:
            known = ", ".join(layers)
            raise click.ClickException(
                say(f"không có lớp “{layer}”; có: {known}", f"no layer “{layer}”; known: {known}")
            )
        text = bind(text, layers[layer])
    return explain(text, _facts(facts))


def _facts(file: TextIO) -> dict[str, object]:
    try:
        facts = json.load(file, parse_float=str)
    except ValueError as error:
        raise click.ClickException(
            say(f"{file.name}: không đúng JSON: {error}", f"{file.name}: not JSON: {error}")
        ) from None
    if not isinstance(facts, dict):
        raise click.ClickException(
            say(
                f"{file.name}: cần một bảng {{thông tin: giá trị}}",
                f"{file.name}: needs an object of facts",
            )
        )
    return facts


@click.group(
    "framework",
    help=say(
        "Xem và kiểm tra khung đánh giá, xếp loại.", "Look at rating frameworks and check them."
    ),
)
def framework_group() -> None:
    pass


@framework_group.command(
    "schema",
    help=say("In JSON Schema của tệp khung.", "Print the JSON Schema of a framework file."),
)
def schema_command() -> None:
    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@framework_group.command(
    "list", help=say("Liệt kê các khung đi kèm.", "List the packaged frameworks.")
)
def list_command() -> None:
    for framework in Library.packaged():
        period = framework.in_force
        until = "" if period.to is None else f"{period.to:%d/%m/%Y}"
        click.echo(
            f"{framework.id}\tv{framework.version}\t{period.from_:%d/%m/%Y}–{until}\t{framework.title}"
        )


@framework_group.command(
    "show",
    help=say(
        "In toàn văn một khung, hướng dẫn địa phương hay sổ khen thưởng (YAML).",
        "Print the whole text of a framework, a local layer or a book of awards (YAML).",
    ),
)
@click.argument("framework")
def show_command(framework: str) -> None:
    click.echo(named_text(framework).to_yaml(), nl=False)


@framework_group.command(
    "check",
    help=say(
        "Kiểm tra các tệp khung, hướng dẫn địa phương, sổ khen thưởng; báo mọi lỗi cùng lúc.",
        "Check files of frameworks, local layers and books of awards; report all faults at once.",
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check_command(files: tuple[Path, ...]) -> None:
    texts = [_read_or_report(file) for file in files]
    frameworks = dict(Library.packaged().frameworks)
    frameworks |= {text.id: text for text in texts if isinstance(text, Framework)}
    faulty = texts.count(None)
    for file, text in zip(files, texts, strict=True):
        if text is None:
            continue
        if problems := text_problems(text, frameworks.values()):
            faulty += 1
            for problem in problems:
                click.echo(str(replace(problem, file=str(file))), err=True)
        else:
            click.echo(_fine(file, text))
    sys.exit(1 if faulty else 0)


def _read_or_report(file: Path) -> RuleText | None:
    try:
        return read_text(read_file(file), str(file))
    except RulebookError as error:
        click.echo(str(error), err=True)
        return None


def _fine(file: Path, text: RuleText) -> str:
    name = text.id if isinstance(text, Layer) else f"{text.id} v{text.version}"
    number = unconfirmed(text)
    return say(
        f"{file}: đúng ({name}; {number} điều chưa đối chiếu nguyên văn)",
        f"{file}: fine ({name}; {number} rules with unconfirmed wording)",
    )


commands: list[click.Command] = [framework_group]
