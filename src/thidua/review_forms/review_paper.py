"""Forms 01 and 02 as papers: the text that was sent, then what others say and decide of it. Always
in Vietnamese.
"""

from collections.abc import Iterator

from thidua.documents.blocks import (
    Block,
    Bullets,
    Centred,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Signature,
)
from thidua.organisations.letterheads import BLANK, dated_from, long_day
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.review_forms.gathering import Told
from thidua.review_forms.levels import level_words, levels_of
from thidua.reviews.reading import HeadingText, ReviewText
from thidua.rulebook.review_form import Form, Remark
from thidua.vocabulary import Level
from thidua.web.clock import shown
from thidua.web.demo_note import demo_note

NOTHING = "(Không viết gì ở mục này.)"


def review_paper(
    text: ReviewText, told: Told, *, above: list[Organisation], posts: str = ""
) -> Paper:
    """One review. `above`: the organisations over its cell, the province first."""
    review, form = text.review, text.form
    sent = shown(review.sent_at).date() if review.sent_at else None
    day = long_day(sent) if sent else f"ngày {BLANK} tháng {BLANK} năm {review.campaign.year}"
    personal = review.person_id is not None
    return Paper(
        letterhead=Letterhead(
            above=above[-1].name.upper() if above else "",
            committee=(review.cell.name if personal else committee_name(review.cell)).upper(),
            number=form.number.vi,
            dateline=f"{dated_from(review.cell, above)}, {day}",
            title=form.title.vi.upper(),
            subject=f"năm {review.campaign.year}",
        ),
        body=tuple(_body(text, told, posts)),
        signature=Signature(
            (),
            review.name if personal else "T/M TẬP THỂ",
            "NGƯỜI TỰ KIỂM ĐIỂM" if personal else "NGƯỜI ĐỨNG ĐẦU",
        ),
        annexes=tuple(_remarks(form, told)),
        note=demo_note(),
    )


def _body(text: ReviewText, told: Told, posts: str) -> Iterator[Block]:
    review = text.review
    if review.person is not None:
        yield Bullets(tuple(_fields(text, told, posts)))
    if review.typed_by is not None:
        yield Paragraph("Bản này do cán bộ nhập hộ từ bản giấy.")
    if review.late_reason:
        yield Paragraph(f"Gửi sau hạn, lý do: {review.late_reason}")
    for heading in text.headings:
        yield Heading(f"{heading.number}. {heading.title.vi}", 2 if "." in heading.number else 1)
        yield from _under(heading)


def _under(heading: HeadingText) -> Iterator[Block]:
    if not heading.writable:
        return
    lines = [line.strip() for line in heading.text.splitlines() if line.strip()]
    yield from map(Paragraph, lines or [NOTHING])


def _fields(text: ReviewText, told: Told, posts: str) -> Iterator[str]:
    """The head of form 02, a line a field."""
    known = head_fields(text, told, posts)
    for one in text.form.fields:
        yield f"{one.title.vi}: {known[one.id]}"


def head_fields(text: ReviewText, told: Told, posts: str) -> dict[str, str]:
    """The head of form 02 by the ids of its fields; what the files do not say is left to be filled
    in by hand.
    """
    person = text.review.person
    assert person is not None  # noqa: S101  (only of a person's)
    born = f"{person.born_on:%d/%m/%Y}" if person.born_on else str(person.born_year or "")
    known = {
        "full_name": person.full_name,
        "birth_date": born,
        "party_post": posts,
        "cell": text.review.cell.name,
        "workplace": told.workplace,
    }
    return {one.id: known.get(one.id) or BLANK for one in text.form.fields}


def _remarks(form: Form, told: Told) -> Iterator[Block]:
    """What others write at the end: opinions and levels, blank where nobody has."""
    if not form.remarks:
        return
    yield Centred("NHẬN XÉT, ĐÁNH GIÁ, XẾP LOẠI")
    for remark in form.remarks:
        yield Paragraph(remark_words(remark, told), lead=f"{remark.title.vi}:")


def remark_words(remark: Remark, told: Told) -> str:
    """What stands under a remark; blank, to be filled in by hand, where nobody has spoken."""
    parts = []
    opinion = told.of_kind(remark.opinion) if remark.opinion else None
    if opinion is not None:
        parts += [opinion.opinion.comment.strip()]
    if remark.level == "civil_servant" and opinion is not None:
        code = opinion.opinion.civil_servant_level
        parts += [level_words(Level.from_code(code) if code else None)]
    if remark.level in {"proposed", "decided"}:
        levels = levels_of(told.entry)
        parts += [level_words(levels.proposed if remark.level == "proposed" else levels.decided)]
    return " ".join(part for part in parts if part) or BLANK
