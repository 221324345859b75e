"""The lists of the movement as Excel workbooks, its page as a paper. They name units and tasks, and
no person.
"""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from thidua.movement.figures import MovementFigures
from thidua.movement.listing import Listing
from thidua.movement.paper import movement_paper
from thidua.movement.reading import Read
from thidua.web.file_names import file_name
from thidua.web.paper_files import paper_download
from thidua.web.sheets import Sheet, as_xlsx


def paper_taken(figures: MovementFigures, extension: str) -> HttpResponse:
    """The paper of a body on a day, one of `PAPER_FORMATS`. Raises PrintError."""
    name = file_name(f"Báo cáo phong trào thi đua đến {figures.on:%Y-%m-%d}", figures.place.name)
    return paper_download(movement_paper(figures), extension, name)


def list_taken(
    found: Read, shown: Listing, narrowed: list[tuple[str, str]], *, by: str
) -> HttpResponseBase:
    """The file of a list: every row of it, in the order of its page."""
    return as_xlsx(list_sheet(found, shown, narrowed, by=by))


def list_sheet(found: Read, shown: Listing, narrowed: list[tuple[str, str]], *, by: str) -> Sheet:
    place, day = found.part.place, f"{found.on:%d/%m/%Y}"
    return Sheet(
        name=file_name(f"{shown.title} {found.on:%Y-%m-%d}", place.name),
        title=f"{shown.title} · {_('đến ngày {day}').format(day=day)}",
        about=[(_("Tổ chức"), place.name), (_("Đến ngày"), day), *narrowed],
        columns=[part.column for part in shown.parts],
        rows=[line.cells for line in shown.lines],
        tab=shown.title[:31],
        by=by,
        stays=3,
    )
