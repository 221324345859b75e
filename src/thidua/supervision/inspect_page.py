"""The page on which an inspector reads how the reviews of a year went, narrowed to a unit."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from django.http import Http404
from django.utils.translation import gettext as _

from thidua.access.models import Dossier
from thidua.access.recording import record_looks
from thidua.accounts.actors import Grant, Scope
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.frame import campaign_or_404
from thidua.organisations.models import Organisation
from thidua.organisations.queries import children_of
from thidua.supervision.forms import InspectQuery
from thidua.supervision.inspecting import KINDS, Kind
from thidua.supervision.opinion_rows import Found
from thidua.supervision.permissions import ACTS, INSPECT
from thidua.supervision.presenters import Tab
from thidua.supervision.watching import MOST, Row
from thidua.web.cells import Column
from thidua.web.cells import Kind as CellKind
from thidua.web.clock import today
from thidua.web.file_names import file_name
from thidua.web.queries import with_query
from thidua.web.sheets import Sheet


class InspectPage:
    """Raises Http404 for who is no inspector and no auditor."""

    def __init__(self, request: SignedIn, year: int) -> None:
        self.request = request
        self.campaign = campaign_or_404(request, year)
        grants = [g for g in scope_of_request(request).grants if g.role in ACTS[INSPECT]]
        if not grants:
            raise Http404
        self.grant = min(grants, key=lambda grant: len(grant.path))
        self._whole = replace(scope_of_request(request), grants=tuple(grants))
        self.query = InspectQuery.read(request.GET)

    @cached_property
    def units(self) -> list[Organisation]:
        """Those right below, to narrow the page to."""
        root = Organisation.objects.get(pk=self.grant.organisation_id)
        return list(children_of(self.request.user, root))

    @cached_property
    def unit(self) -> Organisation | None:
        return next((one for one in self.units if one.code == self.query["don_vi"]), None)

    @cached_property
    def scope(self) -> Scope:
        """The part that is looked at."""
        if self.unit is None:
            return self._whole
        grant = Grant(self.grant.role, self.unit.pk, self.unit.path)
        return replace(self._whole, grants=(grant,))

    @property
    def place(self) -> str:
        return self.unit.name if self.unit else self.grant.organisation_name

    @property
    def kind(self) -> Kind:
        return KINDS[self.query["kind"]]

    @cached_property
    def tabs(self) -> list[Tab]:
        return [
            Tab(
                str(kind.title),
                kind.count(self.campaign, self.scope),
                with_query(self.request, kind=word),
                word == self.query["kind"],
            )
            for word, kind in KINDS.items()
        ]

    @cached_property
    def found(self) -> Sequence[Found]:
        return self.kind.rows(self.campaign, self.scope)

    @property
    def rows(self) -> list[Row]:
        return [one.row for one in self.found]

    @property
    def people(self) -> tuple[int, ...]:
        """Whose files the page shows something of."""
        return tuple({one.person for one in self.found if one.person is not None})

    @property
    def more(self) -> bool:
        return next(tab.number for tab in self.tabs if tab.here) > MOST

    @property
    def most(self) -> int:
        return MOST

    def note_looks(self) -> None:
        if self.people:
            record_looks(
                self.request,
                people=self.people,
                path=self.scope.grants[0].path,
                dossier=Dossier.PAPERS,
                year=self.campaign.year,
            )


def sheet_of(page: InspectPage) -> Sheet:
    """The rows of the page."""
    title = f"{page.kind.title} {page.campaign.year}"
    return Sheet(
        name=file_name(title, page.place),
        title=title,
        about=[(_("Đơn vị"), page.place), (_("Đến ngày"), f"{today():%d/%m/%Y}")],
        columns=[
            Column(_("Trường hợp"), width=40),
            Column(_("Ở đâu"), width=30),
            Column(_("Việc"), width=40),
            Column(_("Trước"), width=40),
            Column(_("Sau"), width=40),
            Column(_("Ai"), width=40),
            Column(_("Lý do"), width=50),
            Column(_("Ngày"), CellKind.DATE),
        ],
        rows=[
            [one.name, one.place, one.what, one.before, one.after, one.who, one.why, one.day]
            for one in page.rows
        ],
        by=str(page.request.user),
    )
