"""What the page of a meeting says in words and widths."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from thidua.meetings.links import meeting_page
from thidua.meetings.models import ItemState
from thidua.meetings.names import given, initials
from thidua.meetings.rights import views
from thidua.numbers import format_number

if TYPE_CHECKING:
    from thidua.meetings.page import MeetingPage

WHOLE = 100
ENDED = (ItemState.DONE, ItemState.PUT_OFF)


@dataclass
class Words:
    """Of one page."""

    page: "MeetingPage"

    @property
    def initials(self) -> str:
        return initials(self.page.item.name) if self.page.item else ""

    @property
    def review_href(self) -> str:
        """The page of the review, once it is sent."""
        found, year = self.page.review, self.page.meeting.campaign.year
        if found is None or not found.is_sent:
            return ""
        try:
            return reverse("review_read", kwargs={"year": year, "pk": found.pk})
        except NoReverseMatch:
            return ""

    @property
    def review_waits(self) -> bool:
        """Whether the review was not sent."""
        return self.page.review is not None and not self.page.review.is_sent

    @property
    def before(self) -> str:
        return given(self.page.before.name) if self.page.before else ""

    @property
    def after(self) -> str:
        return given(self.page.after.name) if self.page.after else ""

    @property
    def address_of_item(self) -> str:
        """Where forms about the item are sent."""
        return meeting_page(self.page.meeting, self.page.item.pk if self.page.item else None)

    @property
    def concluded(self) -> str:
        """What the field of the conclusion shows: what was typed and refused, or what is stored."""
        form = self.page.conclude_form
        if form is not None:
            return str(form["concluded"].value() or "")
        return self.page.item.concluded if self.page.item else ""

    @property
    def quorum(self) -> str:
        """“có mặt 21/23, cần 16”."""
        count = self.page.quorum
        return _("có mặt {there}/{all}, cần {needed}").format(
            there=format_number(count.there),
            all=format_number(count.counted),
            needed=format_number(count.needed),
        )

    @property
    def needed(self) -> str:
        """“cần 16 (2/3)”."""
        share = self.page.asked.quorum
        return _("cần {number} ({part}/{whole})").format(
            number=format_number(self.page.quorum.needed),
            part=share.numerator,
            whole=share.denominator,
        )

    @property
    def there_width(self) -> int:
        """Of a hundred."""
        return self._part(self.page.quorum.there)

    @property
    def needed_width(self) -> int:
        """Of a hundred."""
        return self._part(self.page.quorum.needed)

    def _part(self, number: int) -> int:
        counted = self.page.quorum.counted
        return number * WHOLE // counted if counted else 0

    @property
    def minutes(self) -> str:
        """“18 ý kiến · 5 việc khắc phục”."""
        speeches, remedies = self.page.counts
        return _("{speeches} ý kiến · {remedies} việc khắc phục").format(
            speeches=format_number(speeches), remedies=format_number(remedies)
        )

    @cached_property
    def takes_minutes(self) -> bool:
        """Whether the reader may take the minutes as a file."""
        return self.page.keeps or views(self.page.actor, self.page.meeting.organisation)

    @property
    def all_done(self) -> bool:
        """Whether nobody is left, so that adopting the minutes is what comes next."""
        return all(item.state in ENDED for item in self.page.about)
