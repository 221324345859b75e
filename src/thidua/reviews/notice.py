"""What this room tells others: that a review came, that one was returned."""

from django.urls import reverse

from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.language import Text
from thidua.notices.kinds import Kind
from thidua.notices.telling import tell, tell_units
from thidua.organisations.queries import ancestors_of
from thidua.reviews.models import Review

SENT = Kind(
    "reviews.sent",
    Text("bản kiểm điểm gửi đến để đọc", "a review that came to be read"),
    owed=True,
    many=Text("{number} bản kiểm điểm mới gửi đến", "{number} new reviews came"),
)
RETURNED = Kind(
    "reviews.returned",
    Text("bản kiểm điểm được trả lại để hoàn thiện", "a review returned to be completed"),
    owed=True,
    returned=True,
)
KINDS_OF_REVIEWS = (SENT, RETURNED)


def tell_sent(review: Review, authority: Authority) -> None:
    """Tell the committee of the cell; of a collective's, the committee above."""
    units = [review.cell] if review.person_id is not None else ancestors_of(review.cell)[-1:]
    name = review.cell.name
    tell_units(
        SENT.id,
        units=units,
        key=f"review:{review.pk}:{review.version}",
        text=Text(f"Có bản kiểm điểm của {name} gửi đến", f"A review of {name} came"),
        href=lambda _unit: _list(review),
        campaign=review.campaign,
        authority=authority,
    )


def tell_returned(review: Review, authority: Authority) -> None:
    """Tell whoever writes it: the person, who typed it for them, the unit."""
    key = f"review_returned:{review.pk}:{review.version}"
    text = Text("Bản kiểm điểm được trả lại, có lý do", "A review was returned, with the reason")
    if review.person_id is None:
        tell_units(
            RETURNED.id,
            units=[review.cell],
            key=key,
            text=text,
            href=lambda _unit: _review(review),
            campaign=review.campaign,
            authority=authority,
        )
        return
    users = list(User.objects.filter(person=review.person_id, is_active=True))
    if review.typed_by is not None:
        users.append(review.typed_by)
    tell(
        RETURNED.id,
        users=users,
        key=key,
        text=text,
        href=_review(review),
        campaign=review.campaign,
        authority=authority,
    )


def _list(review: Review) -> str:
    return reverse("reviews_unit", args=[review.campaign.year, review.cell.code])


def _review(review: Review) -> str:
    return reverse("review_read", args=[review.campaign.year, review.pk])
