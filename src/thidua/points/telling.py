"""What members of a bloc are told: a sheet to check, one that came back, one that is settled."""

from collections.abc import Collection

from django.urls import reverse

from thidua.accounts.permissions import Authority
from thidua.blocs.models import Bloc
from thidua.language import Text
from thidua.notices.kinds import Kind
from thidua.notices.telling import tell_units
from thidua.organisations.models import Organisation
from thidua.points.models import ScoreSheet
from thidua.points.queries import members_of

SENT = Kind(
    "points.sent", Text("phiếu chấm điểm chờ kiểm tra chéo", "points to be checked"), owed=True
)
RETURNED = Kind(
    "points.returned",
    Text("phiếu chấm điểm bị trả lại", "points that were returned"),
    owed=True,
    returned=True,
)
SETTLED = Kind("points.settled", Text("điểm thi đua đã chốt", "emulation points are settled"))


def tell_sent(bloc: Bloc, unit: Organisation, sheet: ScoreSheet, authority: Authority) -> None:
    """The other members may check it. Inside the caller's act."""
    others = [one.unit for one in members_of(bloc) if one.at_work and one.unit != unit]
    text = Text(
        f"{unit.name} gửi phiếu chấm điểm thi đua: xem và kiểm tra chéo.",
        f"{unit.name} sent its emulation points: look at them and check.",
    )
    _tell(SENT, sheet, others, text, "points_check", authority)


def tell_returned(sheet: ScoreSheet, authority: Authority) -> None:
    """The unit learns that its sheet came back. Inside the caller's act."""
    text = Text(
        f"Phiếu chấm điểm thi đua của {sheet.unit.name} được trả lại, kèm lý do.",
        f"The emulation points of {sheet.unit.name} came back, with a reason.",
    )
    _tell(RETURNED, sheet, [sheet.unit], text, "points_sheet", authority)


def tell_settled(sheet: ScoreSheet, authority: Authority) -> None:
    """The unit learns that its points are settled. Inside the caller's act."""
    text = Text(
        f"Điểm thi đua của {sheet.unit.name} đã chốt.",
        f"The emulation points of {sheet.unit.name} are settled.",
    )
    _tell(SETTLED, sheet, [sheet.unit], text, "points_sheet", authority)


def _tell(  # noqa: PLR0913, PLR0917 - what a notice is made of
    kind: Kind,
    sheet: ScoreSheet,
    units: Collection[Organisation],
    text: Text,
    page: str,
    authority: Authority,
) -> None:
    campaign = sheet.bloc.campaign
    address = reverse(page, args=[campaign.year, sheet.bloc_id, sheet.unit.code])
    tell_units(
        kind.id,
        units=units,
        key=f"{kind.id}:{sheet.pk}:{sheet.version}",
        text=text,
        href=lambda unit: address,
        campaign=campaign,
        authority=authority,
    )
