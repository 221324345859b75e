"""Finding what an address of reading names, for whoever asks: the list, one registration of it."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from thidua.acceptance.forms import UnitQuery
from thidua.acceptance.listing import unit_page
from thidua.acceptance.queries import Entry, committee_to_read, entries_of, reads_for
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.registrations.models import Holder, Registration


def list_to_read(
    request: SignedIn, year: int, code: str
) -> tuple[Campaign, Organisation, list[Entry]]:
    campaign, scope = campaign_or_404(request, year), scope_of_request(request)
    committee = committee_to_read(scope, code)
    if committee is None:
        raise Http404
    return campaign, committee, entries_of(committee, campaign, scope)


@dataclass(frozen=True)
class Read:
    """One registration of the list, and who reads it."""

    campaign: Campaign
    committee: Organisation
    entries: list[Entry]
    entry: Entry
    registration: Registration
    decides: bool
    address: str


def registration_to_read(request: SignedIn, year: int, code: str, unit: str) -> Read:
    """Raises Http404 for a unit that this committee does not read, or that has begun nothing."""
    campaign, committee, entries = list_to_read(request, year, code)
    wanted = UnitQuery.read(request.GET)["ban"]
    entry = next((one for one in entries if _is_wanted(one, unit, wanted)), None)
    if entry is None or entry.registration is None:
        raise Http404
    return entry_to_read(request, campaign, committee, entries, entry)


def entry_to_read(
    request: SignedIn,
    campaign: Campaign,
    committee: Organisation,
    entries: list[Entry],
    entry: Entry,
) -> Read:
    registration = entry.registration
    assert registration is not None  # noqa: S101
    registration.campaign, registration.organisation = campaign, entry.unit
    return Read(
        campaign,
        committee,
        entries,
        entry,
        registration,
        decides=reads_for(scope_of_request(request), committee, entry),
        address=unit_page(committee, entry, campaign),
    )


def _is_wanted(entry: Entry, unit: str, wanted: int | None) -> bool:
    registration = entry.registration
    if entry.unit.code != unit or registration is None:
        return False
    own = registration.holder == Holder.ORGANISATION
    return registration.pk == wanted if wanted is not None else own


def list_address(read: Read) -> str:
    return reverse("acceptance", kwargs={"year": read.campaign.year, "code": read.committee.code})
