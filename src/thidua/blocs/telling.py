"""What members of a bloc are told: criteria to answer, a pact that is signed."""

from collections.abc import Collection

from django.urls import reverse

from thidua.accounts.permissions import Authority
from thidua.blocs.models import CriteriaSet
from thidua.language import Text
from thidua.notices.kinds import Kind
from thidua.notices.telling import tell_units
from thidua.organisations.models import Organisation

SENT = Kind(
    "blocs.sent",
    Text("tiêu chí thi đua chờ xác nhận", "emulation criteria to agree to"),
    owed=True,
)
SIGNED = Kind("blocs.signed", Text("giao ước thi đua đã ký", "an emulation pact is signed"))


def tell_sent(held: CriteriaSet, units: Collection[Organisation], authority: Authority) -> None:
    """Each member is asked to answer. Inside the caller's act."""
    name = held.bloc.name if held.bloc else ""
    tell_units(
        SENT.id,
        units=units,
        key=f"blocs.sent:{held.pk}:{held.revision}",
        text=Text(
            f"“{name}” gửi tiêu chí, thang điểm năm {held.campaign.year}: xem và xác nhận.",
            f"“{name}” sent the criteria of {held.campaign.year}: read them and answer.",
        ),
        href=lambda unit: _page(held),
        campaign=held.campaign,
        authority=authority,
    )


def tell_signed(held: CriteriaSet, units: Collection[Organisation], authority: Authority) -> None:
    """The members learn that the pact holds. Inside the caller's act."""
    name = held.bloc.name if held.bloc else ""
    tell_units(
        SIGNED.id,
        units=units,
        key=f"blocs.signed:{held.pk}",
        text=Text(
            f"Giao ước thi đua năm {held.campaign.year} của “{name}” đã ký.",
            f"The emulation pact of “{name}” for {held.campaign.year} is signed.",
        ),
        href=lambda unit: _page(held),
        campaign=held.campaign,
        authority=authority,
    )


def _page(held: CriteriaSet) -> str:
    return reverse("bloc", kwargs={"year": held.campaign.year, "pk": held.bloc_id})
