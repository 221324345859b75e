"""Telling whoever is prompted that they are: the bell names neither them nor what was said."""

from django.urls import reverse

from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.language import Text
from thidua.notices.kinds import Kind
from thidua.notices.telling import tell, tell_units
from thidua.reviews.models import Prompt

PROMPTED = Kind(
    "reviews.prompted",
    Text("gợi ý kiểm điểm", "a prompt for the review"),
    owed=True,
    mailed=True,
    many=Text("{number} gợi ý kiểm điểm", "{number} prompts for the review"),
)
_TOLD = Text(
    "Cấp trên có gợi ý kiểm điểm, cần trả lời trong bản kiểm điểm",
    "A committee above gave a prompt, to be answered in the review",
)


def tell_prompted(prompt: Prompt, authority: Authority) -> None:
    """The person; of a collective its officers."""
    key = f"review_prompt:{prompt.pk}"
    if prompt.person_id is not None:
        tell(
            PROMPTED.id,
            users=User.objects.filter(person=prompt.person_id, is_active=True),
            key=key,
            text=_TOLD,
            href=reverse("review_own", args=[prompt.campaign.year]),
            campaign=prompt.campaign,
            authority=authority,
        )
    elif prompt.organisation is not None:
        code = prompt.organisation.code
        tell_units(
            PROMPTED.id,
            units=[prompt.organisation],
            key=key,
            text=_TOLD,
            href=lambda _unit: reverse("reviews_unit", args=[prompt.campaign.year, code]),
            campaign=prompt.campaign,
            authority=authority,
        )
