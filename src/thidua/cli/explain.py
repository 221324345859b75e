"""`thidua explain`: why a level, from a file of facts or for a subject of the database; `framework
load`.
"""

import json
from pathlib import Path
from typing import TextIO

import click

from thidua.cli.rulebook import explanation_from_files, framework_group
from thidua.config.start import ready_database, start_django
from thidua.language import current_language, say
from thidua.rulebook import Explanation


def _show(explanation: Explanation, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(explanation.to_json(), ensure_ascii=False, indent=2))
    else:
        click.echo(explanation.render(current_language()))


def _of_subject(year: int, code: str, subject_type: str | None, leads: str | None) -> Explanation:
    start_django()
    ready_database()
    from thidua.cli.year import explain_subject  # noqa: PLC0415  (Django starts first)

    return explain_subject(year, code, subject_type=subject_type, leads=leads)


@click.command(
    help=say(
        "Vì sao mức này. Hoặc FRAMEWORK (mã khung hay tệp YAML) và FACTS (JSON; - là đầu vào "
        "chuẩn), hoặc --year và "
        "--subject cho một trường hợp trong cơ sở dữ liệu.",
        "Why this level. Either FRAMEWORK (an id or a YAML file) and FACTS (JSON; - for "
        "standard input), or --year and "
        "--subject for a subject of the database.",
    )
)
@click.argument("framework", required=False)
@click.argument("facts", required=False, type=click.File(encoding="utf-8"))
@click.option("--year", type=int, help=say("Năm.", "Year."))
@click.option(
    "--subject", help=say("Mã đảng viên hoặc tổ chức.", "Code of a member or an organisation.")
)
@click.option(
    "--type",
    "subject_type",
    help=say("Đối tượng, khi một mã có nhiều.", "Subject type, when several."),
)
@click.option(
    "--leads",
    help=say("Mã tổ chức do người ấy lãnh đạo.", "Code of the organisation that they lead."),
)
@click.option(
    "--layer", help=say("Lớp tham số địa phương đặt lên trên.", "Local layer laid on top.")
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help=say("In JSON, đủ hai ngôn ngữ.", "Print JSON in both languages."),
)
def explain(  # noqa: PLR0913  (one parameter an option)
    framework: str | None,
    facts: TextIO | None,
    *,
    year: int | None,
    subject: str | None,
    subject_type: str | None,
    leads: str | None,
    layer: str | None,
    as_json: bool,
) -> None:
    if year is not None and subject is not None and framework is None:
        _show(_of_subject(year, subject, subject_type, leads), as_json=as_json)
    elif framework is not None and facts is not None and year is None and subject is None:
        _show(explanation_from_files(framework, facts, layer), as_json=as_json)
    else:
        raise click.UsageError(
            say(
                "cần FRAMEWORK và FACTS, hoặc --year và --subject",
                "give FRAMEWORK and FACTS, or --year and --subject",
            )
        )


@framework_group.command(
    "load",
    help=say(
        "Nạp một khung, hướng dẫn địa phương hay sổ khen thưởng đã sửa.",
        "Load a corrected framework, local layer or book of awards.",
    ),
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def load(file: Path) -> None:
    start_django()
    ready_database()
    from thidua.cli.year import framework_load  # noqa: PLC0415  (Django starts first)

    loaded = framework_load(file)
    click.echo(
        say(
            f"Đã nạp {loaded.text_id} phiên bản {loaded.version}.",
            f"Loaded {loaded.text_id} version {loaded.version}.",
        )
    )


COMMANDS: list[click.Command] = [explain, framework_group]
