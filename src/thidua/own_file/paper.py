"""The file as PDF: what the page says, whole, in the reader's language."""

from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thidua.documents.typesetting import typeset
from thidua.own_file.lines import Line, Section, day, moment, said
from thidua.own_file.parts import PARTS
from thidua.own_file.schema import OwnFile
from thidua.web.demo_note import page_note

TEMPLATE = Path(__file__).parent / "own_file.typ"


def as_pdf(file: OwnFile) -> bytes:
    """For readers of the screen as well as for paper. Raises PrintError."""
    sections = [_of_the_person(file)]
    sections += [section for part in PARTS for section in part.paper(file)]
    return typeset(
        TEMPLATE,
        {
            "language": get_language() or "vi",
            "title": _("Hồ sơ năm {year} của tôi").format(year=file.year),
            "name": file.who.name,
            "about": _("Lập lúc {at}. Bản để đọc, không phải văn bản của tổ chức đảng.").format(
                at=moment(file.made_at)
            ),
            "sections": [_plain(section) for section in sections],
            "note": str(page_note() or ""),
        },
    )


def _of_the_person(file: OwnFile) -> Section:
    who = file.who
    lines = [Line(_("Mã đảng viên"), (who.code,))]
    if who.born:
        lines.append(Line(_("Sinh"), (who.born,)))
    if who.admitted_on:
        lines.append(Line(_("Ngày vào Đảng"), (day(who.admitted_on),)))
    for one in file.spells:
        until = day(one.ends_on) or _("nay")
        what = ", ".join(said(one.post, one.organisation))
        lines.append(Line(what, (f"{day(one.starts_on)} – {until}",)))
    return Section(_("Bản thân"), tuple(lines))


def _plain(section: Section) -> dict[str, object]:
    return {
        "title": section.title,
        "empty": section.empty,
        "lines": [
            {
                "title": line.title,
                "level": str(line.level.title) if line.level else "",
                "said": [str(one) for one in line.said],
            }
            for line in section.lines
        ],
    }
