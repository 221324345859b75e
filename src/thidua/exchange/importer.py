"""Who looks at the pages of the import: what they may load, and into which years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404

from thidua.accounts.actors import Grant
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.frame import frame_of
from thidua.campaigns.launched import is_launched
from thidua.campaigns.models import Campaign
from thidua.exchange.permissions import may_load, units_of
from thidua.facts.loading.subjects import counts_by_keeper
from thidua.numbers import format_number
from thidua.web.units import name_of


@dataclass(frozen=True)
class Importer:
    """Somebody who may load everything (`whole`), or the register of some units and their facts, in
    the years that are open for it.
    """

    whole: bool
    units: Sequence[Grant]
    years: Sequence[int]
    sendable: Sequence[int] = ()
    """The years of which anything may come: registrations come before the roster is frozen."""

    @property
    def may_send(self) -> bool:
        """Whether there is anything that could be loaded by now: a register needs no open year."""
        return self.whole or bool(self.units)

    def unit(self, code: str) -> Grant | None:
        """The unit of this code among theirs; the first one for ""."""
        return next((unit for unit in self.units if code in ("", unit.organisation_code)), None)

    def year_open(self, looked_at: Campaign | None) -> int | None:
        """The year looked at when it is open, else the newest that is."""
        year = looked_at.year if looked_at else None
        return year if year in self.years else next(iter(self.years), None)


@dataclass(frozen=True)
class UnitWithSheets:
    """A unit of the reader's, and how many subjects of each type it keeps the sheets of."""

    grant: Grant
    sheets: Mapping[str, int]

    @property
    def sheets_in_words(self) -> str:
        """12 đảng viên · 3 tập thể; nothing where it keeps nobody's."""
        return " · ".join(
            f"{format_number(number)} {name_of(number, kind)}"
            for kind, number in self.sheets.items()
        )


def units_listed(importer: Importer, campaign: Campaign) -> list[UnitWithSheets]:
    """The reader's units as the page lists them."""
    counts = counts_by_keeper(campaign, [unit.organisation_id for unit in importer.units])
    return [UnitWithSheets(unit, counts.get(unit.organisation_id, {})) for unit in importer.units]


def importer_of(request: SignedIn) -> Importer:
    """What the reader may load. For whoever may load nothing there is no such page: raises
    Http404.
    """
    scope = scope_of_request(request)
    whole = may_load(scope)
    units = [] if whole else units_of(scope)
    if not whole and not units:
        raise Http404
    campaigns = frame_of(request).campaigns
    frozen = [one.year for one in campaigns if whole or one.roster_frozen_at is not None]
    sendable = [one.year for one in campaigns if one.year in frozen or is_launched(one)]
    return Importer(whole, units, frozen, sendable)
