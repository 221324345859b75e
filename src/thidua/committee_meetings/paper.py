"""The minutes of a committee's meeting on levels, the whole log in them; always in Vietnamese."""

import datetime as dt
from collections.abc import Iterator, Sequence

from thidua.committee_meetings.models import Adoption, Attendant, CommitteeMeeting, Move, State
from thidua.documents.blocks import (
    Block,
    Bullets,
    Column,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Row,
    Signature,
    Table,
)
from thidua.language import speaking
from thidua.numbers import format_number
from thidua.organisations.letterheads import BLANK, dated_from, long_day, on_behalf_of
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.organisations.queries import ancestors_of
from thidua.vocabulary import Level, SubjectType
from thidua.web.clock import shown
from thidua.web.demo_note import demo_note

_LOG = (
    Column("TT", "center", 1),
    Column("Họ tên, đơn vị", "left", 4),
    Column("Từ mức", "left", 3),
    Column("Sang mức", "left", 3),
    Column("Đề xuất, biểu quyết, lý do", "left", 6),
)


def minutes(meeting: CommitteeMeeting) -> Paper:
    """When and who, each move with its proposer, vote and reason, what was adopted. Before the
    meeting has ended they say that they are a draft.
    """
    above = ancestors_of(meeting.organisation)
    with speaking("vi"):
        return Paper(
            letterhead=_letterhead(meeting, above),
            body=tuple(_body(meeting)),
            signature=Signature(
                receivers=("Cấp uỷ cấp trên,", "Lưu hồ sơ xếp loại."),
                on_behalf_of=on_behalf_of(meeting.organisation),
                post="CHỦ TRÌ",
            ),
            annexes=(),
            note=demo_note(),
        )


def _letterhead(meeting: CommitteeMeeting, above: Sequence[Organisation]) -> Letterhead:
    own = meeting.organisation
    draft = "" if meeting.state == State.ADOPTED else " (dự thảo, cuộc họp chưa kết thúc)"
    return Letterhead(
        above=above[-1].name.upper() if above else "",
        committee=committee_name(own).upper(),
        number=f"Số {BLANK}-BB/{BLANK}",
        dateline=f"{dated_from(own, above)}, {long_day(shown(meeting.opened_at).date())}",
        title="BIÊN BẢN",
        subject=f"họp xét mức xếp loại năm {meeting.campaign.year}{draft}",
    )


def _body(meeting: CommitteeMeeting) -> Iterator[Block]:
    yield Heading("I. THỜI GIAN, ĐỊA ĐIỂM")
    day = long_day(shown(meeting.opened_at).date())
    yield Paragraph(f"{_at(meeting.opened_at)}, {day}, tại {meeting.venue or BLANK}.")
    yield Heading("II. THÀNH PHẦN")
    yield from _present(meeting, list(meeting.attendants.all()))
    yield Heading("III. XEM XÉT TỪNG TRƯỜNG HỢP")
    moves = meeting.moves.select_related("proposed_by", "undoes", "undone_by")
    yield from _log(list(moves))
    yield Heading("IV. THÔNG QUA")
    adoptions = list(meeting.adoptions.select_related("decision"))
    if not adoptions:
        yield Paragraph("Chưa thông qua mức nào.")
    for adoption in adoptions:
        yield from _adopted(adoption)
    yield Heading("V. KẾT THÚC")
    yield Paragraph(_end(meeting))


def _at(moment: dt.datetime) -> str:
    local = shown(moment)
    return f"{local:%H} giờ {local:%M}"


def _present(meeting: CommitteeMeeting, attendants: Sequence[Attendant]) -> Iterator[Block]:
    there = [one for one in attendants if one.present]
    yield Paragraph(
        f"Chủ trì: {meeting.chair_name}. Thư ký: {meeting.secretary_name or BLANK}. Triệu tập "
        f"{format_number(len(attendants))}, có mặt {format_number(len(there))}."
    )
    if absent := tuple(f"{one.name};" for one in attendants if not one.present):
        yield Paragraph("Vắng mặt:")
        yield Bullets(absent)


def _log(moves: Sequence[Move]) -> Iterator[Block]:
    if not moves:
        yield Paragraph("Không chuyển trường hợp nào so với mức đang xếp.")
        return
    yield Table("Các lần chuyển mức", _LOG, tuple(_line(move) for move in moves))


def _line(move: Move) -> Row:
    whom = f"{move.name}, {move.place}" if move.place else move.name
    return (
        format_number(move.number),
        whom,
        Level.from_code(move.level_from).title.vi,
        Level.from_code(move.level_to).title.vi,
        _why(move),
    )


def _why(move: Move) -> str:
    if move.undoes is not None:
        return f"{_at(move.moved_at)}: hoàn tác lần chuyển thứ {format_number(move.undoes.number)}"
    proposer = move.proposed_by.name if move.proposed_by is not None else BLANK
    back = " (đã hoàn tác)" if hasattr(move, "undone_by") else ""
    return (
        f"{_at(move.moved_at)}: đ/c {proposer} đề xuất; biểu quyết "
        f"{format_number(move.votes_for)}/{format_number(move.votes_of)}; lý do: {move.reason}"
        f"{back}"
    )


def _adopted(adoption: Adoption) -> Iterator[Block]:
    kind, kept = SubjectType(adoption.subject_type), adoption.outcome
    levels = {Level.from_code(int(code)): number for code, number in kept["levels"].items()}
    total = sum(levels.values())
    counted = "; ".join(
        f"{format_number(levels[level])} {_lower(level)}"
        for level in reversed(Level)
        if level in levels
    )
    yield Heading(f"{kind.title.vi}: {format_number(total)}", level=2)
    yield Paragraph(
        f"Biểu quyết {format_number(adoption.votes_for)}/{format_number(adoption.votes_of)} lúc "
        f"{_at(adoption.adopted_at)}: {counted}."
    )
    if kept["unknown"]:
        yield Paragraph(
            f"{format_number(kept['unknown'])} trường hợp chưa đủ căn cứ, không thuộc lần thông "
            "qua này."
        )
    for pool in kept["pools"]:
        yield Paragraph(
            f"{pool['label']}: xuất sắc {format_number(pool['used'])}. {pool['counted']}."
        )
    for code, names in kept["named"].items():
        if names:
            yield Paragraph(_named(names), lead=f"{Level.from_code(int(code)).title.vi}: ")
    if adoption.decision is not None:
        number = adoption.decision.number or "chưa có số"
        yield Paragraph(f"Đưa vào dự thảo quyết định ({number}); chưa ban hành.")


def _lower(level: Level) -> str:
    name = level.title.vi
    return name[:1].lower() + name[1:]


def _named(names: Sequence[Sequence[str]]) -> str:
    return "; ".join(f"{name} ({place})" if place != name else name for name, place in names) + "."


def _end(meeting: CommitteeMeeting) -> str:
    if meeting.ended_at is None:
        return "Cuộc họp chưa kết thúc."
    return f"Kết thúc lúc {_at(meeting.ended_at)}. Biên bản lập thành hai bản, lưu tại cấp uỷ."
