"""The open data: one documented table, the same figures as on the page, nothing a spreadsheet would
run.
"""

import csv
import io
import json
from decimal import Decimal

import pytest

from tests.web.town import Town
from thidua.documents.blocks import Table
from thidua.portal.gathering import gather
from thidua.portal.open_data import COLUMNS, as_csv, as_json
from thidua.portal.public_figures import LEVELS, PublicFigures, PublicIndicator
from thidua.portal.public_report import public_report
from thidua.portal.words import MARKS
from thidua.vocabulary import Outcome

pytestmark = pytest.mark.django_db
STATUSES = {"published", "under_5", "withheld", "missing"}


def rows(figures: PublicFigures) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(figures).decode("utf-8-sig"))))


def test_every_column_is_documented_in_both_languages(decided: Town) -> None:
    found = rows(gather(decided.campaign).figures)
    assert list(found[0]) == list(COLUMNS)
    about = json.loads(as_json(gather(decided.campaign).figures))
    assert list(about["columns"]) == list(COLUMNS)
    assert all(text["vi"] and text["en"] for text in about["columns"].values())
    assert "CC BY 4.0" in about["licence"]["name"]


def test_a_value_is_there_exactly_when_it_is_published(decided: Town) -> None:
    for row in rows(gather(decided.campaign).figures):
        assert row["status"] in STATUSES
        assert bool(row["value"]) == (row["status"] == "published")
        assert not row["value"] or Decimal(row["value"]).is_finite()
    people = [row for row in rows(gather(decided.campaign).figures) if row["unit"] == "people"]
    assert {row["status"] for row in people} > {"published"}
    assert [row for row in people if row["value"] and 0 < int(row["value"]) < 5] == []


def test_counts_of_organisations_are_all_published_and_add_up(decided: Town) -> None:
    found = [
        row
        for row in rows(gather(decided.campaign).figures)
        if row["table"] == "grassroots_by_body"
    ]
    assert {row["status"] for row in found} == {"published"}
    totals = {row["code"]: int(row["value"]) for row in found if row["measure"] == "total"}
    counted = {
        code: sum(int(r["value"]) for r in found if r["code"] == code and r["measure"] != "total")
        for code in totals
    }
    assert totals == counted
    assert sum(totals.values()) == 4


def test_no_file_says_more_than_another(decided: Town) -> None:
    """What one file keeps back is kept back in all: nobody finds a number by laying two side by
    side.
    """
    figures = gather(decided.campaign).figures
    people = [row for row in rows(figures) if row["unit"] == "people"]
    kept_back = {
        (r["code"], r["measure"]): r["status"]
        for r in people
        if r["status"] in {"under_5", "withheld"}
    }
    assert kept_back
    data = json.loads(as_json(figures))["figures"]
    rated = [
        ("", data["members"]),
        *((one["code"], one["levels"]) for one in data["members_by_body"]),
    ]
    for code, row in rated:
        measures = [level.value for level in LEVELS]
        for measure, cell in [*zip(measures, row["counts"], strict=True), ("total", row["total"])]:
            assert cell == kept_back.get((code, measure), cell), (code, measure)
            assert isinstance(cell, int) == ((code, measure) not in kept_back), (code, measure)
    written = [
        block.cells
        for block in public_report(figures, dated="").body
        if isinstance(block, Table) and block.caption.startswith("Đảng viên")
    ]
    marks = {str(text.vi) for text in MARKS.values()}
    assert sum(cell in marks for table in written for row in table for cell in row) == len(
        kept_back
    )


def test_sealed_figures_read_back_as_they_were(decided: Town) -> None:
    figures = gather(decided.campaign).figures
    assert PublicFigures.model_validate(json.loads(figures.model_dump_json())) == figures
    assert PublicFigures.model_validate(json.loads(as_json(figures))["figures"]) == figures


def test_a_name_that_a_spreadsheet_would_run_is_quoted(decided: Town) -> None:
    bad = PublicIndicator(
        code="=1+1",
        name="@x",
        unit="%",
        higher_is_better=True,
        target=Decimal(-1),
        result=None,
        outcome=Outcome.CANNOT_TELL,
    )
    figures = gather(decided.campaign).figures.model_copy(update={"indicators": (bad,)})
    target, result = (row for row in rows(figures) if row["table"] == "indicators")
    assert (target["code"], target["name"], target["value"]) == ("'=1+1", "'@x", "-1")
    assert (result["value"], result["status"]) == ("", "missing")
