"""Naming a limit: whose it is, of a unit or of its people; or one's own."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from thidua.accounts.permissions import may
from thidua.accounts.viewing import SignedIn
from thidua.campaigns.frame import campaign_or_404
from thidua.organisations.models import MembershipSpell, Organisation, Position
from thidua.organisations.names import committee_name
from thidua.organisations.queries import organisations_visible_to, placed_on
from thidua.registrations.content import Content
from thidua.remedies.actions import raise_
from thidua.remedies.forms import RaiseForm, RaiseQuery
from thidua.remedies.links import board
from thidua.remedies.models import LONGEST_WORDS, Remedy, Source
from thidua.remedies.origins import Origin, origin_of
from thidua.remedies.permissions import RAISE
from thidua.remedies.places import cell_now
from thidua.remedies.queries import visible_to
from thidua.remedies.words import NamedAt, RemedyWords
from thidua.roster.identity import SubjectKey, member
from thidua.vocabulary import SubjectType, Tier
from thidua.web.clock import today
from thidua.web.components import Crumb


class RaisingPage:
    """Raises Http404 for who names no limit of this unit."""

    def __init__(self, request: SignedIn, year: int, code: str) -> None:
        self.request, self.user = request, request.user
        self.campaign = campaign_or_404(request, year)
        unit = self._own_cell(code) or (
            organisations_visible_to(self.user).filter(code=code).first()
        )
        if unit is None:
            raise Http404
        self.unit: Organisation = unit
        if not self.choices:
            raise Http404
        self.error = ""
        self.form = RaiseForm(self.choices, request.POST or None, initial=self._initial())

    def _own_cell(self, code: str) -> Organisation | None:
        cell = cell_now(self.user.person_id) if self.user.person_id else None
        return cell if cell is not None and cell.code == code else None

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        """Whose limit it can be, each as the page carries it."""
        if may(self.user, RAISE, path=self.unit.path):
            return [*self._bodies(), *self._leaders(), *self._members()]
        own = self.user.person
        mine = self._own_cell(self.unit.code) is not None
        return [(f"m:{own.pk}", own.full_name)] if own is not None and mine else []

    def _bodies(self) -> list[tuple[str, str]]:
        bodies = [(f"o:{self.unit.pk}", self.unit.name)]
        if self.unit.tier != Tier.CELL:
            words = _("{committee} (tập thể)").format(committee=committee_name(self.unit))
            bodies.append((f"c:{self.unit.pk}", words))
        return bodies

    def _leaders(self) -> list[tuple[str, str]]:
        if self.unit.tier == Tier.CELL:
            return []
        posts = Position.objects.filter(placed_on(today()), organisation=self.unit)
        rows = posts.select_related("person").order_by("person__sort_key", "pk")
        return [
            (
                f"l:{one.person_id}",
                f"{one.person.full_name} ({one.title or one.get_role_display()})",
            )
            for one in rows
        ]

    def _members(self) -> list[tuple[str, str]]:
        spells = MembershipSpell.objects.filter(placed_on(today()), organisation=self.unit)
        rows = spells.select_related("person").order_by("person__sort_key", "person__code")
        return [(f"m:{one.person_id}", one.person.full_name) for one in rows]

    @cached_property
    def query(self) -> Mapping[str, Any]:
        return RaiseQuery.read(self.request.GET)

    @cached_property
    def origin(self) -> Origin | None:
        """What another room's page names."""
        source, pk = self.query["nguon"], self.query["tu"]
        if not (source and pk):
            return None
        return origin_of(self.user, self.campaign, source, pk, self.query["phong"])

    @cached_property
    def before(self) -> Remedy | None:
        """The earlier remedy that is named anew."""
        pk = self.query["lap_lai"]
        rows = visible_to(self.user).filter(campaign__year__lt=self.campaign.year)
        return rows.filter(pk=pk).first() if pk else None

    def _initial(self) -> dict[str, object]:
        source = {"source": self.query["nguon"] or Source.REVIEW.value}
        if self.before is not None:
            words = {"limit": self.before.limit, "cause": self.before.cause}
            return {**source, "who": _choice(self.before.key), **words}
        if self.origin is None:
            return source
        named = self.origin
        words = {"limit": named.limit[:LONGEST_WORDS], "source_words": named.words}
        return {**source, "who": _choice(named.key), **words}

    def key(self) -> SubjectKey:
        """Of a valid form."""
        kind, _colon, pk = self.form.cleaned_data["who"].partition(":")
        if kind == "m":
            return member(int(pk))
        if kind == "l":
            return SubjectKey(SubjectType.LEADER, int(pk), self.unit.pk)
        of = SubjectType.COLLECTIVE if kind == "c" else SubjectType.ORGANISATION
        return SubjectKey(of, organisation_id=self.unit.pk)

    def send(self) -> Remedy:
        """Name it. Of a valid form. Raises RemedyError, PermissionDenied."""
        known, key = self.form.cleaned_data, self.key()
        same = self.before is not None and self.before.key == key
        return raise_(
            self.campaign,
            RemedyWords(
                key,
                limit=known["limit"],
                cause=known["cause"],
                content=Content(work=known["work"], ends_on=known["ends_on"]),
                repeats=self.before if same else None,
            ),
            actor=self.user,
            source=NamedAt(Source(known["source"]), known["source_words"], self._row(key)),
        )

    def _row(self, key: SubjectKey) -> int | None:
        """The row that names it, where it is still of the same subject and source."""
        origin, source = self.origin, self.query["nguon"]
        same = self.form.cleaned_data["source"] == source and origin and origin.key == key
        return self.query["tu"] if same and not self.query["phong"] else None

    @property
    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Việc khắc phục"), board(self.campaign)), Crumb(self.unit.name)]


def _choice(key: SubjectKey) -> str:
    """A subject as the page carries it."""
    kinds = {"member": "m", "leader": "l", "organisation": "o", "collective": "c"}
    return f"{kinds[key.subject_type]}:{key.person_id or key.organisation_id}"
