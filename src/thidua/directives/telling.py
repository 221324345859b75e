"""Telling the units of a part that there is a new document for them."""

from django.urls import reverse

from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign
from thidua.directives.models import Directive
from thidua.directives.openings import units_of
from thidua.language import Text
from thidua.notices.kinds import Kind
from thidua.notices.telling import tell_units

NEW = Kind(
    "directives.new",
    Text("văn bản mới của cấp trên", "a new document of the level above"),
    many=Text("{number} văn bản mới của cấp trên", "{number} new documents of the level above"),
)


def tell_of_new(directive: Directive, authority: Authority) -> None:
    """Tell whoever acts for a unit in the document's part, each once; a secret document tells
    nothing of itself.
    """
    campaign = directive.campaign or Campaign.objects.order_by("-year").first()
    if campaign is None:
        return
    href = reverse("directive", kwargs={"year": campaign.year, "pk": directive.pk})
    tell_units(
        NEW.id,
        units=list(units_of(directive)),
        key=f"directives.new:{directive.pk}",
        text=NEW.title.capitalised(),
        href=lambda _unit: href,
        campaign=campaign,
        authority=authority,
    )
