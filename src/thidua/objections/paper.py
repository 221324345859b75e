"""The papers of an objection: the receipt with the day of the answer, and the answer in writing.
Both are Vietnamese whoever reads.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from django.http import HttpResponse

from thidua.documents.blocks import Block, Bullets, Centred, Letterhead, Paper, Paragraph, Signature
from thidua.language import speaking
from thidua.objections.comparing import pair_of
from thidua.objections.models import Objection, State
from thidua.objections.sealing import seal_of
from thidua.organisations.letterheads import BLANK, dated_from, long_day, on_behalf_of
from thidua.organisations.names import committee_name, who_decides
from thidua.organisations.queries import ancestors_of
from thidua.vocabulary import shown_level
from thidua.web.demo_note import demo_note
from thidua.web.file_names import file_name
from thidua.web.paper_files import paper_download


def receipt_of(objection: Objection) -> Paper:
    """What the objector takes home: sent when, to whom, answered by which day."""
    return _paper(objection, "BIÊN NHẬN KHIẾU NẠI", _receipt, objection.sent_on)


def answer_of(objection: Objection) -> Paper:
    """The answer, in the words that the objector reads. Of an objection that is answered."""
    day = objection.answered_on or objection.sent_on
    return _paper(objection, "TRẢ LỜI KHIẾU NẠI", _answer, day)


PAPERS: Mapping[str, tuple[Callable[[Objection], Paper], str]] = {
    "bien-nhan": (receipt_of, "Biên nhận khiếu nại"),
    "tra-loi": (answer_of, "Trả lời khiếu nại"),
}


def handed_out(objection: Objection, name: str, extension: str) -> HttpResponse:
    """One of `PAPERS` as one of `PAPER_FORMATS`. Raises PrintError."""
    compose, title = PAPERS[name]
    whose = file_name(f"{title} {objection.campaign.year}", objection.roster_entry.name)
    return paper_download(compose(objection), extension, whose)


def _paper(
    objection: Objection,
    title: str,
    body: Callable[[Objection], Iterator[Block]],
    day: dt.date,
) -> Paper:
    what = "việc xét khen thưởng" if objection.award is not None else "mức xếp loại chất lượng"
    with speaking("vi"):
        receiver = objection.receiver
        above = ancestors_of(receiver)
        return Paper(
            letterhead=Letterhead(
                above=above[-1].name.upper() if above else "",
                committee=committee_name(receiver).upper(),
                number=f"Số {BLANK}",
                dateline=f"{dated_from(receiver, above)}, {long_day(day)}",
                title=title,
                subject=f"về {what} năm {objection.campaign.year}",
            ),
            body=tuple(body(objection)),
            signature=Signature(
                receivers=("Người khiếu nại,", f"Lưu {committee_name(receiver)}."),
                on_behalf_of=on_behalf_of(receiver).upper(),
                post=BLANK,
            ),
            annexes=(),
            note=demo_note(),
        )


def _against(objection: Objection) -> str:
    """“mức Hoàn thành nhiệm vụ tại Quyết định số 214-QĐ/ĐU, ngày … của …”"""
    first = objection.decision
    if first is None:
        return f"việc xét khen thưởng năm {objection.campaign.year}"
    return (
        f"mức {shown_level(objection.level).title.vi} tại Quyết định số {first.number}, "
        f"{long_day(first.decided_on)} của {who_decides(first.issuer)}"
    )


def _receipt(objection: Objection) -> Iterator[Block]:
    entry = objection.roster_entry
    yield Paragraph(f"{who_decides(objection.receiver)} nhận khiếu nại của {entry.name}.")
    yield Paragraph(f"Khiếu nại về: {_against(objection)}.")
    yield Paragraph(f"Gửi {long_day(objection.sent_on)}; số biên nhận {objection.pk}.")
    yield Paragraph(f"Trả lời bằng văn bản chậm nhất {long_day(objection.due_on)}.", strong=True)
    if objection.award is None:
        yield Paragraph("Trong thời gian giải quyết, quyết định lần một vẫn có hiệu lực.")


def _answer(objection: Objection) -> Iterator[Block]:
    entry = objection.roster_entry
    yield Paragraph(
        f"Ngày {objection.sent_on:%d/%m/%Y}, {entry.name} khiếu nại về {_against(objection)}."
    )
    yield Centred(who_decides(objection.receiver).upper())
    yield Centred("TRẢ LỜI")
    upheld = objection.state == State.UPHELD
    again = (
        "Việc khen thưởng được xét lại."
        if objection.award is not None
        else "Mức xếp loại được mở lại và quyết định lần hai; quyết định lần một vẫn được lưu và "
        "đọc được."
    )
    outcome = f"Chấp nhận khiếu nại. {again}" if upheld else "Giữ nguyên như đã quyết định."
    yield Paragraph(outcome, lead="1.")
    yield Paragraph(objection.answer, lead="2. Lý do:")
    pair = pair_of(objection)
    changed = [row for row in pair.rows if row.changed] if pair is not None else []
    if changed and upheld:
        yield Bullets(tuple(f"{row.title}: {row.first} → {row.second}" for row in changed))
    if not upheld and objection.instance == 1:
        yield Paragraph(
            "Nếu chưa nhất trí, đồng chí gửi khiếu nại lần hai lên cấp uỷ cấp trên trực tiếp.",
            lead="3.",
        )
    sealed = seal_of(objection)
    if sealed is not None:
        yield Paragraph(f"Niêm phong số {sealed.position}: {sealed.short}.")
