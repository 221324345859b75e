"""The pages on which an inspector reads how the reviews of a year went, and its decisions; narrowed
to a unit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.access.models import Dossier
from thidua.access.recording import record_looks
from thidua.accounts.actors import Grant, Scope
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.frame import campaign_or_404
from thidua.organisations.models import Organisation
from thidua.organisations.queries import children_of
from thidua.seals.verifying import last
from thidua.supervision.deciding import KINDS as KINDS_OF_DECISIONS
from thidua.supervision.forms import InspectDecisionsQuery, InspectQuery
from thidua.supervision.inspecting import KINDS as KINDS_OF_REVIEWS
from thidua.supervision.kinds import Kind, numbers_of
from thidua.supervision.opinion_rows import Found
from thidua.supervision.permissions import ACTS, INSPECT
from thidua.supervision.presenters import Tab
from thidua.supervision.sealed_rows import chain_words, counted_again
from thidua.supervision.watching import MOST, Row
from thidua.web.cells import Column
from thidua.web.cells import Kind as CellKind
from thidua.web.clock import today
from thidua.web.file_names import file_name
from thidua.web.queries import QueryForm, with_query
from thidua.web.sheets import Sheet


@dataclass(frozen=True)
class Subject:
    """What a page is about: its kinds, the query of its address, its heading, and which part of a
    person's file its rows show.
    """

    kinds: Mapping[str, Kind]
    query: type[QueryForm]
    title: Promise
    dossier: Dossier


REVIEWS = Subject(
    KINDS_OF_REVIEWS,
    InspectQuery,
    gettext_lazy("Kiểm điểm, khắc phục cần xem"),
    Dossier.PAPERS,
)
DECISIONS = Subject(
    KINDS_OF_DECISIONS,
    InspectDecisionsQuery,
    gettext_lazy("Quyết định, phiếu, niêm phong cần xem"),
    Dossier.RATING,
)


class InspectPage:
    """Raises Http404 for who is no inspector and no auditor."""

    def __init__(self, request: SignedIn, year: int, subject: Subject) -> None:
        self.request, self.subject = request, subject
        self.campaign = campaign_or_404(request, year)
        grants = [g for g in scope_of_request(request).grants if g.role in ACTS[INSPECT]]
        if not grants:
            raise Http404
        self.grant = min(grants, key=lambda grant: len(grant.path))
        self._whole = replace(scope_of_request(request), grants=tuple(grants))
        self.query = subject.query.read(request.GET)

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
        return self.subject.kinds[self.query["kind"]]

    @cached_property
    def tabs(self) -> list[Tab]:
        numbers = numbers_of(self.subject.kinds, self.campaign, self.scope)
        return [
            Tab(
                str(kind.title),
                numbers[word],
                with_query(self.request, kind=word, dem_lai=""),
                word == self.query["kind"],
            )
            for word, kind in self.subject.kinds.items()
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

    @cached_property
    def chain(self) -> str:
        """How the chain of seals was found, where the page tells of seals."""
        return chain_words(last()) if self.query["kind"] == "seals" else ""

    @cached_property
    def recounted(self) -> tuple[str, bool]:
        """What counting the ballot of the address again says, and whether it agrees."""
        key = self.query.get("dem_lai", "")
        if not key:
            return "", False
        return counted_again(self.campaign, self.scope, self.request.user, key)

    def note_looks(self) -> None:
        if self.people:
            record_looks(
                self.request,
                people=self.people,
                path=self.scope.grants[0].path,
                dossier=self.subject.dossier,
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
