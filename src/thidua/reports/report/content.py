"""The annual report as blocks: built once, printed as Word and as PDF."""

from collections.abc import Iterator
from dataclasses import replace

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.documents.blocks import Block, Letterhead, Paper, Paragraph, Picture, Signature, Table
from thidua.organisations.letterheads import BLANK
from thidua.reports.report.annexes import annexes
from thidua.reports.report.findings import Findings, gather
from thidua.reports.report.honours import honours
from thidua.reports.report.outlook import shortcomings, way_ahead
from thidua.reports.report.ratings import ratings
from thidua.reports.report.results import results
from thidua.seals.chain import head
from thidua.seals.printing import foot_of

SUBJECT = "tổng kết phong trào thi đua và kết quả kiểm điểm, đánh giá, xếp loại chất lượng"


def build_report(*, campaign: Campaign, actor: Actor) -> Paper:
    """The annual report of a year, inside the actor's part of the tree."""
    return compose(gather(campaign=campaign, actor=actor))


def compose(found: Findings) -> Paper:
    """Write the report from its findings alone; captions are numbered through body and annexes."""
    body = [*_opening(found), *results(found), *ratings(found), *honours(found)]
    body += [*shortcomings(found), *way_ahead(found)]
    numbered = list(_numbered([*body, *annexes(found)]))
    return Paper(
        letterhead=_letterhead(found),
        body=tuple(numbered[: len(body)]),
        signature=_signature(),
        annexes=tuple(numbered[len(body) :]),
        note=foot_of(head(), what="Mã niêm phong cuối khi lập báo cáo"),
    )


def _letterhead(found: Findings) -> Letterhead:
    issuer = found.issuer
    return Letterhead(
        committee=issuer.committee.upper(),
        number=f"Số {BLANK}-BC/{issuer.mark or BLANK}",
        dateline=f"{issuer.place or BLANK}, ngày {BLANK} tháng {BLANK} năm {BLANK}",
        title="BÁO CÁO",
        subject=f"{SUBJECT} năm {found.figures.year}",
    )


def _signature() -> Signature:
    return Signature(
        receivers=(f"{BLANK},", "Lưu Văn phòng Tỉnh uỷ."),
        on_behalf_of="T/M BAN THƯỜNG VỤ",
        post="BÍ THƯ",
    )


def _opening(found: Findings) -> Iterator[Block]:
    figures = found.figures
    spirit = f" với tinh thần “{figures.spirit}”" if figures.spirit else ""
    movement = (
        f"{figures.name[:1].lower()}{figures.name[1:]}"
        if figures.name
        else f"phong trào thi đua năm {figures.year}"
    )
    who = f"Ban Thường vụ {found.issuer.committee}".rstrip()
    yield Paragraph(f"Thực hiện {movement}{spirit}, {who} báo cáo kết quả như sau:")


def _numbered(blocks: list[Block]) -> Iterator[Block]:
    """Bảng 1., Bảng 2., …; Hình 1., …: in the order in which they stand."""
    counted = {Table: 0, Picture: 0}
    for block in blocks:
        if isinstance(block, Table | Picture):
            kind = type(block)
            counted[kind] += 1
            word = "Bảng" if kind is Table else "Hình"
            yield replace(block, caption=f"{word} {counted[kind]}. {block.caption}")
        else:
            yield block
