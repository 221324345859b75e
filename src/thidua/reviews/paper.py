"""One review as the paper that is signed; always in Vietnamese."""

from collections.abc import Iterator

from thidua.documents.blocks import (
    Block,
    Centred,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Signature,
)
from thidua.language import speaking
from thidua.organisations.letterheads import BLANK, dated_from, on_behalf_of
from thidua.organisations.names import committee_name, who_decides
from thidua.organisations.queries import ancestors_of
from thidua.reviews.models import Review
from thidua.reviews.reading import ReviewText, whole
from thidua.reviews.rights import cell_of_review
from thidua.submissions.models import SubmissionStatus
from thidua.web.demo_note import demo_note

DRAFT = "(Bản nháp, chưa gửi)"


def review_paper(review: Review, *, as_writer: bool = False) -> Paper:
    """A review as it was sent last, to its writer as it stands; for whoever may read it."""
    with speaking("vi"):
        text = whole(review, as_writer=as_writer)
        return Paper(
            letterhead=_letterhead(review, text),
            body=tuple(review_blocks(text)),
            signature=_signature(review),
            annexes=(),
            note=demo_note(),
        )


def review_blocks(text: ReviewText) -> Iterator[Block]:
    """Its headings with what stands under them, marks as they were typed and what each stands for
    at the end.
    """
    review = text.review
    if review.status == SubmissionStatus.DRAFT:
        yield Centred(DRAFT, plain=True)
    yield from _whose(review)
    for one in text.headings:
        title = f"{one.number}. {one.title.vi}" if one.number else one.title.vi
        yield Heading(title, level=2 if "." in one.number else 1)
        if one.writable:
            lines = [line for line in one.text.split("\n") if line.strip()]
            yield from (Paragraph(line) for line in lines or [BLANK])
    if cited := text.cited:
        yield Heading("Dẫn chiếu kết quả trong năm")
        yield from (Paragraph(one.words, lead=f"[{one.label}]") for one in cited)


def _whose(review: Review) -> Iterator[Block]:
    if review.person is not None:
        yield Paragraph(review.person.full_name, lead="Họ và tên:")
        yield Paragraph(cell_of_review(review).name, lead="Đang sinh hoạt tại:")
    if review.typed_by is not None:
        yield Paragraph(f"Do {review.typed_by} ghi hộ; đảng viên đọc lại và ký.")
    if review.late_reason:
        yield Paragraph(f"Gửi muộn: {review.late_reason}")


def _letterhead(review: Review, text: ReviewText) -> Letterhead:
    unit = cell_of_review(review)
    above = ancestors_of(unit)
    return Letterhead(
        above=above[-1].name.upper() if above else "",
        committee=committee_name(unit).upper(),
        number=text.form.number.vi,
        dateline=f"{dated_from(unit, above)}, ngày {BLANK} tháng {BLANK} năm {BLANK}",
        title=text.form.title.vi.upper(),
        subject=f"năm {review.campaign.year}",
    )


def _signature(review: Review) -> Signature:
    if review.person is not None:
        return Signature(receivers=("Lưu hồ sơ.",), on_behalf_of="", post="NGƯỜI TỰ KIỂM ĐIỂM")
    unit = review.cell
    above = ancestors_of(unit)
    received = [f"{who_decides(above[-1])} (để báo cáo),"] if above else []
    return Signature(
        receivers=(*received, "Lưu hồ sơ."), on_behalf_of=on_behalf_of(unit), post="BÍ THƯ"
    )
