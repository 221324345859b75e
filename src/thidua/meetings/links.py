"""Addresses of a meeting."""

from django.urls import reverse

from thidua.meetings.models import Meeting


def meeting_page(meeting: Meeting, item: int | None = None) -> str:
    """The page on which it is kept, at one item."""
    place = {"year": meeting.campaign.year, "pk": meeting.pk}
    if item is None:
        return reverse("meeting", kwargs=place)
    return reverse("meeting_item", kwargs={**place, "item": item})


def follow_page(meeting: Meeting) -> str:
    """The page on which it is followed."""
    return reverse("meeting_follow", kwargs={"year": meeting.campaign.year, "pk": meeting.pk})
