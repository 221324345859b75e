"""A province that nobody here has seen: four workbooks of its own, another year, no local guidance,
no code.
"""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import Result

from tests.commands import run_command
from tests.exchange import cast
from thidua.cli import exchange as cli_exchange
from thidua.cli import reports as cli_reports
from thidua.cli import year as cli_year
from thidua.exchange.books import Book
from thidua.rulebook import Library
from thidua.vocabulary import SubjectType

REVIEW = dt.date(2022, 12, 10)
COMMANDS: dict[str, click.Command] = {
    **cli_exchange.COMMANDS,
    **cli_year.COMMANDS,
    **cli_reports.COMMANDS,
}


def thidua(*words: str | Path) -> Result:
    result = run_command(COMMANDS[str(words[0])], [str(word) for word in words[1:]])
    assert result.exit_code == 0, result.output
    return result


def renamed(value: Any) -> Any:
    """The cast's codes as another province would write them."""
    if isinstance(value, dict):
        return {key: renamed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [renamed(one) for one in value]
    known = {row["code"] for row in (*cast.organisations(), *cast.members())}
    return f"AG/{value}" if value in known else value


def sheet_of(kind: SubjectType, keys: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Everything a framework asks for on the sheet, said of each subject: all good, nothing held
    against anybody.
    """
    framework = Library.packaged().choose(kind, REVIEW)
    said: dict[str, Any] = {}
    for name, spec in framework.fields.items():
        if spec.given_by != "sheet":
            continue
        said[name] = {
            "grade": "good",
            "level": "good",
            "percent": "100",
            "count": 10,
            "number": "0",
        }.get(spec.type)
        if spec.type == "bool":
            said[name] = name in {"self_reviewed", "main_targets_done", "initiatives_applied"}
        if spec.type == "choice":
            said[name] = "none"
        if spec.type == "percent" and "below" in name:
            said[name] = "0"
    return [{**key, **said} for key in keys]


def facts() -> dict[str, list[dict[str, Any]]]:
    bodies = [row["code"] for row in cast.organisations() if row["code"] != "T"]
    led = {"X01": ["DV01", "DV04"], "X02": ["DV08"], "HU01": ["DV06"], "HU02": ["DV10"]}
    members = sheet_of(
        SubjectType.MEMBER, [{"member": row["member"]} for row in cast.member_facts()]
    )
    servants = {row["code"] for row in cast.members() if row["civil_servant"]}
    for row in members:
        if row["member"] not in servants:
            row["civil_servant_level"] = None
    disciplined = members[3]
    disciplined["discipline"] = "reprimand"
    leaders = sheet_of(
        SubjectType.LEADER,
        [{"member": one, "organisation": code} for code, people in led.items() for one in people],
    )
    for row in leaders:
        if row["member"] == disciplined["member"]:
            row["discipline"] = disciplined["discipline"]
    return {
        "year": [
            {
                "year": 2022,
                "name": "Thi đua năm 2022",
                "review_date": REVIEW,
                "cut_off_date": dt.date(2022, 11, 30),
            }
        ],
        "member_facts": members,
        "organisation_facts": sheet_of(
            SubjectType.ORGANISATION, [{"organisation": code} for code in bodies]
        ),
        "collective_facts": sheet_of(
            SubjectType.COLLECTIVE, [{"collective": code} for code in led]
        ),
        "leader_facts": leaders,
        "indicators": [
            {
                "code": "rice",
                "name": "Sản lượng lúa",
                "direction": "higher",
                "target": "4",
                "result": "4.1",
            }
        ],
    }


def decisions() -> dict[str, list[dict[str, Any]]]:
    everybody, day = ["organisation", "collective", "leader"], dt.date(2022, 12, 28)
    table = [
        *[(issuer, ["member"], None) for issuer in ("X01", "CQ01", "X02")],
        *[(issuer, ["organisation"], "cell") for issuer in ("X01", "X02")],
        *[(issuer, everybody, "grassroots") for issuer in ("HU01", "HU02")],
        ("T", everybody, "upper_level"),
    ]
    return {
        "decisions": [
            {
                "number": f"{n}-QĐ",
                "date": day,
                "issuer": issuer,
                "signer_post": "Bí thư",
                "covers": covers,
                "tier": tier,
            }
            for n, (issuer, covers, tier) in enumerate(table, start=1)
        ]
    }


@pytest.mark.django_db(transaction=True)
def test_another_province_is_loaded_rated_decided_and_reported_by_commands_alone(
    tmp_path: Path,
) -> None:
    books = {
        Book.ORGANISATIONS: {"organisations": cast.organisations()},
        Book.MEMBERS: {"members": cast.members(), "positions": cast.positions()},
        Book.FACTS: facts(),
        Book.DECISIONS: decisions(),
    }
    files = [cast.write(tmp_path, book, renamed(sheets)) for book, sheets in books.items()]
    thidua("import", *files, "--year", "2022", "--warnings-read")
    thidua("rate", "2022")

    figures = json.loads(thidua("figures", "2022", "--json").output)
    assert figures["members"] == {
        "total": 9,
        "outstanding": 0,
        "good": 8,
        "completed": 0,
        "not_completed": 1,
    }
    # One of the two members of X01-2 was reprimanded: over 20 %, so the cell is not completed, and
    # X01 above it cannot be better than completed; the district keeps half of its two grassroots
    # organisations at good.
    assert figures["grassroots_organisations"] == {
        "total": 3,
        "outstanding": 0,
        "good": 2,
        "good_or_better": 2,
        "completed": 1,
        "not_completed": 0,
    }
    assert figures["upper_level_organisations"]["good"] == 2
    assert figures["indicators"]["met_or_exceeded"] == 1

    word, pdf = tmp_path / "bao-cao.docx", tmp_path / "bao-cao.pdf"
    thidua("report", "2022", "--docx", word, "--pdf", pdf)
    assert word.stat().st_size > 10_000
    assert pdf.read_bytes().startswith(b"%PDF")
