"""Where a heading is written, and when it was saved, in words."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.reviews.models import Review
from thidua.reviews.whose import Whose
from thidua.web.clock import shown


def section_address(review: Review, heading: str) -> str:
    """Where a heading of a review is written."""
    return reverse("review_section", args=[review.campaign.year, review.pk, heading])


def entries_name(review: Review) -> str:
    """How the browser calls what it keeps of a review; each of its headings adds its own name."""
    return f"review:{review.pk}:"


def saved_words(review: Review, of: Whose) -> str:
    if review.saved_at is None:
        return _("Chưa lưu lần nào · {who}").format(who=of.sees)
    at: dt.datetime = shown(review.saved_at)
    return _("Đã lưu lúc {time} · {who}").format(time=f"{at:%H:%M}", who=of.sees)
