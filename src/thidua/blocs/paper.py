"""The pact as an office prints it: who the members are, what they are measured by, signatures.

No central text was found for its wording: it is local, and the paper says so."""

from collections.abc import Iterator, Sequence

from thidua.blocs.models import Bloc, BlocKind, Criterion, Scale, SetState
from thidua.blocs.presenters import CriterionRow, MemberRow, SetView
from thidua.documents.blocks import (
    Block,
    Bullets,
    Centred,
    Column,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from thidua.language import speaking
from thidua.numbers import format_number
from thidua.organisations.letterheads import BLANK, on_behalf_of
from thidua.organisations.names import committee_name
from thidua.web.demo_note import demo_note

LOCAL = (
    "Thể thức, nội dung giao ước theo quy định riêng của địa phương, chưa xác nhận: chưa tìm thấy "
    "văn bản của Trung ương."
)


def compose(bloc: Bloc, members: Sequence[MemberRow], shown: SetView) -> Paper:
    """The pact of one version, always in Vietnamese."""
    at_work = [member for member in members if not member.gone]
    with speaking("vi"):
        return Paper(
            letterhead=_of_version(bloc, shown),
            body=tuple(_body(bloc, at_work)),
            signature=signature_of(bloc),
            annexes=(*_criteria(bloc, shown), *_signatures(at_work)),
            note=demo_note(),
        )


def _of_version(bloc: Bloc, shown: SetView) -> Letterhead:
    version = shown.criteria_set.version
    draft = "" if shown.criteria_set.state == SetState.SIGNED else "(dự thảo) "
    again = f", bản {version}" if version > 1 else ""
    return letterhead_of(bloc, title="GIAO ƯỚC THI ĐUA", draft=draft, again=again)


def letterhead_of(bloc: Bloc, *, title: str, draft: str, again: str = "") -> Letterhead:
    """Of a paper that the head unit of a bloc writes. `draft`, `again`: before and after whose it
    is.
    """
    head = bloc.head or bloc.organiser
    return Letterhead(
        above=bloc.organiser.name.upper() if head != bloc.organiser else "",
        committee=committee_name(head).upper(),
        number=f"Số {BLANK}",
        dateline=f"{BLANK}, ngày …… tháng …… năm {bloc.campaign.year}",
        title=title,
        subject=f"{draft}của {bloc.name}, năm {bloc.campaign.year}{again}",
    )


def _noun(bloc: Bloc) -> str:
    return "khối" if bloc.kind == BlocKind.BLOC else "cụm"


def _body(bloc: Bloc, members: Sequence[MemberRow]) -> Iterator[Block]:
    name = bloc.campaign.name
    movement = f" “{name}”" if name else ""
    yield Paragraph(
        f"Thực hiện phong trào thi đua{movement} năm {bloc.campaign.year}, các đơn vị thành viên "
        f"{bloc.name} cùng ký giao ước thi đua như sau:"
    )
    yield Paragraph(f"{format_number(len(members))} đơn vị thành viên gồm:", lead="1.")
    yield Bullets(tuple(_named(member) for member in members))
    yield Paragraph(
        "Các đơn vị thống nhất thi đua, tự chấm và chấm chéo theo các tiêu chí, thang điểm kèm "
        "theo; số liệu trung thực, có minh chứng.",
        lead="2.",
    )
    yield Paragraph(
        f"Đơn vị trưởng {_noun(bloc)} đôn đốc, tổng hợp kết quả và báo cáo {bloc.organiser.name} "
        "khi kết thúc năm.",
        lead="3.",
    )
    yield Paragraph(LOCAL)


def _named(member: MemberRow) -> str:
    return f"{member.unit.name}{f' ({member.leads})' if member.leads else ''};"


def signature_of(bloc: Bloc) -> Signature:
    """Whoever signs such a paper, and who gets it."""
    head = bloc.head or bloc.organiser
    return Signature(
        receivers=(f"{bloc.organiser.name} (để báo cáo),", "Các đơn vị thành viên,", "Lưu."),
        on_behalf_of=on_behalf_of(head),
        post=f"ĐƠN VỊ TRƯỞNG {_noun(bloc).upper()}",
    )


def _criteria(bloc: Bloc, shown: SetView) -> Iterator[Block]:
    by_points = shown.criteria_set.scale == Scale.POINTS
    yield Heading("TIÊU CHÍ, THANG ĐIỂM", new_page=True, centred=True)
    yield Centred(
        f"(kèm theo Giao ước thi đua năm {bloc.campaign.year} của {bloc.name})", plain=True
    )
    columns = (
        Column("TT", "center", 1),
        Column("Nội dung", "left", 6),
        Column("Cách đo, cách chấm", "left", 5),
        Column("Minh chứng", "left", 4),
        Column("Điểm tối đa" if by_points else "Trọng số", "right", 2),
    )
    rows = [_row(row, by_points=by_points) for row in shown.rows]
    total = ("", "Cộng", "", "", shown.found)
    yield Table("", columns, (*rows, total), total=True)


def _row(row: CriterionRow, *, by_points: bool) -> tuple[str, ...]:
    criterion: Criterion = row.criterion
    worth = row.points if by_points else row.weight
    factor = f" × {row.weight}" if by_points and row.weight else ""
    return (
        str(row.number),
        criterion.content,
        criterion.measure,
        criterion.evidence,
        f"{worth}{factor}",
    )


def _signatures(members: Sequence[MemberRow]) -> Iterator[Block]:
    yield Heading("ĐẠI DIỆN CÁC ĐƠN VỊ KÝ GIAO ƯỚC", centred=True)
    columns = (Column("TT", "center", 1), Column("Đơn vị", "left", 7), Column("Ký tên", "left", 6))
    rows = tuple((str(at), member.unit.name, "") for at, member in enumerate(members, start=1))
    yield Table("", columns, rows)
