"""The decision as it is printed: head, bases, articles, signature, and the lists by level (HD
36-HD/VPTW).
"""

from collections.abc import Iterator, Sequence
from itertools import count

from thidua.decisions.models import Decision
from thidua.decisions.preview import AtLevel, Covered, Group
from thidua.decisions.sealed_contents import Seal
from thidua.decisions.wording import of_kinds
from thidua.documents.blocks import (
    Across,
    Block,
    Bullets,
    Centred,
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
from thidua.organisations.names import committee_name, who_decides
from thidua.seals.printing import foot_of
from thidua.vocabulary import Body, Level, ShownLevel, SubjectType, Tier


def compose(
    decision: Decision,
    groups: Sequence[Group],
    *,
    above: Sequence[Organisation],
    seal: Seal | None = None,
) -> Paper:
    """Write the decision, always in Vietnamese; `above`: the organisations over the issuer, the
    province first; `seal`: printed at the foot of every page.
    """
    with speaking("vi"):
        return Paper(
            letterhead=_letterhead(decision, above),
            body=tuple(_body(decision, groups)),
            signature=_signature(decision, above),
            annexes=tuple(_lists(decision, groups)),
            note=foot_of(seal.link if seal is not None else None),
        )


def _letterhead(decision: Decision, above: Sequence[Organisation]) -> Letterhead:
    day = decision.decided_on
    return Letterhead(
        above=above[-1].name.upper() if above else "",
        committee=committee_name(decision.issuer).upper(),
        number=f"Số {decision.number or BLANK}",
        dateline=f"{dated_from(decision.issuer, above)}, {long_day(day)}",
        title="QUYẾT ĐỊNH",
        subject=f"{_about(decision)} năm {decision.campaign.year}",
    )


def _about(decision: Decision) -> str:
    added = "bổ sung " if decision.supplements_id is not None else ""
    if decision.again is not None:
        return f"về việc đánh giá, xếp loại lại chất lượng {_named_again(decision)}"
    return f"về {added}đánh giá, xếp loại chất lượng {of_kinds(decision.covers, decision.tier).vi}"


def _body(decision: Decision, groups: Sequence[Group]) -> Iterator[Block]:
    for line in decision.bases.splitlines():
        yield Paragraph(f"- {line.strip().rstrip(';,.')};")
    yield Centred(who_decides(decision.issuer).upper())
    yield Centred("QUYẾT ĐỊNH")
    year = decision.campaign.year
    rating = "Xếp loại" if decision.supplements_id is None else "Bổ sung xếp loại"
    rating = rating if decision.again is None else "Xếp loại lại"
    yield Paragraph(
        f"{rating} chất lượng năm {year} như sau (có danh sách kèm theo):", lead="Điều 1."
    )
    yield Bullets(tuple(_counted(group) for group in groups) or ("chưa có trường hợp nào.",))
    yield Paragraph(
        f"{_carry_out(decision.issuer)} và {_named(decision)} có tên trong danh sách kèm theo chịu "
        "trách nhiệm thi hành Quyết định này.",
        lead="Điều 2.",
    )
    again = decision.again
    instead = (
        f" Mức của {again.roster_entry.name} tại Quyết định số {again.decision.number}, "
        f"{long_day(again.decision.decided_on)} không còn hiệu lực; các mức khác giữ nguyên."
        if again is not None
        else ""
    )
    yield Paragraph(f"Quyết định này có hiệu lực kể từ ngày ký.{instead}", lead="Điều 3.")


def _named_again(decision: Decision) -> str:
    """Whom the one level is of that is decided again."""
    again = decision.again
    assert again is not None  # noqa: S101
    return again.roster_entry.name


def _carry_out(issuer: Organisation) -> str:
    """Who carries a decision out: offices of the committee, as each tier has them."""
    if issuer.tier in (Tier.PROVINCE, Tier.UPPER_LEVEL):
        return f"Văn phòng, Ban Tổ chức {_short_committee(issuer)}, các tổ chức đảng trực thuộc"
    return "Chi bộ" if issuer.body == Body.CELL else "Văn phòng Đảng uỷ, các chi bộ trực thuộc"


def _short_committee(issuer: Organisation) -> str:
    """“Huyện uỷ”, without the name of the place."""
    return " ".join(committee_name(issuer).split()[:2])


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
        else (on_behalf_of(issuer), decision.signer_post)
    )
    return Signature(
        receivers=("Như Điều 2,", *reported, f"Lưu {_office(issuer)}."),
        on_behalf_of=behalf.upper(),
        post=post.strip().upper() or BLANK,
    )


def _office(issuer: Organisation) -> str:
    if issuer.tier in (Tier.PROVINCE, Tier.UPPER_LEVEL):
        return f"Văn phòng {_short_committee(issuer)}"
    return "hồ sơ chi bộ" if issuer.body == Body.CELL else "Văn phòng Đảng uỷ"


# The lists
# --------------------------------------------------------------------------------------------------


def _lists(decision: Decision, groups: Sequence[Group]) -> Iterator[Block]:
    year = decision.campaign.year
    for number, group in enumerate(groups):
        yield Heading("DANH SÁCH", new_page=number == 0, centred=True)
        yield Centred(f"{group.title.vi} được xếp loại chất lượng năm {year}")
        yield Centred(
            f"(kèm theo Quyết định số {decision.number or BLANK}, "
            f"{long_day(decision.decided_on)} của {who_decides(decision.issuer)})",
            plain=True,
        )
        yield Paragraph(_sum(group))
        yield _list(group)
        yield Paragraph(_legend(group))


def _sum(group: Group) -> str:
    """“Tổng số 146 đảng viên: HTXS 22, HTT 110, HTNV 12, KHT 2.”"""
    parts = [f"{_code(at.level)} {format_number(len(at.subjects))}" for at in group.levels]
    return f"Tổng số {format_number(len(group.subjects))} {group.title.vi}: {', '.join(parts)}."


def _legend(group: Group) -> str:
    told = [at for at in group.levels if at.level.code]
    return "; ".join(f"{_code(at.level)}: {at.level.title.vi}" for at in told) + "."


def _list(group: Group) -> Table:
    """Everybody, by level, numbered through; a reason stands on a line of its own where there is
    one.
    """
    placed = any(covered.place for covered in group.subjects)
    columns = [
        Column("TT", "center", 1),
        Column(_who(group), "left", 6),
        *([Column(_where(group), "left", 6)] if placed else []),
        Column("Đạt tiêu chuẩn", "center", 3),
        Column("Xếp loại", "center", 3),
    ]
    numbers = count(1)
    rows: list[Row] = []
    for at in group.levels:
        rows.append(Across(_section(at, group)))
        for covered in at.subjects:
            rows.append(_row(next(numbers), covered, placed=placed))
            if covered.reason:
                rows.append(
                    Across(f"Lý do xếp khác mức đạt tiêu chuẩn: {covered.reason}", note=True)
                )
    return Table("", tuple(columns), tuple(rows))


def _section(at: AtLevel, group: Group) -> str:
    name = f"{at.level.title.vi} ({_code(at.level)})" if at.level.code else at.level.title.vi
    return f"{name}: {format_number(len(at.subjects))} {group.title.vi}"


def _code(level: ShownLevel) -> str:
    return level.abbreviation if isinstance(level, Level) else level.title.vi.lower()


def _who(group: Group) -> str:
    return "Họ và tên" if group.kind in ("member", "leader") else "Tên"


def _where(group: Group) -> str:
    return "Chi bộ" if group.kind is SubjectType.MEMBER else "Chức vụ, nơi công tác"


def _row(number: int, covered: Covered, *, placed: bool) -> tuple[str, ...]:
    place = (covered.place,) if placed else ()
    return (str(number), covered.name, *place, _code(covered.reached), _code(covered.level))
