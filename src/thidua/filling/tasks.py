"""What is missing, as tasks of the first page: what the reader's own units enter, what others hold
of what they wait for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actors import Grant
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.due_dates import step_due
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.tasks import Task
from thidua.filling.gathering import Cell, Gathered, gathered
from thidua.filling.models import FactRequest
from thidua.filling.queries import own_grants, requests_of
from thidua.filling.rows import cells, subjects_of
from thidua.frameworks.errors import NotBoundError
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.ratings.awaited import Held
from thidua.web.clock import today
from thidua.web.units import name_of

_UPPER_LEVEL = 3
"""Slashes in the path of an upper-level body."""


def filling_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """A row for each unit that has fields to enter, and one for what others hold."""
    scope = scope_of_request(request)
    grants = own_grants(scope)
    if not grants:
        return
    units = [_unit(grant) for grant in grants]
    try:
        found = gathered(campaign, units)
    except NotBoundError:
        return  # a year that is launched before its frameworks are bound asks for no facts yet
    requests = list(requests_of(campaign, units))
    for unit in units:
        own = _Own(campaign, unit, found[unit.pk], requests, scope.person_id, len(units) > 1)
        yield from own.tasks()


def _unit(grant: Grant) -> Organisation:
    """The unit of a grant, as far as the grant knows it: spares a query."""
    return Organisation(
        pk=grant.organisation_id,
        path=grant.path,
        code=grant.organisation_code,
        name=grant.organisation_name,
    )


@dataclass(frozen=True)
class _Own:
    """One unit of the reader's: what there is to do in it. `several`: it is named in each row."""

    campaign: Campaign
    unit: Organisation
    found: Gathered
    requests: Sequence[FactRequest]
    person: int | None
    several: bool

    def tasks(self) -> Iterator[Task]:
        handed_on = {
            (one.roster_entry_id, one.fact)
            for one in self.requests
            if one.from_unit_id == self.unit.pk
        }
        here = sum(one.unit_id == self.unit.pk for one in self.requests)
        own = [
            cell
            for cell in self.found.own
            if (cell.entry, cell.fact) not in handed_on
            and (cell.person is None or cell.person != self.person)
        ]
        waits = _waits(self.found, len(handed_on))
        if own or here:
            yield self._to_enter(own, here, waits)
        elif waits and not self._late_already:
            yield self._to_wait(waits)

    @property
    def _late_already(self) -> bool:
        """Grassroots organisations and bodies whose day is over are late, and that is another
        row.
        """
        reviewed_by = step_due(self.campaign, Step.REVIEW, self.unit)
        of_committees = self.unit.path.count("/") <= _UPPER_LEVEL
        return of_committees and reviewed_by is not None and reviewed_by < today()

    def _to_enter(self, own: Sequence[Cell], here: int, waits: str) -> Task:
        number = cells(len(own) + here)
        title = _("Bổ sung thông tin: {cells}").format(cells=number)
        if own:
            title = _("Bổ sung thông tin: {cells} của {whose}").format(
                cells=number, whose=subjects_of(own)
            )
        handed = _("{cells} do nơi khác chuyển đến").format(cells=cells(here)) if here else ""
        parts = (self.unit.name if self.several else "", handed, waits)
        return self._task(
            title,
            "; ".join(part for part in parts if part),
            self.href,
            _("Nhập {cells}").format(cells=number),
        )

    def _to_wait(self, waits: str) -> Task:
        places = _places(self.found)
        return self._task(
            _("Chờ thông tin của {places}").format(places=places),
            "; ".join(part for part in (self.unit.name if self.several else "", waits) if part),
            f"{self.href}#others",
            _("Xem và nhắc {places}").format(places=places),
        )

    @property
    def href(self) -> str:
        return reverse("fill", kwargs={"year": self.campaign.year, "code": self.unit.code})

    def _task(self, title: str, detail: str, href: str, button: str) -> Task:
        due = step_due(self.campaign, Step.RATE, self.unit)
        return Task(title=title, detail=detail, href=href, button=button, due_on=due)


def _places(found: Gathered) -> str:
    number = len({one.thing.holder for one in found.others if one.thing.held is not Held.LISTS})
    return f"{format_number(number)} {name_of(number, 'place')}"


def _waits(found: Gathered, handed_on: int) -> str:
    """What others hold, in a few words; "" where nobody does."""
    others = [one for one in found.others if one.thing.held is not Held.LISTS]
    if others:
        return _("xem nơi nào chưa gửi, nhắc nơi ấy: còn chờ {places}").format(
            places=_places(found)
        )
    return _("{cells} đã chuyển nơi khác").format(cells=cells(handed_on)) if handed_on else ""
