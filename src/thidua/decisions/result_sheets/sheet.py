"""One subject's result sheet as plain values: who, the levels, the reasons, who signs. Always in
Vietnamese.
"""

from collections.abc import Iterator
from typing import Any

from thidua.organisations.letterheads import on_behalf_of
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name, who_decides
from thidua.ratings.moments import moment_of
from thidua.roster.models import RosterEntry
from thidua.rulebook import Explanation
from thidua.rulebook.reasons import Reason
from thidua.vocabulary import (
    Level,
    NoLevel,
    Outcome,
    SubjectType,
    shown_level,
)

# The titles of the printed forms, whole: only two kinds of subjects have "chất lượng" in theirs.
TITLES = {
    SubjectType.MEMBER: "Phiếu kết quả đánh giá, xếp loại chất lượng đảng viên",
    SubjectType.ORGANISATION: "Phiếu kết quả đánh giá, xếp loại chất lượng tổ chức đảng",
    SubjectType.COLLECTIVE: "Phiếu kết quả đánh giá, xếp loại tập thể lãnh đạo, quản lý",
    SubjectType.LEADER: "Phiếu kết quả đánh giá, xếp loại cá nhân lãnh đạo, quản lý",
}
_SECTIONS = {
    "prerequisites": "Điều kiện để xếp loại",
    **{level.value: f"Để được {level.title.vi}" for level in reversed(Level)},
    "not_completed": "Trường hợp không hoàn thành nhiệm vụ (chỉ cần một)",
    "caps": "Không được xếp cao hơn",
    "procedure": "Cách xếp loại",
}
MET, NOT_MET, UNKNOWN_MARK, EXCUSED, GIVEN, NOT_GIVEN = (
    "met",
    "not_met",
    "unknown",
    "excused",
    "given",
    "not_given",
)


def sheet_of(entry: RosterEntry, explanation: Explanation, *, year: int) -> dict[str, Any]:
    """Everything the sheet prints, ready for the typesetter."""
    return {
        "title": f"{TITLES[SubjectType(entry.subject_type)]} năm {year}",
        "name": entry.name,
        "place": _place(entry),
        "line": _line(entry),
        "decision": _decided(entry),
        "levels": _levels(entry, explanation),
        "reason": _reason(entry),
        "moment_note": note.vi if (note := moment_of(entry, explanation).note) else "",
        "sections": list(_sections(explanation)),
        "missing": [title.vi for _, title in explanation.missing],
        "signer": _signer(entry),
        "own": _own(entry),
        "head": _head(entry),
    }


def _own(entry: RosterEntry) -> str:
    """Whoever is rated signs beside the committee."""
    if entry.subject_type == SubjectType.MEMBER:
        return "ĐẢNG VIÊN ĐƯỢC XẾP LOẠI"
    if entry.person_id:
        return "CÁ NHÂN ĐƯỢC XẾP LOẠI"
    collective = entry.subject_type == SubjectType.COLLECTIVE
    return "ĐẠI DIỆN TẬP THỂ" if collective else "ĐẠI DIỆN TỔ CHỨC ĐẢNG"


def _head(entry: RosterEntry) -> list[str]:
    """The committee that rates, below the organisation that it stands in."""
    above = [one for one in _above(entry) if one.pk != entry.organisation_id]
    committee = above[0] if above else entry.organisation
    return [above[1].name.upper() if len(above) > 1 else "", committee_name(committee).upper()]


def _place(entry: RosterEntry) -> str:
    """What somebody is, or where they belong; "" of a body."""
    return entry.title if entry.person_id else ""


def _line(entry: RosterEntry) -> str:
    """The organisation with those above it, as an address is written."""
    line = [entry.organisation, *_above(entry)] if entry.person_id else _above(entry)
    return ", ".join(dict.fromkeys(one.name for one in line))


def _above(entry: RosterEntry) -> list[Organisation]:
    """The grassroots organisation and the upper level, where they are others."""
    line = (entry.grassroots, entry.upper_level)
    return [one for one in line if one is not None and one.pk != entry.organisation_id]


def _levels(entry: RosterEntry, explanation: Explanation) -> list[list[str]]:
    """The facts that are kept apart: claimed, proposed, reached, chosen, decided; what is not there
    is a dash.
    """
    proposal = getattr(entry, "proposal", None)
    reached = (
        str(NoLevel.UNKNOWN.title.vi) if explanation.level is None else explanation.level.title.vi
    )
    levels = [
        ("Tự nhận", _word(proposal.self_claimed) if proposal else "–"),
        ("Đề nghị", _word(proposal.proposed) if proposal else "–"),
        ("Đạt tiêu chuẩn", reached),
        ("Cấp uỷ chọn", _word(proposal.chosen) if proposal else "–"),
        ("Quyết định", _word(entry.issued_item.level) if entry.issued_item else "chưa quyết định"),
    ]
    return [list(pair) for pair in levels]


def _word(level: str) -> str:
    return shown_level(level).title.vi if level else "–"


def _decided(entry: RosterEntry) -> str:
    item = entry.issued_item
    if item is None:
        return ""
    decision = item.decision
    return (
        f"số {decision.number} ngày {decision.decided_on:%d/%m/%Y} của "
        f"{who_decides(decision.issuer)}"
    )


def _reason(entry: RosterEntry) -> str:
    item, proposal = entry.issued_item, getattr(entry, "proposal", None)
    return (item.reason if item else "") or (proposal.reason if proposal else "")


def _sections(explanation: Explanation) -> Iterator[dict[str, Any]]:
    """The ladder from the best level down, then what speaks against, then caps; each rule once."""
    for section, title in _SECTIONS.items():
        rows = [_row(reason) for reason in explanation.of(section)]
        if rows:
            yield {"title": title, "rows": rows}


def _row(reason: Reason) -> list[str]:
    """Mark, title, seen, wanted, citation."""
    return [_mark(reason), reason.title.vi, reason.seen.vi, reason.wanted.vi, reason.citation]


def _mark(reason: Reason) -> str:
    if reason.excused:
        return EXCUSED
    if reason.outcome is Outcome.CANNOT_TELL:
        return UNKNOWN_MARK
    if reason.against:  # a case that speaks against the subject is there or not, never "met"
        return NOT_GIVEN if reason.settled else GIVEN
    return MET if reason.settled else NOT_MET


def _signer(entry: RosterEntry) -> list[str]:
    """On whose behalf the sheet is signed, and as what: the cell for its members, the committee for
    the rest.
    """
    return [on_behalf_of(entry.organisation), "BÍ THƯ"]
