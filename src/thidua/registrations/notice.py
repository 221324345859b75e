"""What this room tells others: that a registration came, to whoever receives it."""

from django.urls import reverse

from thidua.accounts.permissions import Authority
from thidua.language import Text
from thidua.notices.kinds import Kind
from thidua.notices.telling import tell_units
from thidua.organisations.models import Organisation
from thidua.registrations.models import Registration

SENT = Kind(
    "registrations.sent",
    Text("bản đăng ký gửi đến để đọc", "a registration that came to be read"),
    owed=True,
    many=Text("{number} bản đăng ký mới gửi đến", "{number} new registrations came"),
)


def tell_receiver(registration: Registration, authority: Authority) -> None:
    """Tell whoever acts for the receiver; a registration that comes again is told again."""
    receiver = registration.receiver
    if receiver is None:
        return
    name = registration.organisation.name
    tell_units(
        SENT.id,
        units=[receiver],
        key=f"registration:{registration.pk}:{registration.version}",
        text=Text(f"{name} đã gửi bản đăng ký", f"{name} sent its registration"),
        href=lambda unit: _address(registration),
        campaign=registration.campaign,
        authority=authority,
    )


def _address(registration: Registration) -> str:
    unit: Organisation = registration.organisation
    return reverse("registration", args=(registration.campaign.year, unit.code))
