"""Commands about what came out of a year: its figures, the subjects behind them, the annual
report.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from thidua.accounts.actors import Operator
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import campaign_of
from thidua.documents.pdf import as_pdf
from thidua.documents.word import as_word
from thidua.language import say
from thidua.reports.apart import counted_apart
from thidua.reports.figures import Figures
from thidua.reports.figures import figures as count_figures
from thidua.reports.report.content import build_report
from thidua.reports.shares import shares
from thidua.reports.subjects import subjects_behind
from thidua.reports.wording import number

FILE = click.Path(dir_okay=False, writable=True, path_type=Path)


def json_number(value: object) -> int | float:
    """A Decimal as the JSON number with the same digits (indicators have at most four decimals)."""
    if not isinstance(value, Decimal):
        raise TypeError(value)
    return int(value) if value == value.to_integral_value() else float(value)


def _in_words(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(number(value))
    return "; ".join(value) if isinstance(value, list) else str(value)


def _shares_in_words(found: Figures) -> dict[str, str]:
    """Each share of each group as it is printed everywhere: 91,8%."""
    return {
        f"{who.value}.{key}": str(share.text)
        for who, levels in found.groups.items()
        for key, share in shares(levels).items()
    }


def _lines(tables: dict[str, dict[str, Any]]) -> Iterator[str]:
    for table, rows in tables.items():
        yield f"[{table}]"
        yield from (f"  {key:<48} {_in_words(value)}" for key, value in rows.items())


@click.command(
    help=say(
        "Số liệu của năm, như tỉnh công bố.", "The figures of a year, as a province publishes them."
    )
)
@click.argument("year", type=int)
@click.option("--json", "as_json", is_flag=True, help=say("In ra JSON.", "Print JSON."))
@click.option(
    "--list",
    "key",
    metavar="KEY",
    help=say("Danh sách phía sau một số liệu.", "List the subjects behind a figure."),
)
def figures(year: int, as_json: bool, key: str | None) -> None:
    campaign = campaign_of(year)
    if key is not None:
        _list(campaign, key, as_json=as_json)
        return
    found = count_figures(campaign=campaign, actor=Operator())
    tables = found.with_shares()
    apart = counted_apart(campaign=campaign, actor=Operator())
    tables["roster"] = {
        kind.value: counts.as_numbers() if as_json else counts.sentence
        for kind, counts in apart.states.items()
    }
    tables["as_of"] = apart.as_of_numbers()
    if not as_json:
        tables["shares"] = _shares_in_words(found)
    # "year" holds the review year 2021, not the number 2.021: it is printed as it stands.
    tables["year"] = (
        tables["year"]
        if as_json
        else {name: str(value or "–") for name, value in tables["year"].items()}
    )
    click.echo(
        json.dumps(tables, ensure_ascii=False, indent=2, default=json_number)
        if as_json
        else "\n".join(_lines(tables))
    )


def _list(campaign: Campaign, key: str, *, as_json: bool) -> None:
    for row in subjects_behind(campaign=campaign, key=key, actor=Operator()):
        cells = {
            "code": row.code,
            "name": row.name,
            "place": row.place,
            "level": row.level,
            "note": row.note,
        }
        click.echo(
            json.dumps(cells, ensure_ascii=False)
            if as_json
            else "\t".join(str(cell or "") for cell in cells.values())
        )


@click.command(
    help=say(
        "Báo cáo tổng kết năm, ra tệp Word và PDF.", "The annual report, as Word and PDF files."
    )
)
@click.argument("year", type=int)
@click.option("--docx", type=FILE, help=say("Tệp Word.", "Word file."))
@click.option("--pdf", type=FILE, help=say("Tệp PDF.", "PDF file."))
def report(year: int, docx: Path | None, pdf: Path | None) -> None:
    if docx is None and pdf is None:
        raise click.UsageError(say("Cần --docx hoặc --pdf.", "Give --docx or --pdf."))
    written = build_report(campaign=campaign_of(year), actor=Operator())
    for path, printed in ((docx, as_word), (pdf, as_pdf)):
        if path is not None:
            try:
                path.write_bytes(printed(written))
            except OSError as error:
                raise click.ClickException(str(error)) from error
            click.echo(say(f"Đã ghi {path}", f"Wrote {path}"))


COMMANDS: dict[str, click.Command] = {"figures": figures, "report": report}
