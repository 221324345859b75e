"""Commands over the rulebook alone: list, show, check and describe frameworks; explain facts of a
file.
"""

import json
import sys
from pathlib import Path
from typing import TextIO

import click

from thidua.language import say
from thidua.rulebook import (
    Explanation,
    Framework,
    Library,
    RulebookError,
    bind,
    explain,
    json_schema,
    load_framework,
    packaged_layers,
)


def named_framework(name: str) -> Framework:
    """A packaged framework by id, or the text in a file. Raises RulebookError."""
    path = Path(name)
    if path.suffix in {".yaml", ".yml"}:
        return load_framework(_read(path), str(path))
    return Library.packaged()[name]


def _read(path: Path) -> str:
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
                f"{file.name}: cần một đối tượng {{dữ kiện: giá trị}}",
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
    "show", help=say("In toàn văn một khung (YAML).", "Print the whole text of a framework (YAML).")
)
@click.argument("framework")
def show_command(framework: str) -> None:
    click.echo(named_framework(framework).to_yaml(), nl=False)


@framework_group.command(
    "check",
    help=say(
        "Kiểm tra các tệp khung; báo mọi lỗi cùng lúc.",
        "Check framework files; report all faults at once.",
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check_command(files: tuple[Path, ...]) -> None:
    faulty = 0
    for file in files:
        try:
            framework = load_framework(_read(file), str(file))
        except RulebookError as error:
            faulty += 1
            click.echo(str(error), err=True)
        else:
            unconfirmed = sum(not item.confirmed for _, item in framework.cited())
            click.echo(
                say(
                    f"{file}: đúng ({framework.id} v{framework.version}; {unconfirmed} điều "
                    f"chưa đối chiếu nguyên văn)",
                    f"{file}: fine ({framework.id} v{framework.version}; {unconfirmed} rules "
                    f"with unconfirmed wording)",
                )
            )
    sys.exit(1 if faulty else 0)


commands: list[click.Command] = [framework_group]
