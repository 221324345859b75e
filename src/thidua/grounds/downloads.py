"""The list of differences as an Excel workbook."""

from collections.abc import Sequence

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from thidua.access.exporting import Leaving, hand_out, people_of, some_of
from thidua.access.models import Exported
from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign
from thidua.grounds.differences import Line
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.web.cells import Column
from thidua.web.file_names import file_name
from thidua.web.sheets import Sheet, as_xlsx


def differences_taken(
    request: SignedIn, campaign: Campaign, unit: Organisation, lines: Sequence[Line]
) -> HttpResponseBase:
    """The list as it leaves the house. Raises PermissionDenied."""
    many, people = people_of(RosterEntry.objects.filter(pk__in={line.entry.pk for line in lines}))
    leaving = Leaving(
        Exported.WORKBOOK,
        "xlsx",
        (unit.path,),
        many,
        year=campaign.year,
        narrowed=_("Khác với kết quả thực hiện"),
        listed=some_of(people),
    )
    by = str(request.user)
    return hand_out(request, leaving, lambda: as_xlsx(_sheet(campaign, unit, lines, by=by)))


def _sheet(campaign: Campaign, unit: Organisation, lines: Sequence[Line], *, by: str) -> Sheet:
    return Sheet(
        name=file_name(
            _("Khác với kết quả thực hiện {year}").format(year=campaign.year), unit.name
        ),
        title=_("Phiếu ghi khác với kết quả thực hiện, năm {year}").format(year=campaign.year),
        about=[(_("Đơn vị giữ phiếu"), unit.name)],
        columns=[
            Column(head)
            for head in (
                _("Mã"),
                _("Họ tên, tổ chức"),
                _("Loại"),
                _("Thông tin"),
                _("Phiếu ghi"),
                _("Kết quả thực hiện cho"),
            )
        ],
        rows=[
            [
                line.entry.code,
                line.entry.name,
                line.kind,
                line.title,
                line.said,
                line.told or _("chưa đủ căn cứ để tính"),
            ]
            for line in lines
        ],
        by=by,
        stays=2,
    )
