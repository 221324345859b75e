"""Whom the rows of a register mean, each row one person and each person one row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.language import Text
from thidua.organisations.loading.finding import Found, Known, Match, People, Who
from thidua.organisations.loading.row_reports import RowReports
from thidua.workbooks import Problems, fold, show

Line = Mapping[str, Any]
"""A row of the register: its cells, `cell_id`, `standing`, `row`."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A row and whom it means; None: somebody new."""

    line: Line
    known: Known | None

    @property
    def row(self) -> int:
        return int(self.line["row"])


def choose(
    lines: Sequence[Line], people: People, reports: RowReports, problems: Problems
) -> list[Chosen]:
    """The person of each row; rows in doubt are reported and left out."""
    by_code = {line["code"]: people.by_code.get(line["code"]) for line in lines if line["code"]}
    taken = {known.pk for known in by_code.values() if known is not None}
    found = []
    for line in lines:
        known = by_code.get(line["code"])
        if line["code"] in people.outside:
            reports.fault(line["row"], "code", *_NOT_TO_BE_USED)
        elif known is not None:
            if _has_that_name(line, known, reports):
                found.append(Chosen(line, known))
        else:
            match = people.find(who_of(line), taken=taken)
            if _is_certain(line, match, reports):
                certain = match.people[0] if match.found is Found.ONE else None
                found.append(Chosen(line, certain))
    here = [chosen for chosen in found if not _went_on(chosen, reports)]
    return _each_once(here, reports, problems)


def who_of(line: Line) -> Who:
    """What the row says of a person."""
    return Who(
        name=line["full_name"],
        born_on=line["born_on"],
        born_year=line["born_year"],
        admitted_on=line["admitted_on"],
        cell=line["cell_id"],
    )


# Whose code it is stays unsaid: it is held in another part of the tree.
_NOT_TO_BE_USED = (
    Text(
        "mã này không dùng được cho người trong phần của đơn vị",
        "this code cannot be used for somebody in the unit's part",
    ),
    Text(
        "mã đúng của người này, hoặc để trống; người từ nơi khác chuyển đến thì hỏi tỉnh",
        "the person's own code, or a blank cell; for somebody who has come from elsewhere ask the "
        "province",
    ),
)


def _has_that_name(line: Line, known: Known, reports: RowReports) -> bool:
    if fold(line["full_name"]) == fold(known.full_name):
        return True
    reports.fault(
        line["row"],
        "full_name",
        Text(
            f"mã {known.code} là của {known.full_name}",
            f"the code {known.code} is that of {known.full_name}",
        ),
        Text(
            f"“{known.full_name}”, hoặc mã của người này",
            f"“{known.full_name}”, or this person's own code",
        ),
    )
    return False


def _is_certain(line: Line, match: Match, reports: RowReports) -> bool:
    if match.found is Found.ONE and line["code"]:
        known = match.people[0].described
        reports.warn(
            line["row"],
            "code",
            Text(
                f"phần mềm đã có {known.vi}, mã giữ nguyên",
                f"{known.en} is stored already and keeps that code",
            ),
            together=Text(
                "{count} người phần mềm đã có với mã khác, mã trong phần mềm giữ nguyên",
                "{count} people are stored already under other codes, and keep them",
            ),
        )
    if match.found is Found.NOBODY and match.people:
        near = _listed(match.people)
        reports.warn(
            line["row"],
            "full_name",
            Text(
                f"là người mới; cùng tên ở cùng chi bộ đã có {near.vi}",
                f"is somebody new; of that name there is in the cell {near.en}",
            ),
            _WRITE_CODE,
        )
    if match.found in (Found.ONE, Found.NOBODY):
        return True
    people = _listed(match.people)
    several = match.found is Found.SEVERAL
    reports.fault(
        line["row"],
        "full_name",
        Text(f"có thể là {people.vi}", f"may be {people.en}")
        if several
        else Text(
            f"cùng tên, cùng ngày sinh, vào Đảng ngày khác: {people.vi}",
            f"has the name and birthday, and not the admission, of {people.en}",
        ),
        _WRITE_CODE,
    )
    return False


_WRITE_CODE = Text(
    "mã của đúng người ấy ở cột “Mã đảng viên”", "the code of whoever is meant in “Member code”"
)


def _listed(people: Iterable[Known]) -> Text:
    described = [known.described for known in people]
    return Text("; ".join(text.vi for text in described), "; ".join(text.en for text in described))


def _went_on(chosen: Chosen, reports: RowReports) -> bool:
    """Who was a member here and has gone on outside of the part: whoever is there says so."""
    known = chosen.known
    if known is None or known.left_on is None:
        return False
    day = show(known.left_on)
    reports.fault(
        chosen.row,
        "full_name",
        Text(
            f"phần mềm ghi {known.described.vi} đã chuyển khỏi đây từ sau ngày {day}",
            f"{known.described.en} is stored as having left here after {day}",
        ),
        Text(
            "bỏ dòng này; nếu người ấy đã trở lại thì báo tỉnh",
            "this row left out; if the person is back, tell the province",
        ),
    )
    return True


def _each_once(found: Sequence[Chosen], reports: RowReports, problems: Problems) -> list[Chosen]:
    """Nobody stands in two rows; two rows that nothing tells apart are one person."""
    stored: dict[int, int] = {}
    codes: dict[str, int] = {}
    new: dict[str, list[Line]] = {}
    once = []
    for chosen in found:
        line = chosen.line
        if chosen.known is not None:
            first = stored.setdefault(chosen.known.pk, chosen.row)
        else:
            alike = new.setdefault(fold(line["full_name"]), [])
            first = next((other["row"] for other in alike if _the_same(line, other)), chosen.row)
            if line["code"]:
                first = min(first, codes.setdefault(line["code"], chosen.row))
            alike.append(line)
        if first == chosen.row:
            once.append(chosen)
            continue
        other = problems.name_of(first)
        reports.fault(
            chosen.row,
            "full_name",
            Text(f"cùng một người với dòng {other}", f"the same person as row {other}"),
            Text("mỗi người một dòng", "one row for each person"),
        )
    return once


def _the_same(line: Line, other: Line) -> bool:
    if line["code"] and other["code"]:
        return bool(line["code"] == other["code"])
    births = [(one["born_on"], one["born_year"]) for one in (line, other)]
    if line["admitted_on"] and other["admitted_on"] and line["admitted_on"] != other["admitted_on"]:
        return False
    if births[0] == births[1] == (None, None):
        return bool(line["cell_id"] == other["cell_id"])
    return births[0] == births[1]
