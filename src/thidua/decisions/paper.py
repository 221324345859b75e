"""The decision as it is printed: head, bases, articles, signature, and the lists by level (HD
36-HD/VPTW).
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from thidua.decisions.models import Decision
from thidua.decisions.preview import AtLevel, Covered, Group
from thidua.decisions.wording import of_kinds
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
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name, place_name
from thidua.vocabulary import Body, Sector, Tier
from thidua.web.demo_note import demo_note

BLANK = "……"
"""What the office fills in by hand."""

_NAMED_PLACES = frozenset(
    {Sector.CITY, Sector.TOWN, Sector.DISTRICT, Sector.COMMUNE, Sector.WARD, Sector.TOWNSHIP}
)


def compose(decision: Decision, groups: Sequence[Group], *, above: Sequence[Organisation]) -> Paper:
    """Write the decision, always in Vietnamese; `above`: the organisations over the issuer, the
    province first.
    """
    with speaking("vi"):
        return Paper(
            letterhead=_letterhead(decision, above),
            body=tuple(_body(decision, groups)),
            signature=_signature(decision, above),
            annexes=tuple(_lists(decision, groups)),
            note=demo_note(),
        )


def _letterhead(decision: Decision, above: Sequence[Organisation]) -> Letterhead:
    day = decision.decided_on
    return Letterhead(
        above=above[-1].name.upper() if above else "",
        committee=committee_name(decision.issuer).upper(),
        number=f"Số {decision.number or BLANK}",
        dateline=f"{_place(decision.issuer, above)}, {_long(day)}",
        title="QUYẾT ĐỊNH",
        subject=f"{_about(decision)} năm {decision.campaign.year}",
    )


def _about(decision: Decision) -> str:
    added = "bổ sung " if decision.supplements_id is not None else ""
    return f"về {added}đánh giá, xếp loại chất lượng {of_kinds(decision.covers, decision.tier).vi}"


def _long(day: dt.date) -> str:
    """“ngày 05 tháng 12 năm 2021”: days and the first two months have two digits, so that nobody
    adds one.
    """
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _place(issuer: Organisation, above: Sequence[Organisation]) -> str:
    """Where the paper is dated from: the nearest organisation that is named after a place."""
    for organisation in (issuer, *reversed(above)):
        if organisation.tier == Tier.PROVINCE or organisation.sector in _NAMED_PLACES:
            return place_name(organisation)
    return BLANK


def who_decides(issuer: Organisation) -> str:
    """Who is meant by the committee: its standing committee from the upper level up, itself
    below.
    """
    committee = committee_name(issuer)
    return (
        f"Ban Thường vụ {committee}"
        if issuer.tier in (Tier.PROVINCE, Tier.UPPER_LEVEL)
        else committee
    )


def _body(decision: Decision, groups: Sequence[Group]) -> Iterator[Block]:
    for line in decision.bases.splitlines():
        yield Paragraph(f"- {line.strip().rstrip(';,.')};")
    yield Centred(who_decides(decision.issuer).upper())
    yield Centred("QUYẾT ĐỊNH")
    year = decision.campaign.year
    rating = "Xếp loại" if decision.supplements_id is None else "Bổ sung xếp loại"
    yield Paragraph(
        f"{rating} chất lượng năm {year} như sau (có danh sách kèm theo):", lead="Điều 1."
    )
    yield Bullets(tuple(_counted(group) for group in groups) or ("chưa có đối tượng nào.",))
    yield Paragraph(
        f"Văn phòng cấp uỷ, các ban tham mưu, giúp việc, các tổ chức đảng trực thuộc và "
        f"{_named(decision)} có tên tại "
        "Điều 1 chịu trách nhiệm thi hành Quyết định này.",
        lead="Điều 2.",
    )
    yield Paragraph("Quyết định này có hiệu lực kể từ ngày ký.", lead="Điều 3.")


def _named(decision: Decision) -> str:
    return of_kinds(decision.covers, decision.tier).vi.replace(";", ",")


def _counted(group: Group) -> str:
    """“60 tổ chức cơ sở đảng: 12 hoàn thành xuất sắc nhiệm vụ; 48 hoàn thành tốt nhiệm vụ.”"""
    parts = [f"{format_number(len(at.subjects))} {_level(at)}" for at in group.levels]
    return f"{format_number(len(group.subjects))} {group.title.vi}: {'; '.join(parts)}."


def _level(at: AtLevel) -> str:
    name = at.level.title.vi
    return name[:1].lower() + name[1:]


def _signature(decision: Decision, above: Sequence[Organisation]) -> Signature:
    issuer = decision.issuer
    reported = [f"{who_decides(above[-1])} (để báo cáo),"] if above else []
    # "T/M Ban Thường vụ, Bí thư Huyện uỷ": some write on whose behalf as well.
    named, comma, rest = decision.signer_post.partition(",")
    behalf, post = (
        (named, rest)
        if comma and named.upper().startswith("T/M")
        else (_on_behalf_of(issuer), decision.signer_post)
    )
    return Signature(
        receivers=("Như Điều 2,", *reported, f"Lưu {_office(issuer)}."),
        on_behalf_of=behalf.upper(),
        post=post.strip().upper() or BLANK,
    )


def _on_behalf_of(issuer: Organisation) -> str:
    if issuer.tier in (Tier.PROVINCE, Tier.UPPER_LEVEL):
        return "T/M BAN THƯỜNG VỤ"
    return "T/M CHI BỘ" if issuer.body == Body.CELL or issuer.tier == Tier.CELL else "T/M ĐẢNG UỶ"


def _office(issuer: Organisation) -> str:
    if issuer.tier in (Tier.PROVINCE, Tier.UPPER_LEVEL):
        return f"Văn phòng {' '.join(committee_name(issuer).split()[:2])}"
    return "hồ sơ chi bộ" if issuer.body == Body.CELL else "Văn phòng Đảng uỷ"


# The lists
# --------------------------------------------------------------------------------------------------


def _lists(decision: Decision, groups: Sequence[Group]) -> Iterator[Block]:
    for number, group in enumerate(groups):
        yield Heading(
            f"DANH SÁCH XẾP LOẠI {group.title.vi.upper()} NĂM {decision.campaign.year}",
            new_page=number == 0,
            centred=True,
        )
        yield Centred(
            f"(Kèm theo Quyết định số {decision.number or BLANK}, {_long(decision.decided_on)} của "
            f"{who_decides(decision.issuer)})",
            plain=True,
        )
        for at in group.levels:
            yield _list(at, group)


def _list(at: AtLevel, group: Group) -> Table:
    """One level's subjects; columns that would be empty are left out."""
    columns = [Column("TT", "center", 1), Column("Mã", "left", 2), Column(_who(group), "left", 6)]
    placed = any(covered.place for covered in at.subjects)
    explained = any(covered.reason for covered in at.subjects)
    if placed:
        columns.append(Column("Chi bộ, chức vụ", "left", 5))
    if explained:
        columns.append(Column("Lý do khác mức đạt", "left", 5))
    rows = [
        tuple(_row(place, covered, placed=placed, explained=explained))
        for place, covered in enumerate(at.subjects, start=1)
    ]
    return Table(f"{at.level.title.vi}: {format_number(len(rows))}", tuple(columns), tuple(rows))


def _who(group: Group) -> str:
    return "Họ và tên" if group.kind in ("member", "leader") else "Tên"


def _row(place: int, covered: Covered, *, placed: bool, explained: bool) -> Iterator[str]:
    yield str(place)
    yield covered.entry.code
    yield covered.name
    if placed:
        yield covered.place
    if explained:
        yield covered.reason
