"""The list behind a number: subjects of a year narrowed by what stands in the address, inside the
reader's scope.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import BigIntegerField, F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.facts.models import NOTHING_ENTERED
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.reports.levels import AT, levelled
from thidua.reports.lists.names import KEYS, named
from thidua.reports.lists.sorting import SORTS, order_of
from thidua.roster.models import RosterEntry
from thidua.subjects.explanation import pool_of
from thidua.vocabulary import Level, Sector, ShownLevel, SubjectType, Tier, shown_level
from thidua.web.queries import QueryForm, SearchField, WordField

if TYPE_CHECKING:
    from thidua.roster.models import Levelled

UNKNOWN, KNOWN = "unknown", "known"
SELF_ABOVE = "self_above"
PAGE = 50

_LEVELS = {
    **{word: AT[word] for word in (*Level.values(), "good_or_better")},
    UNKNOWN: AT["cannot_tell"],
    KNOWN: AT["known"],
}
SEVERAL = {
    "good_or_better": Text("Tốt trở lên", "Good or better"),
    KNOWN: Text("Đã đủ căn cứ xếp loại", "Level known"),
}
"""Words of the filter that mean several levels."""
FACTS_WORDS = {"some": Text("đã có", "some"), "none": Text("chưa có", "none")}
_FACTS = {"some": ~NOTHING_ENTERED, "none": NOTHING_ENTERED}


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; "" narrows nothing. `under` is an organisation's code, `facts`
    some or none, `q` of a name; `sort` is its order (`lists.sorting`).
    """

    subject_type: str = SubjectType.ORGANISATION
    tier: str = ""
    level: str = ""
    under: str = ""
    sector: str = ""
    gap: str = ""
    pool: int | None = None
    facts: str = ""
    claimed: str = ""
    q: str = ""
    sort: str = ""

    @property
    def whole(self) -> "Filters":
        """The list of which this one is a part: of the same kind, in all that the reader sees, or
        in the unit asked for.
        """
        return Filters(subject_type=self.subject_type, tier=self.tier, under=self.under)

    @property
    def whom(self) -> str:
        """Whom the list is about, as a sentence names them."""
        of_tier = self.tier and self.subject_type == SubjectType.ORGANISATION
        return str(Tier(self.tier).plural if of_tier else SubjectType(self.subject_type).plural)

    @property
    def unit(self) -> str:
        """What the list counts, as `thidua.web.units` knows it."""
        return {Tier.GRASSROOTS: "grassroots", Tier.CELL: "cell"}.get(
            self.tier
        ) or self.subject_type  # type: ignore[call-overload]

    @property
    def chosen_level(self) -> ShownLevel | None:
        return shown_level(self.level) if self.level and self.level not in SEVERAL else None

    @property
    def chosen_claim(self) -> ShownLevel | None:
        return shown_level(self.claimed) if self.claimed else None


class ListQuery(QueryForm):
    """The address of the list, as the values of `Filters`."""

    subject_type = WordField(SubjectType.values(), default=SubjectType.ORGANISATION.value)
    tier = WordField(Tier.values())
    level = WordField(_LEVELS)
    under = forms.CharField(required=False)
    sector = WordField(Sector.values())
    gap = WordField((SELF_ABOVE,))
    pool = forms.IntegerField(required=False, min_value=1, max_value=BigIntegerField.MAX_BIGINT)
    facts = WordField(_FACTS)
    claimed = WordField(Level.values())
    q = SearchField()
    sort = WordField(SORTS)

    def clean(self) -> dict[str, Any]:
        """A list of organisations is of grassroots ones unless another tier is asked for."""
        if "tier" not in self.data and self.cleaned_data["subject_type"] == "organisation":
            self.cleaned_data["tier"] = Tier.GRASSROOTS.value
        return self.cleaned_data


def listed(*, campaign: Campaign, actor: Actor, filters: Filters) -> "QuerySet[Levelled, Any]":
    """The rated subjects, with `level`, in the order asked for."""
    entries = levelled(campaign=campaign, actor=actor).filter(subject_type=filters.subject_type)
    if filters.tier:
        entries = entries.filter(tier=filters.tier)
    if filters.level:
        entries = entries.filter(_LEVELS[filters.level])
    if filters.sector:
        entries = entries.filter(sector=filters.sector)
    if filters.under:
        entries = entries.filter(_under(filters.under))
    if filters.pool:
        entries = entries.filter(pk__in=_in_pool(campaign, filters.pool))
    if filters.facts:
        entries = entries.filter(_FACTS[filters.facts])
    if filters.claimed:
        entries = entries.filter(proposal__self_claimed=filters.claimed)
    if filters.gap:
        entries = claimed_above_reached(entries)
    if filters.q:
        entries = entries.alias(keys=KEYS).filter(named(filters.q, filters.subject_type))
    return entries.order_by(*order_of(filters.sort))


def _under(code: str) -> Q:
    """Below an organisation as the roster had it on its day, or that organisation itself; an
    unknown code: nothing.
    """
    organisation = Organisation.objects.filter(code=code).first()
    if organisation is None:
        return Q(pk__in=[])
    return (
        Q(upper_level=organisation)
        | Q(grassroots=organisation)
        | Q(parent=organisation)
        | Q(organisation=organisation)
        | _everywhere(organisation)
    )


def _in_pool(campaign: Campaign, entry_id: int) -> tuple[int, ...]:
    """Who stands in the same quota pool as this subject; of them the reader sees those in scope."""
    entry = RosterEntry.objects.filter(campaign=campaign, pk=entry_id, rated=True).first()
    pool = pool_of(entry, campaign=campaign) if entry else None
    return pool.entries if pool else ()


def _everywhere(organisation: Organisation) -> Q:
    return Q() if organisation.tier == Tier.PROVINCE else Q(pk__in=[])


def claimed_above_reached(entries: "QuerySet[Levelled, Any]") -> "QuerySet[Levelled, Any]":
    """Those who claimed more than the rulebook says they reached; who cannot be told is left
    out.
    """
    return entries.filter(claims_more())


def claims_more() -> Q:
    """The condition that somebody claimed a level above the known one."""
    higher = Q(pk__in=[])
    for level in Level:
        higher |= Q(proposal__self_claimed=level.value, rating__high__lt=level.code)
    return higher & Q(rating__low=F("rating__high"))


def claimed_level(entry: "Levelled") -> ShownLevel | None:
    """What a subject of the list claimed; None where nothing was said."""
    proposal = getattr(entry, "proposal", None)
    claimed = proposal.self_claimed if proposal is not None else ""
    return shown_level(claimed) if claimed else None


def reached_level(entry: "Levelled") -> ShownLevel:
    """What a subject of the list reached by the rulebook, or that it cannot tell."""
    rating = getattr(entry, "rating", None)
    return shown_level(rating.low if rating is not None and rating.low == rating.high else None)


def in_words(filters: Filters) -> list[tuple[str, str]]:
    """What a list is narrowed to, as label and value, in the reader's language."""
    under = Organisation.objects.filter(code=filters.under).first() if filters.under else None
    level = SEVERAL.get(filters.level) or filters.chosen_level
    values = {
        _("Đối tượng"): SubjectType(filters.subject_type).label,
        _("Cấp"): Tier(filters.tier).label if filters.tier else "",
        _("Loại hình"): Sector(filters.sector).label if filters.sector else "",
        _("Thuộc"): under.name if under else filters.under,
        _("Tên có"): filters.q,
        _("Mức"): level.title if isinstance(level, ShownLevel) else level or "",
        _("Tự nhận"): filters.chosen_claim.title if filters.chosen_claim else "",
        _("So với mức đạt tiêu chuẩn"): _("tự nhận cao hơn") if filters.gap else "",
        _("Thông tin kiểm điểm"): FACTS_WORDS[filters.facts] if filters.facts else "",
        pgettext("one", "Nhóm tính tỷ lệ"): _("một nhóm") if filters.pool else "",
    }
    return [(label, str(value)) for label, value in values.items() if value]
