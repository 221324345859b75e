"""The standing as a file: an Excel workbook, or the paper as Word and PDF. It holds no person."""

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from thidua.points.paper import compose
from thidua.points.presenters import state_of
from thidua.points.queries import Standing, UnitPoints
from thidua.web.cells import Cell, Column, Kind
from thidua.web.file_names import file_name
from thidua.web.paper_files import PAPER_FORMATS, paper_download
from thidua.web.queries import QueryForm, WordField
from thidua.web.sheets import Sheet, as_xlsx


class PointsQuery(QueryForm):
    """As which file the standing is taken away; "": as a page."""

    format = WordField(("xlsx", *PAPER_FORMATS))


def taken(standing: Standing, extension: str, *, by: str) -> HttpResponseBase:
    """The standing as `xlsx`, `docx` or `pdf`. Raises PrintError."""
    if extension == "xlsx":
        return as_xlsx(sheet_of(standing, by=by))
    bloc = standing.bloc
    name = file_name(f"Bảng điểm thi đua {bloc.campaign.year}", bloc.name)
    return paper_download(compose(standing), extension, name)


def sheet_of(standing: Standing, *, by: str) -> Sheet:
    """Every unit with what was counted, scored and settled of each criterion."""
    columns = [Column(_("Hạng"), Kind.NUMBER), Column(_("Mã"), Kind.CODE)]
    columns.append(Column(_("Đơn vị"), width=40))
    for number, _criterion in enumerate(standing.criteria, start=1):
        name = _("TC {number}").format(number=number)
        columns += [
            Column(f"{name}: {what}", Kind.NUMBER)
            for what in (_("máy đếm"), _("tự chấm"), _("chốt"))
        ]
        columns.append(Column(f"{name}: {_('lý do chốt')}"))
    columns += [
        Column(_("Tự chấm"), Kind.NUMBER),
        Column(_("Tổng điểm chốt"), Kind.NUMBER),
        Column(_("Tình trạng")),
    ]
    bloc = standing.bloc
    return Sheet(
        name=file_name(_("Bảng điểm thi đua {year}").format(year=bloc.campaign.year), bloc.name),
        title=f"{_('Bảng điểm của khối')} · {bloc.campaign.year}",
        about=[
            (_("Khối, cụm"), bloc.name),
            *(
                (_("TC {number}").format(number=number), criterion.content)
                for number, criterion in enumerate(standing.criteria, start=1)
            ),
        ],
        columns=columns,
        rows=[_row(row) for row in standing.units],
        tab=_("Bảng điểm"),
        by=by,
        stays=3,
    )


def _row(row: UnitPoints) -> list[Cell]:
    cells: list[Cell] = [row.place, row.unit.code, row.unit.name]
    for cell in row.cells:
        counted = cell.counted.value if cell.counted else None
        settled = cell.settled is not None and cell.score is not None
        reason = cell.score.settled_reason if settled and cell.score else ""
        cells += [counted, cell.own, cell.settled, reason or None]
    return [*cells, row.own_total, row.total, state_of(row)]
