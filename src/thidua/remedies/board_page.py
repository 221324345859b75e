"""The board: what was named in two years' reviews, what flowed over, and whose turn it is."""

from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Case, Count, Q, QuerySet, When
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.access.models import Dossier
from thidua.access.recording import record_looks
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.frame import campaign_or_404
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.organisations.queries import organisations_visible_to
from thidua.remedies.counting import Standing, flows_over, of_two_years, overdue_on
from thidua.remedies.forms import ALL, MINE, OVERDUE, REPEATED, BoardQuery
from thidua.remedies.models import Remedy, Source, State
from thidua.remedies.permissions import ACTS, RAISE
from thidua.remedies.presenters import Piece, Row, is_overdue, pieces, row_of
from thidua.remedies.queries import visible_to, whose_turn, with_last_step
from thidua.web.clock import today
from thidua.web.components import Page
from thidua.web.paging import page_of
from thidua.web.queries import with_query

A_PAGE = 50


class BoardPage:
    """What the page shows; filled when its template asks. Raises Http404 for whoever has no part of
    the tree.
    """

    def __init__(self, request: SignedIn, year: int) -> None:
        self.request = request
        self.campaign = campaign_or_404(request, year)
        if not scope_of_request(request).sees_part:
            raise Http404
        self.query = BoardQuery.read(request.GET)
        self.year = self.campaign.year
        self.on = today()

    @cached_property
    def unit(self) -> Organisation | None:
        """The unit that the board is narrowed to; None: all that the reader sees."""
        code = self.query["don_vi"]
        return (
            organisations_visible_to(self.request.user).filter(code=code).first() if code else None
        )

    @property
    def place(self) -> str:
        if self.unit is not None:
            return self.unit.name
        grants = scope_of_request(self.request).grants
        return grants[0].organisation_name if grants else ""

    @cached_property
    def _seen(self) -> "QuerySet[Remedy]":
        rows = visible_to(self.request.user)
        return rows.filter(organisation__path__startswith=self.unit.path) if self.unit else rows

    @cached_property
    def _now(self) -> "QuerySet[Remedy]":
        """Those of the year's review, and what flowed over into it."""
        over = Q(campaign__year__lt=self.year) & flows_over(self.year, self.on)
        return self._seen.filter(Q(campaign__year=self.year) | over)

    @cached_property
    def standings(self) -> tuple[Standing, Standing]:
        return of_two_years(self._seen, self.year, self.on)

    @property
    def before(self) -> Standing:
        return self.standings[0]

    @property
    def now(self) -> Standing:
        return self.standings[1]

    @property
    def before_words(self) -> str:
        """“68 đã đóng, 6 chuyển sang năm sau”; in the year itself they are only open still."""
        said = (
            _("{closed} đã đóng, {left} chuyển sang năm sau")
            if self.on.year > self.year
            else _("{closed} đã đóng, {left} còn mở")
        )
        before = self.before
        return said.format(closed=format_number(before.closed), left=format_number(before.carried))

    @property
    def now_words(self) -> str:
        """“kể cả 6 việc cũ: 17 đã đóng, 62 đang làm, 8 chờ xác nhận, 4 quá hạn”."""
        said = _(
            "kể cả {carried} việc cũ: {closed} đã đóng, {working} đang làm, {waiting} chờ "
            "xác nhận, {overdue} quá hạn"
        )
        return said.format(**{name: format_number(n) for name, n in vars(self.now).items()})

    @property
    def before_bar(self) -> list[Piece]:
        return pieces(self.before, before=True)

    @property
    def now_bar(self) -> list[Piece]:
        return pieces(self.now, before=False)

    @property
    def year_before(self) -> int:
        return self.year - 1

    @property
    def year_after(self) -> int:
        return self.year + 1

    @cached_property
    def _my_keys(self) -> tuple[set[int], set[int]]:
        verify, work = whose_turn(self.request.user)
        return {one.pk for one in verify}, {one.pk for one in work}

    def _mine(self) -> Q:
        verify, work = self._my_keys
        return Q(pk__in=verify | work)

    def _repeated(self) -> Q:
        return Q(repeats__isnull=False) | (Q(campaign__year__lt=self.year) & ~Q(state=State.CLOSED))

    @cached_property
    def _counts(self) -> dict[str, int]:
        verify, work = self._my_keys
        told = self._now.order_by().aggregate(
            mine=Count("pk", filter=Q(pk__in=verify | work)),
            again=Count("pk", filter=self._repeated()),
        )
        return {
            MINE: told["mine"],
            ALL: self.now.all,
            OVERDUE: self.now.overdue,
            REPEATED: told["again"],
        }

    @cached_property
    def chosen(self) -> str:
        """Which chip is on: what was asked, else mine where there is any."""
        return self.query["xem"] or (MINE if self._counts[MINE] else ALL)

    @property
    def chips(self) -> list[tuple[str, str, bool]]:
        """Words with a number, the address, whether it is on."""
        words = {
            MINE: _("Cần tôi làm"),
            ALL: _("Mọi việc"),
            OVERDUE: _("Quá hạn"),
            REPEATED: _("Lặp lại từ năm trước"),
        }
        return [
            (
                f"{said} {format_number(self._counts[key])}",
                with_query(self.request, xem=key),
                key == self.chosen,
            )
            for key, said in words.items()
        ]

    @property
    def sources(self) -> list[tuple[str, str, bool]]:
        """Where it was named, for the filter."""
        chosen = self.query["nguon"]
        every = [("", _("mọi nguồn"), not chosen)]
        return every + [(one.value, str(one.label), one.value == chosen) for one in Source]

    def rows_wanted(self) -> "QuerySet[Remedy]":
        """Those that the chips leave: the overdue first, then by age."""
        wanted = {
            MINE: self._mine,
            ALL: Q,
            OVERDUE: lambda: overdue_on(self.on),
            REPEATED: self._repeated,
        }[self.chosen]()
        rows = self._now.filter(wanted)
        if self.query["nguon"]:
            rows = rows.filter(source=self.query["nguon"])
        order = Case(
            When(state=State.PROOF_SENT, then=0),
            When(overdue_on(self.on), then=1),
            When(state=State.OPEN, then=2),
            default=3,
        )
        return with_last_step(rows).order_by(order, "due_on", "raised_on", "pk")

    @cached_property
    def _paged(self) -> tuple[list[Row], Page]:
        paged, page = page_of(Paginator(self.rows_wanted(), A_PAGE), self.request)
        return [row_of(one, self.year, self._act(one)) for one in paged.object_list], page

    @property
    def rows(self) -> list[Row]:
        return self._paged[0]

    @property
    def page(self) -> Page:
        return self._paged[1]

    def _act(self, remedy: Remedy) -> str:
        verify, _work = self._my_keys
        if remedy.pk in verify:
            return "confirm"
        return "remind" if is_overdue(remedy, self.on) and self._reminds(remedy) else ""

    def _reminds(self, remedy: Remedy) -> bool:
        scope = scope_of_request(self.request)
        if remedy.person_id is not None and remedy.person_id == scope.person_id:
            return False
        return any(
            grant.role in ACTS[RAISE] and remedy.verifier.path.startswith(grant.path)
            for grant in scope.grants
        )

    @property
    def raising(self) -> str:
        """Where the reader names a limit of their own unit; "": they do not."""
        grants = [one for one in scope_of_request(self.request).grants if one.role in ACTS[RAISE]]
        if not grants:
            return ""
        return reverse("remedy_raise", args=(self.year, grants[0].organisation_code))

    @property
    def giving_out(self) -> str:
        """Where limits of a conference are given out; "": there are none, or not by them."""
        grants = [one for one in scope_of_request(self.request).grants if one.role in ACTS[RAISE]]
        province = any(one.path.count("/") == len("//") for one in grants)
        given = province and self.campaign.limits.exists()
        return reverse("remedies_limits", args=(self.year,)) if given else ""

    def note_looks(self) -> None:
        """The names and limits that the page shows are looks at those people's files."""
        people = [row.remedy.person_id for row in self.rows if row.remedy.person_id is not None]
        grants = scope_of_request(self.request).grants
        if people and grants:
            record_looks(
                self.request,
                people=people,
                path=grants[0].path,
                dossier=Dossier.PAPERS,
                year=self.year,
            )
