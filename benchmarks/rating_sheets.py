"""1,000 members' rating sheets as one PDF: ours, and the same sheets through WeasyPrint; both in
one run.

Ours is the whole way: the members read, the rulebook run once over all of them, every condition
told, one run of the typesetter. WeasyPrint gets the very same sheets, told already, as HTML with
the same words, columns and fonts, and is timed on a sample (all of them with --full; its time grows
a little faster than the number of pages). Each side's best of some runs counts. WeasyPrint needs
Debian's libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0.

    python -m benchmarks.rating_sheets [--members 1000] [--sample 100] [--full] [--runs 3]
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import argparse
import random
import sys
from collections.abc import Sequence
from html import escape
from typing import Any

from benchmarks.own_database import (
    arguments_of,
    best_of,
    multiplied_up,
    own_database,
    print_faster,
    print_times,
)

GOAL = 30.0
SEED = 2021
MARKS = {
    "met": "Đạt",
    "not_met": "Chưa",
    "unknown": "?",
    "excused": "–",
    "given": "Có",
    "not_given": "Không",
}
STYLE = """
@font-face { font-family: Tinos; src: url("file://%(fonts)s/Tinos-Regular.ttf") }
@font-face { font-family: Tinos; font-weight: bold; src: url("file://%(fonts)s/Tinos-Bold.ttf") }
@page { size: A4; margin: 15mm 15mm 14mm 20mm }
body { font: 11pt Tinos } article { break-after: page } h1 { font-size: 13pt; text-align: center }
table { width: 100%%; border-collapse: collapse; font-size: 8.6pt; line-height: 1.2 }
td, th { border: 0.4pt solid #8f8a7e; padding: 2.4pt 3pt; text-align: left }
.sign td { border: 0; text-align: center; height: 2.4cm; vertical-align: top; font-size: 11pt }
"""


def year_of(count: int) -> Any:
    """A rated year of that many invented members in five cells, graded at random, always the same
    way.
    """
    from tests import cast
    from thidua.facts.models import FactSheet
    from thidua.organisations.models import MembershipSpell
    from thidua.ratings.actions import classify

    dice = random.Random(SEED)  # noqa: S311 - the same grades in every run
    cast.A_CELL = count // len(cast.CELLS)
    cast.build()
    MembershipSpell.objects.filter(person__code__endswith="3").update(civil_servant=True)
    year = cast.campaign()
    cast.everybody_good(year)
    sheets = list(FactSheet.objects.filter(roster_entry__subject_type="member").order_by("pk"))
    for sheet in sheets:
        for name, value in sheet.facts.items():
            if value == "good" and not name.endswith("_level") and dice.random() < 0.4:
                sheet.facts[name] = dice.choice(("excellent", "average"))
        sheet.facts["targets_done"] = dice.randrange(60, 101)
    FactSheet.objects.bulk_update(sheets, ["facts"], batch_size=500)
    classify(campaign=year, actor=cast.OPERATOR)
    return year


def told(year: Any) -> list[dict[str, Any]]:
    """The sheets of every member, read and told anew."""
    from thidua.decisions.result_sheets.gathering import members_below, sheets_of
    from thidua.organisations.models import Organisation

    return sheets_of(year, list(members_below(year, Organisation.objects.get(code="P"))))


def as_html(sheets: Sequence[dict[str, Any]]) -> str:
    """The same sheets as a page for WeasyPrint."""
    from thidua.documents.drawing import FONTS

    style = STYLE % {"fonts": FONTS}
    return (
        f"<html "
        f'lang="vi"><style>{style}</style><body>{"".join(map(_article, sheets))}</body></html>'
    )


def _article(sheet: dict[str, Any]) -> str:
    said = {
        name: escape(sheet[name])
        for name in ("above", "title", "name", "code", "place", "decided", "reason", "own")
    }
    levels = "".join(
        f"<td>{escape(name)}<br><b>{escape(level)}</b></td>" for name, level in sheet["levels"]
    )
    rows = "".join(
        f"<tr><th colspan=5>{escape(part['title'])}</th></tr>" + "".join(map(_row, part["rows"]))
        for part in sheet["sections"]
    )
    signer = "<br>".join(map(escape, sheet["signer"]))
    return (
        "<article><p>{above}</p><h1>{title}</h1><p><b>{name}</b> · mã {code}<br>{place}</p>".format(
            **said
        )
        + f"<table><tr>{levels}</tr></table><p>{said['decided']}</p><p>{said['reason']}</p>"
        + f"<table>{rows}</table>"
        + f"<table class=sign><tr><td>{said['own']}</td><td>{signer}</td></tr></table></article>"
    )


def _row(row: Sequence[str]) -> str:
    mark, *cells = row
    return f"<tr><td>{MARKS[mark]}</td>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def steps(arguments: argparse.Namespace) -> None:
    """The whole comparison."""
    from weasyprint import HTML

    from thidua.decisions.result_sheets.printing import as_pdf

    year = year_of(arguments.members)
    sheets = told(year)
    sample = sheets if arguments.full else sheets[: arguments.sample]
    reading = best_of(arguments.runs, lambda: told(year))
    ours = best_of(arguments.runs, lambda: as_pdf(told(year)))
    slow = best_of(
        1 if arguments.full else arguments.runs, lambda: HTML(string=as_html(sample)).write_pdf()
    )
    theirs = slow * len(sheets) / len(sample) + reading
    note = multiplied_up(slow, len(sample), len(sheets), "sheets")
    print_times(
        f"ours: {len(sheets):,} sheets read, told and set ({reading:.2f} s before setting)", ours
    )
    print_faster("WeasyPrint, the same sheets", theirs, ours, GOAL, note)


def main() -> int:
    """A database of its own, in a temporary folder."""
    arguments = arguments_of(
        __doc__, members=1_000, sample=100, full="time WeasyPrint on every sheet"
    )
    with own_database():
        print("Rating sheets as PDF")
        steps(arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
