"""What a review names as limits: each can become a remedy."""

import re

from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.language import speaking
from thidua.remedies.models import Source
from thidua.remedies.origins import Names, Origin
from thidua.reviews.models import Review
from thidua.reviews.queries import READ_ABOVE, reviews_visible_to
from thidua.reviews.reading import whole

HEADING = "limits"
_MARK = re.compile(r"\s*\[[^\[\]\n]{1,12}\]")
"""A citation in the text: “[NV 1]”."""


def _read(user: User, campaign: Campaign, pk: int) -> Origin | None:
    found = reviews_visible_to(user, campaign).filter(status__in=READ_ABOVE, pk=pk).first()
    if found is None:
        return None
    heading = next((one for one in whole(found).headings if one.id == HEADING), None)
    said = _MARK.sub("", heading.text).strip() if heading is not None else ""
    return Origin(found.key, said, _words(found, heading.number if heading else ""))


def _words(review: Review, number: str) -> str:
    """“Bản kiểm điểm năm 2021, mục II”: kept as it is, hence in Vietnamese."""
    with speaking("vi"):
        said = _("Bản kiểm điểm năm {year}").format(year=review.campaign.year)
        return f"{said}, {_('mục {number}').format(number=number)}" if number else said


LIMITS = Names(Source.REVIEW, _read)
