"""Sections IV and V of the report: limits, named and measured, and the way ahead."""

from collections.abc import Iterator

from thidua.documents.blocks import Block, Bullets, Heading, Paragraph
from thidua.reports.levels import Who
from thidua.reports.report import tables
from thidua.reports.report.findings import Findings
from thidua.reports.sentences import inside, named
from thidua.reports.wording import day, number, percent
from thidua.vocabulary import Outcome, SubjectType


def shortcomings(found: Findings) -> Iterator[Block]:
    """What was named at the conference, and what the figures themselves show."""
    yield Heading("IV. HẠN CHẾ, TỒN TẠI")
    yield Heading("1. Hạn chế được chỉ ra", level=2)
    if found.figures.limits:
        yield Bullets(tuple(f"{limit.text.rstrip('.')}." for limit in found.figures.limits))
    else:
        yield Paragraph("Hạn chế của năm: chưa có dữ liệu.")
    yield Heading("2. Vấn đề thể hiện qua số liệu", level=2)
    measured = [
        *_missed(found),
        *_failed(found),
        *_unknown(found),
        *_bunched(found),
        *_claims(found),
    ]
    measured += _refused(found)
    measured += _unmended(found)
    yield (
        Bullets(tuple(measured)) if measured else Paragraph("Số liệu chưa cho thấy vấn đề cần nêu.")
    )
    if found.reasons:
        yield tables.reasons(found.reasons, {kind.value: kind.title.vi for kind in SubjectType})
    if found.quotas:
        yield tables.quotas(found.quotas)
    if found.gaps:
        yield tables.gaps(found.gaps)


def _missed(found: Findings) -> Iterator[str]:
    missed = [row.name for row in found.figures.indicators if row.outcome is Outcome.NOT_MET]
    if missed:
        yield f"{len(missed)} chỉ tiêu chưa đạt kế hoạch: {inside(missed)}."


def _failed(found: Findings) -> Iterator[str]:
    """Organisations and members at "not completed"."""
    for who in (Who.UPPER_LEVEL, Who.GRASSROOTS, Who.CELLS, Who.MEMBERS):
        levels = found.figures.of(who)
        if levels.not_completed:
            share = percent(levels.not_completed, levels.total).vi
            yield (
                f"{number(levels.not_completed).vi} {who.plural.vi} không hoàn thành nhiệm "
                f"vụ ({share})."
            )


def _unknown(found: Findings) -> Iterator[str]:
    """Subjects whose level nobody can tell yet."""
    counted = {
        who: levels.cannot_tell
        for who, levels in found.figures.groups.items()
        if levels.cannot_tell
    }
    if counted:
        listed = named(
            [f"{number(how_many).vi} {who.plural.vi}" for who, how_many in counted.items()]
        ).vi
        yield f"Chưa đủ căn cứ xếp loại: {listed}."


def _bunched(found: Findings) -> Iterator[str]:
    """Quotas used up almost everywhere: levels given up to the ceiling, rather than by the work
    alone.
    """
    pools, full, over = (
        sum(getattr(row, key) for row in found.quotas) for key in ("pools", "at_ceiling", "over")
    )
    if full:
        of_all = f"{number(full).vi}/{number(pools).vi} nhóm ({percent(full, pools).vi})"
        yield f"Đã xếp đủ số xuất sắc tối đa ở {of_all}."
    if over:
        yield f"{number(over).vi} nhóm vượt số xuất sắc tối đa, chưa thể ban hành quyết định."


def _claims(found: Findings) -> Iterator[str]:
    above = sum(row.above for row in found.gaps)
    claims = sum(row.claims for row in found.gaps)
    if above:
        share = percent(above, claims).vi
        yield (
            f"Tự nhận cao hơn mức đạt tiêu chuẩn: {number(above).vi} trong {number(claims).vi} "
            f"trường hợp ({share})."
        )


def _refused(found: Findings) -> Iterator[str]:
    if found.awards_refused:
        yield f"{number(found.awards_refused).vi} đề nghị khen thưởng không đủ điều kiện."


def _unmended(found: Findings) -> Iterator[str]:
    """Limits that were to be mended by now and are not: numbers alone."""
    remedies = found.remedies
    if remedies.overdue:
        yield (
            f"{number(remedies.overdue).vi} trong {number(remedies.all).vi} việc khắc phục quá "
            f"hạn; {number(remedies.closed).vi} việc đã đóng."
        )


def way_ahead(found: Findings) -> Iterator[Block]:
    """Next year's theme and launch, and what this year left to be done."""
    figures = found.figures
    yield Heading(f"V. PHƯƠNG HƯỚNG NĂM {figures.year + 1}")
    if figures.next_theme:
        yield Paragraph(f"Chủ đề năm {figures.year + 1}: “{figures.next_theme}”.", strong=True)
    launch = [day(figures.launch_date).vi] if figures.launch_date else []
    launch += [f"tại {figures.launch_venue}"] if figures.launch_venue else []
    if launch:
        yield Paragraph(f"Phát động phong trào thi đua năm {figures.year + 1} {' '.join(launch)}.")
    if to_do := [*_to_do(found)]:
        yield Paragraph("Nhiệm vụ chuyển tiếp từ kết quả của năm:")
        yield Bullets(tuple(to_do))
    elif not figures.next_theme and not launch:
        yield Paragraph(f"Phương hướng năm {figures.year + 1}: chưa có dữ liệu.")


def _to_do(found: Findings) -> Iterator[str]:
    missed = sum(row.outcome is Outcome.NOT_MET for row in found.figures.indicators)
    if missed:
        yield f"Tập trung chỉ đạo {number(missed).vi} chỉ tiêu chưa đạt."
    if found.figures.limits:
        limits = number(len(found.figures.limits)).vi
        yield f"Khắc phục {limits} hạn chế nêu ở mục IV; phân công, định thời hạn từng việc."
    failed = sum(levels.not_completed for levels in found.figures.groups.values())
    if failed:
        yield f"Theo dõi, giúp đỡ {number(failed).vi} trường hợp không hoàn thành nhiệm vụ."
    unknown = sum(levels.cannot_tell for levels in found.figures.groups.values())
    if unknown:
        yield f"Hoàn tất kiểm điểm, xếp loại {number(unknown).vi} trường hợp chưa đủ căn cứ."
