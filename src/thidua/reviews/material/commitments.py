"""What somebody committed to this year, and what was noted of it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.commitments.models import CommitmentItem
from thidua.commitments.queries import READ_ABOVE, commitments_visible_to
from thidua.reviews.material import Asked, Material, MaterialKind
from thidua.reviews.material.words import both, day_words, in_vietnamese


def read_commitments(asked: Asked) -> list[Material]:
    """The items of a person's commitment that was sent or accepted, in their order."""
    if asked.key.person_id is None:
        return []
    items = CommitmentItem.objects.filter(
        commitment__in=commitments_visible_to(asked.actor, asked.campaign),
        commitment__person=asked.key.person_id,
        commitment__status__in=READ_ABOVE,
    )
    return [_item(item, asked.campaign) for item in items.order_by("position")]


def _item(item: CommitmentItem, campaign: Campaign) -> Material:
    return Material(
        MaterialKind.COMMITMENT,
        f"{item.commitment_id}/{item.position}",
        f"CK {item.position}",
        item.text,
        both(lambda: _done(item)),
        both(lambda: _detail(item)),
        in_vietnamese(lambda: _sentence(item)),
        against=item.done is False,
        href=reverse("commitments", args=[campaign.year]),
    )


def _done(item: CommitmentItem) -> str:
    if item.done is None:
        return _("chưa ghi kết quả")
    return _("đã làm xong") if item.done else _("chưa làm xong")


def _detail(item: CommitmentItem) -> str:
    if item.until is None:
        return _done(item)
    return f"{_done(item)} · {_('hạn {day}').format(day=day_words(item.until))}"


def _sentence(item: CommitmentItem) -> str:
    words = _("Điều {number} đã cam kết, “{text}”: {done}")
    return words.format(number=item.position, text=item.text.rstrip(". "), done=_done(item))
