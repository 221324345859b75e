"""How the movement of a body stands on a day, as the paper of a half year or any other day."""

from collections.abc import Iterator
from dataclasses import replace

from thidua.documents.blocks import (
    Block,
    Column,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from thidua.language import speaking
from thidua.movement.figures import MovementFigures, Time
from thidua.movement.told import number, share, told
from thidua.organisations.letterheads import BLANK, dated_from, long_day, on_behalf_of
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name, who_decides
from thidua.organisations.queries import ancestors_of
from thidua.web.demo_note import demo_note

SUBJECT = "tình hình thực hiện phong trào thi đua"
MOST_BLOCKED = 30
"""Of what is blocked, the longest first; the paper says how many there are besides."""


def movement_paper(figures: MovementFigures) -> Paper:
    """The report of a body on a day, for whoever may see its part of the tree."""
    with speaking("vi"):
        own = Organisation.objects.get(pk=figures.place.pk)
        above = ancestors_of(own)
        return Paper(
            letterhead=Letterhead(
                above=above[-1].name.upper() if above else "",
                committee=committee_name(own).upper(),
                number=f"Số {BLANK}-BC/{BLANK}",
                dateline=f"{dated_from(own, above)}, ngày {BLANK} tháng {BLANK} năm {BLANK}",
                title="BÁO CÁO",
                subject=f"{SUBJECT} đến {long_day(figures.on)}",
            ),
            body=tuple(_numbered(_body(figures))),
            signature=Signature(
                receivers=(
                    *([f"{who_decides(above[-1])} (để báo cáo),"] if above else []),
                    "Lưu Văn phòng.",
                ),
                on_behalf_of=on_behalf_of(own),
                post="BÍ THƯ",
            ),
            annexes=(),
            note=demo_note(),
        )


def _body(figures: MovementFigures) -> Iterator[Block]:
    yield Heading("I. NHIỆM VỤ TRỌNG TÂM, KHÂU ĐỘT PHÁ")
    yield from told(figures)
    yield Heading("II. SO VỚI THỜI GIAN")
    yield _time(figures, figures.time)
    yield Heading("III. KHÓ KHĂN, VƯỚNG MẮC")
    yield from _blocked(figures)


def _time(figures: MovementFigures, time: Time) -> Table:
    tasks, targets = figures.tasks, figures.targets
    lines = (
        ("Năm đã qua (ngày)", time.days, time.year_days),
        ("Nhiệm vụ đã qua hạn cuối", time.ended, time.tasks),
        ("Nhiệm vụ đã xong", tasks.finished, tasks.all),
        ("Mức phấn đấu đã đạt", targets.done, targets.total),
        ("Mốc đã đến ngày, đạt đúng ngày", time.in_time, time.due),
        ("Mốc đã đến ngày, đạt muộn", time.later, time.due),
        ("Mốc đã đến ngày, chưa ghi đạt", time.missing, time.due),
    )
    return Table(
        caption="Phần đã qua của năm, phần đã đến hạn và phần đã xong",
        columns=(Column("Nội dung", "left", 7), Column("Số"), Column("Trong"), Column("Tỷ lệ")),
        rows=tuple(
            (words, number(part), number(whole), share(part, whole)) for words, part, whole in lines
        ),
    )


def _blocked(figures: MovementFigures) -> Iterator[Block]:
    found = figures.blocked
    if not found:
        yield Paragraph("Không nhiệm vụ nào ghi là đang vướng.")
        return
    shown = found[:MOST_BLOCKED]
    late = sum(one.overdue for one in found)
    overdue = f", {number(late)} đã quá hẹn gỡ" if late else ""
    yield Paragraph(f"{number(len(found))} nhiệm vụ đang vướng{overdue}.", strong=True)
    yield Table(
        caption="Nhiệm vụ đang vướng, lâu nhất trước",
        columns=(
            Column("Đơn vị, nhiệm vụ", "left", 5),
            Column("Vướng gì", "left", 5),
            Column("Từ ngày", "center"),
            Column("Nơi gỡ được; lời hẹn", "left", 5),
        ),
        rows=tuple(
            (
                f"{one.placed.unit.name}: {one.placed.task.heading}",
                one.what,
                f"{one.since:%d/%m/%Y}",
                "; ".join(filter(None, (one.freed_by_name or "chưa nêu", one.promise))),
            )
            for one in shown
        ),
    )
    if len(found) > len(shown):
        yield Paragraph(f"Còn {number(len(found) - len(shown))} nhiệm vụ nữa có trong danh sách.")


def _numbered(blocks: Iterator[Block]) -> Iterator[Block]:
    """Bảng 1., Bảng 2., …: in the order in which they stand."""
    place = 0
    for block in blocks:
        if isinstance(block, Table):
            place += 1
            yield replace(block, caption=f"Bảng {place}. {block.caption}")
        else:
            yield block
