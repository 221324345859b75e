"""Whom or what the rows of a list of results mean: by code, else people as a register's rows are
found, organisations by their name and what stands above them.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from thidua.facts.loading.subjects import OF_PEOPLE
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.matching.names import NameFound
from thidua.organisations.loading.finding import Found, Known, People, Who
from thidua.organisations.loading.organisations import ORGANISATION
from thidua.organisations.loading.row_reports import RowReports
from thidua.organisations.names_found import OrganisationNames
from thidua.organisations.queries import root_path
from thidua.web.clock import today
from thidua.workbooks import fold

Line = Mapping[str, Any]
_Subject = tuple[int, int | None, int | None, str]
_SUBJECT = {"row": pl.Int64, "organisation_id": pl.Int64, "person_id": pl.Int64, "who": pl.String}


def subjects_of(check: Checking, organisations: pl.DataFrame, reports: RowReports) -> pl.DataFrame:
    """row, organisation_id, person_id and the name with the code, of each row that means one."""
    places = organisations.select(cell="code", cell_id="id", cell_name="name")
    sound = check.frame.filter(~pl.col("row").is_in(check.left_out.implode()))
    lines = sound.join(places, on="cell", how="left", maintain_order="left").rows(named=True)
    of_people = [line for line in lines if line["subject_type"] in OF_PEOPLE]
    others = [line for line in lines if line["subject_type"] not in OF_PEOPLE]
    found = [
        *_people(of_people, reports),
        *_organisations(others, organisations, reports),
    ]
    return pl.DataFrame(found, schema=_SUBJECT, orient="row")


def _people(lines: Sequence[Line], reports: RowReports) -> list[_Subject]:
    people = People(
        "",
        codes=[line["code"] for line in lines if line["code"]],
        names=[line["name"] for line in lines],
    )
    found: list[_Subject] = []
    for line in lines:
        known = _person(line, people, reports)
        if known is not None:
            found.append((line["row"], None, known.pk, f"{known.full_name} ({known.code})"))
    return found


def _person(line: Line, people: People, reports: RowReports) -> Known | None:
    """Whom a row means, by its code or its name; a doubt is reported."""
    by_code = people.by_code.get(line["code"])
    if by_code is not None and fold(by_code.full_name) == fold(line["name"]):
        return by_code
    if line["code"]:
        other = f" ({by_code.full_name})" if by_code is not None else ""
        reports.fault(
            line["row"],
            "code",
            Text(f"không phải mã của người này{other}", f"is not this person's code{other}"),
            Text("mã của đúng người ấy, hoặc để trống", "the person's own code, or a blank cell"),
        )
        return None
    who = Who(line["name"], line["born_on"], line["born_year"], cell=line["cell_id"])
    match = people.find(who)
    if match.found is Found.ONE:
        return match.people[0]
    near = match.people or tuple(people.by_name.get(fold(line["name"]), ()))[:5]
    _doubt(
        line,
        reports,
        [known.described for known in near],
        Text("có thể là {near}", "may be {near}"),
        Text("mã của đúng người ấy ở cột “Mã”", "the code of whoever is meant in “Code”"),
    )
    return None


def _organisations(
    lines: Sequence[Line], organisations: pl.DataFrame, reports: RowReports
) -> list[_Subject]:
    by_code = {
        code: (pk, name)
        for code, pk, name in organisations.select("code", "id", "name").iter_rows()
    }
    names = _names({_written(line) for line in lines if not line["code"]}, lines)
    found: list[_Subject] = []
    for line in lines:
        named = names.get(_written(line), NameFound(""))
        code = line["code"] or named.code
        if code in by_code:
            pk, name = by_code[code]
            found.append((line["row"], pk, None, f"{name} ({code})"))
            continue
        _doubt(
            line,
            reports,
            [Text(*[f"{near.name} ({near.code})"] * 2) for near in named.near],
            Text("có thể là {near}", "may be {near}"),
            Text("mã của đúng tổ chức ấy ở cột “Mã”", "the organisation's code in “Code”"),
        )
    return found


def _written(line: Line) -> str:
    """The name, with what it stands under where that is written."""
    above = line["cell_name"]
    return f"{line['name']}, {above}" if above else str(line["name"])


def _names(written: set[str], lines: Sequence[Line]) -> dict[str, NameFound]:
    """What the names mean at the end of their year; of those not there then, what they mean now."""
    if not written:
        return {}
    found: dict[str, NameFound] = {}
    last = max(line["year"] for line in lines)
    for day in (dt.date(last, 12, 31), None):
        left = [name for name in written if not found.get(name, NameFound("")).code]
        names = OrganisationNames([root_path()], on=day or today())
        found |= names.find(ORGANISATION, left)
    return found


def _doubt(
    line: Line, reports: RowReports, near: Sequence[Text], message: Text, expected: Text
) -> None:
    if near:
        message = Text(
            message.vi.format(near="; ".join(text.vi for text in near)),
            message.en.format(near="; ".join(text.en for text in near)),
        )
    else:
        message = Text("không có trong phần mềm", "is not stored")
    reports.fault(line["row"], "name", message, expected)
