"""Forms 03 to 05 as papers: criteria by whoever graded them, the levels reached, proposed and
decided. Always in Vietnamese.
"""

from collections.abc import Iterator, Sequence

from thidua.documents.blocks import (
    Across,
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
from thidua.opinions.reading import Said
from thidua.organisations.letterheads import BLANK, dated_from, on_behalf_of
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.review_forms.gathering import Told
from thidua.review_forms.levels import level_words, levels_of
from thidua.roster.models import RosterEntry
from thidua.rulebook import Framework
from thidua.rulebook.review_form import Form
from thidua.vocabulary import Level, OpinionKind
from thidua.web.demo_note import demo_note

MOST_GIVERS = 6
"""Columns of grades that an upright page takes; who comes after stands in the list below."""
NONE = "–"


def slip_paper(
    form: Form, entry: RosterEntry, told: Told, framework: Framework, *, above: list[Organisation]
) -> Paper:
    """One slip. `above`: the organisations over the subject's, the province first."""
    year = entry.campaign.year
    return Paper(
        letterhead=Letterhead(
            above=above[-1].name.upper() if above else "",
            committee=committee_name(entry.organisation).upper(),
            number=form.number.vi,
            dateline=f"{dated_from(entry.organisation, above)}, "
            f"ngày {BLANK} tháng {BLANK} năm {BLANK}",
            title=form.title.vi.upper(),
            subject=f"năm {year}",
        ),
        body=tuple(_body(entry, told, framework)),
        signature=Signature((), on_behalf_of(entry.organisation), "BÍ THƯ"),
        annexes=(),
        note=demo_note(),
    )


def _body(entry: RosterEntry, told: Told, framework: Framework) -> Iterator[Block]:
    yield Paragraph(subject_words(entry), lead="Đối tượng:")
    grading = [one for one in told.said if one.grades][:MOST_GIVERS]
    yield Heading("I. MỨC CHẤM TỪNG TIÊU CHÍ")
    yield _grades(framework, grading, told)
    yield Heading("II. NHẬN XÉT, MỨC ĐỀ NGHỊ CỦA CÁC CHỦ THỂ")
    lines = tuple(f"{one.giver.title.vi}: {words_of(one)}." for one in told.said)
    yield Bullets(lines) if lines else Paragraph("Chưa có ý kiến nào.")
    yield Heading("III. MỨC XẾP LOẠI")
    levels = levels_of(entry)
    yield Bullets(
        (
            f"Đạt theo tiêu chuẩn (máy tính từ các tiêu chí): {or_blank(levels.reached)}",
            f"Đề nghị: {or_blank(levels.proposed)}",
            f"Cấp có thẩm quyền quyết định: {or_blank(levels.decided)}",
        )
    )


def subject_words(entry: RosterEntry) -> str:
    """Whom a slip is about; of a person also the post and where."""
    who = f"{entry.title}, {entry.organisation.name}" if entry.title else entry.organisation.name
    return f"{entry.name} ({who})" if entry.person_id else entry.name


def _grades(framework: Framework, grading: Sequence[Said], told: Told) -> Table:
    columns = (
        Column("TT", "center", 1),
        Column("Tiêu chí", "left", 6),
        *(Column(one.giver.title.vi, "center", 2) for one in grading),
        Column("Được tính", "center", 2),
    )
    rows: list[Row] = []
    number = 0
    for group in framework.criteria.values():
        rows.append(Across(group.title.vi))
        for criterion, title in group.criteria.items():
            number += 1
            counts = told.counting.get(criterion)
            rows.append(
                (
                    str(number),
                    title.vi,
                    *(_grade(one, criterion) for one in grading),
                    counts.grade.title.vi if counts else NONE,
                )
            )
    return Table("", columns, tuple(rows))


def _grade(said: Said, criterion: str) -> str:
    grade = said.grade(criterion)
    return grade.title.vi if grade else NONE


def words_of(said: Said) -> str:
    """The levels and the remark of one giver."""
    opinion = said.opinion
    levels = [
        ("đề nghị mức", opinion.level),
        ("xếp loại cán bộ, công chức, viên chức", opinion.civil_servant_level),
    ]
    parts = [f"{word} {Level.from_code(code).title.vi}" for word, code in levels if code]
    if opinion.comment.strip():
        parts.append(" ".join(opinion.comment.split()))
    if said.kind is OpinionKind.RESIDENCE and not parts:
        parts.append("chưa có nhận xét")
    return "; ".join(parts) or "chấm tiêu chí, không nêu mức"


def or_blank(level: Level | None) -> str:
    """A level in words, or the place to write it."""
    return level_words(level) or BLANK
