"""What a person works on themself, on the phone."""

from functools import cached_property

from django.http import Http404
from django.urls import reverse

from thidua.accounts.viewing import SignedIn
from thidua.campaigns.frame import campaign_or_404
from thidua.remedies.models import State
from thidua.remedies.places import cell_now
from thidua.remedies.presenters import Row, row_of
from thidua.remedies.queries import own, with_last_step


class MinePage:
    """Raises Http404 for who has no member's file."""

    def __init__(self, request: SignedIn, year: int) -> None:
        self.request = request
        self.campaign = campaign_or_404(request, year)
        person = request.user.person_id
        if person is None:
            raise Http404
        self.cell = cell_now(person)

    @cached_property
    def _rows(self) -> list[Row]:
        rows = with_last_step(own(self.request.user)).order_by("due_on", "pk")
        return [row_of(one, self.campaign.year, "") for one in rows]

    @property
    def open(self) -> list[Row]:
        return [row for row in self._rows if row.remedy.state != State.CLOSED]

    @property
    def closed(self) -> list[Row]:
        return [row for row in self._rows if row.remedy.state == State.CLOSED]

    @property
    def raising(self) -> str:
        """Where one names a limit of one's own; "" without a cell."""
        if self.cell is None:
            return ""
        return reverse("remedy_raise", args=(self.campaign.year, self.cell.code))
