"""The tabs above the pages of what a unit carries out: rooms hand in theirs, every such page draws
`indicators/_tabs.html` with `tabs_for`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.targets.queries import indicators_there
from thidua.web.registry import Registry

Address = Callable[[Campaign, Organisation], str]
Counting = Callable[[SignedIn, Campaign, Organisation], int | None]


@dataclass(frozen=True)
class Tab:
    """One tab: `place` orders it, `name` is the name of its page's address. `count` says how many
    things it has (None: no number), asking the database at most twice.
    """

    place: int
    name: str
    label: str | Promise
    address: Address
    count: Counting | None = None


@dataclass(frozen=True)
class ShownTab:
    label: str
    href: str
    number: int | None
    here: bool


TABS: Registry[Tab] = Registry("tabs of what a unit carries out")


def tabs_for(
    request: SignedIn,
    campaign: Campaign,
    unit: Organisation,
    *,
    here: str,
    known: int | None = None,
) -> list[ShownTab]:
    """Every tab of a unit in their order; `here`: the name of the page that is open, `known` its
    number, which is then not asked for again.
    """
    return [
        ShownTab(
            str(tab.label),
            tab.address(campaign, unit),
            _number(tab, request, campaign, unit) if tab.name != here or known is None else known,
            tab.name == here,
        )
        for tab in sorted(TABS, key=lambda tab: tab.place)
    ]


def _number(tab: Tab, request: SignedIn, campaign: Campaign, unit: Organisation) -> int | None:
    return tab.count(request, campaign, unit) if tab.count is not None else None


def _address(campaign: Campaign, unit: Organisation) -> str:
    return reverse("indicators", kwargs={"year": campaign.year, "code": unit.code})


def _count(request: SignedIn, campaign: Campaign, unit: Organisation) -> int:
    return indicators_there(campaign, unit)


INDICATORS_TAB = Tab(20, "indicators", _("Chỉ tiêu"), _address, _count)
