"""One subject's result sheet as plain values: who, the levels, the reasons, who signs. Always in
Vietnamese.
"""

from collections.abc import Iterator
from typing import Any

from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.ratings.moments import moment_of
from thidua.roster.models import RosterEntry
from thidua.rulebook import Explanation
from thidua.rulebook.reasons import Reason
from thidua.vocabulary import (
    Body,
    Level,
    NoLevel,
    Outcome,
    SubjectType,
    Tier,
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
    "caps": "Mức trần",
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
        "code": entry.code,
        "place": _place(entry),
        "above": _above(entry),
        "levels": _levels(entry, explanation),
        "reason": _reason(entry),
        "moment_note": note.vi if (note := moment_of(entry, explanation).note) else "",
        "decided": _decided(entry),
        "sections": list(_sections(explanation)),
        "missing": [title.vi for _, title in explanation.missing],
        "signer": _signer(entry),
        "own": "ĐẢNG VIÊN" if entry.person_id else "ĐẠI DIỆN ĐƯỢC XẾP LOẠI",
    }


def _place(entry: RosterEntry) -> str:
    if not entry.person_id:
        return ""
    return ", ".join(part for part in (entry.title, entry.organisation.name) if part)


def _above(entry: RosterEntry) -> str:
    """The grassroots organisation of a cell's member, and the upper level."""
    line = (entry.grassroots, entry.upper_level)
    own = entry.organisation_id
    return " – ".join(one.name for one in line if one is not None and one.pk != own)


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
        f"Quyết định số {decision.number}, ngày {decision.decided_on:%d/%m/%Y} của "
        f"{committee_name(decision.issuer)}"
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
    return list(_signs(entry.organisation))


def _signs(organisation: Organisation) -> tuple[str, str]:
    if organisation.tier == Tier.CELL or organisation.body == Body.CELL:
        return "T/M CHI BỘ", "BÍ THƯ"
    committee = committee_name(organisation).split(" ", 2)
    return f"T/M {' '.join(committee[:2]).upper()}", "BÍ THƯ"
