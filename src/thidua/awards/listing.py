"""The list of awards: what it is narrowed to by its address, and each award as a row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.db.models import Case, Q, QuerySet, When
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor
from thidua.awards.checking import entries_by_award
from thidua.awards.forms import highest_first
from thidua.awards.models import Award, AwardStatus
from thidua.awards.queries import about
from thidua.awards.standings import StandingFact, standings_of
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.organisations.names import short_name
from thidua.ratings.links import place_of
from thidua.roster.models import RosterEntry
from thidua.rulebook import AwardBook
from thidua.vocabulary import Sector, StateAuthority, SubjectType
from thidua.web.queries import QueryForm, WordField


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; "" narrows nothing. `under` is the code of an upper-level
    organisation.
    """

    form: str = ""
    status: str = ""
    kind: str = ""
    under: str = ""
    sector: str = ""

    def __bool__(self) -> bool:
        return any((self.form, self.status, self.kind, self.under, self.sector))


class AwardsQuery(QueryForm):
    """The address of the list, as the values of `Filters`."""

    status = WordField(AwardStatus.values)
    kind = WordField(SubjectType.values())
    under = forms.CharField(required=False)
    sector = WordField(Sector.values())

    def __init__(self, query: QueryDict, *, book: AwardBook) -> None:
        super().__init__(query)
        self.fields["form"] = WordField(book.forms)


def placed(found: "QuerySet[Award]", campaign: Campaign, filters: Filters) -> "QuerySet[Award]":
    """Narrowed by who receives and where they stand in the year's roster; the numbers of the forms
    count these.
    """
    if filters.kind:
        found = found.filter(subject_type=filters.kind)
    if filters.under or filters.sector:
        entries = RosterEntry.objects.filter(campaign=campaign)
        if filters.under:
            entries = entries.filter(
                Q(upper_level__code=filters.under) | Q(organisation__code=filters.under)
            )
        if filters.sector:
            entries = entries.filter(sector=filters.sector)
        found = found.filter(about(entries))
    return found


def listed(found: "QuerySet[Award]", filters: Filters, book: AwardBook) -> "QuerySet[Award]":
    """Narrowed by form and by what became of it too: the highest form first."""
    if filters.form:
        found = found.filter(form=filters.form)
    if filters.status:
        found = found.filter(status=filters.status)
    places = [When(form=form, then=place) for place, form in enumerate(highest_first(book))]
    return found.order_by(
        Case(*places, default=len(places)), "organisation__sort_key", "person__sort_key", "pk"
    )


def filter_rows(
    filters: Filters, book: AwardBook, under: Organisation | None
) -> list[tuple[str, str]]:
    """What the list is narrowed to, as label and value, in the reader's language."""
    chosen = {
        _("Hình thức"): book.forms[filters.form].title if filters.form else "",
        _("Kết quả"): AwardStatus(filters.status).label if filters.status else "",
        _("Đối tượng"): SubjectType(filters.kind).label if filters.kind else "",
        _("Thuộc"): under.name if under else filters.under,
        _("Loại hình"): Sector(filters.sector).label if filters.sector else "",
    }
    return [(label, str(value)) for label, value in chosen.items() if value]


@dataclass(frozen=True)
class Refusal:
    """Why an award was not given, as it was kept when it was checked."""

    text: Text
    rule: str
    citation: str


@dataclass(frozen=True)
class Row:
    """One award as the list shows it."""

    award: Award
    name: str
    code: str
    place: str
    form: Text
    giver: str
    refusals: tuple[Refusal, ...]
    href: str
    standings: Sequence[StandingFact] = ()

    @property
    def given(self) -> bool:
        return self.award.status == AwardStatus.GIVEN

    @property
    def refused(self) -> bool:
        return self.award.status == AwardStatus.REFUSED

    @property
    def kind(self) -> str:
        return str(SubjectType(self.award.subject_type).label)

    @property
    def result(self) -> str:
        """What became of it, in a word or two."""
        if self.given:
            return _("Đã trao")
        return _("Không đủ điều kiện") if self.refused else _("Chờ xét")


def rows_of(
    campaign: Campaign, found: Iterable[Award], book: AwardBook, *, actor: Actor | None = None
) -> list[Row]:
    """Awards as rows, each with the place in which the year's roster has its subject; for an actor
    with what stands beside them.
    """
    awards = list(found)
    entries = entries_by_award(campaign, awards)
    standings = standings_beside(actor, campaign, awards) if actor is not None else {}
    return [
        row_of(
            award,
            entries.get(award.pk),
            book,
            year=campaign.year,
            standings=standings.get(award.pk, ()),
        )
        for award in awards
    ]


def standings_beside(
    actor: Actor, campaign: Campaign, awards: Sequence[Award]
) -> dict[int, Sequence[StandingFact]]:
    """What stands beside awards of units, by the award's key."""
    of_units = {
        award.pk: award.organisation_id
        for award in awards
        if award.person_id is None and award.organisation_id is not None
    }
    found = standings_of(actor, campaign, set(of_units.values()))
    return {award: found.get(unit, ()) for award, unit in of_units.items()}


def row_of(
    award: Award,
    entry: RosterEntry | None,
    book: AwardBook,
    *,
    year: int,
    standings: Sequence[StandingFact] = (),
) -> Row:
    """One award with what is known of its subject."""
    form = book.forms.get(award.form)
    subject = award.person or award.organisation
    return Row(
        award=award,
        name=award.person.full_name if award.person is not None else str(award.organisation),
        code=subject.code if subject is not None else "",
        place=place_of(entry) if entry is not None else "",
        form=form.title if form is not None else Text(award.form, award.form),
        giver=_giver(award),
        refusals=tuple(_refusal(stored) for stored in award.refusals),
        href=reverse("award", kwargs={"year": year, "pk": award.pk}),
        standings=standings,
    )


def _giver(award: Award) -> str:
    if award.authority is not None:
        return short_name(award.authority)
    return str(StateAuthority.from_word(award.state_authority).title)


def _refusal(stored: Mapping[str, str]) -> Refusal:
    return Refusal(Text(stored["vi"], stored["en"]), stored["rule"], stored["citation"])
