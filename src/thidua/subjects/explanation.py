"""What the rulebook says of one subject: the bridge from the stored year to the ladder."""

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actors import Scope
from thidua.campaigns.models import Campaign
from thidua.facts.contradiction_words import sentences
from thidua.facts.contradictions import contradictions_here
from thidua.frameworks.binding import bound_frameworks
from thidua.frameworks.errors import NotBoundError
from thidua.language import Text
from thidua.ratings.explaining import explanation_of
from thidua.ratings.frames import standing_subjects
from thidua.ratings.pools import POOL_PLACES, Pool, places_of_pools, pools_in
from thidua.roster.exemptions import exemption
from thidua.roster.models import NOT_YET_REVIEWED, PutOff, RosterEntry
from thidua.rulebook import Explanation
from thidua.vocabulary import NotReviewed, SubjectType
from thidua.web.components import Gauge


def explanation_now(entry: RosterEntry, *, campaign: Campaign) -> Explanation | None:
    """The explanation of one subject; None while the year has no frameworks."""
    entry.campaign = campaign  # known already: spares a query
    try:
        return explanation_of(entry)
    except NotBoundError:
        return None


def excluded_by(entry: RosterEntry, *, campaign: Campaign) -> str:
    """Why a subject is not rated, in words: the title and citation of the rule."""
    if entry.excluded_by == NOT_YET_REVIEWED:
        return _not_yet_reviewed(entry)
    return exemption(campaign, SubjectType(entry.subject_type), entry.excluded_by)


def contradictions_on_page(entry: RosterEntry, *, campaign: Campaign, scope: Scope) -> list[Text]:
    """What the sheet of a subject says otherwise than another sheet, or than the year's list; of an
    entry that `ratings.queries.subject` gave.
    """
    found = contradictions_here(entry, getattr(entry, "said_beside", ()))
    if not found:
        return []
    kind, frameworks = SubjectType(entry.subject_type), bound_frameworks(campaign)
    return sentences(found, kind, frameworks, scope=scope, person=entry.person_id)


def _not_yet_reviewed(entry: RosterEntry) -> str:
    note = PutOff.objects.get(roster_entry=entry)
    why = str(NotReviewed(note.reason).title)
    told = f"{why} ({note.note})" if note.note else why
    return _("Chưa kiểm điểm: {why}. Khi kiểm điểm bù, quyết định bổ sung sẽ xếp loại.").format(
        why=told
    )


def pool_of(entry: RosterEntry, *, campaign: Campaign) -> Pool | None:
    """The quota pool that a subject stands in; None outside every quota, or before frameworks are
    bound.
    """
    try:
        framework = bound_frameworks(campaign)[SubjectType(entry.subject_type)]
    except NotBoundError:
        return None
    narrowed = places_of_pools(
        framework, {place: [getattr(entry, f"{place}_id")] for place in POOL_PLACES}
    )
    frame = standing_subjects(campaign, subject_type=[entry.subject_type], **narrowed)
    known = (entry.organisation, *(getattr(entry, place) for place in POOL_PLACES))
    pools = pools_in(framework, frame, known=known)
    return next((pool for pool in pools if entry.pk in pool.entries), None)


def gauge_of(pool: Pool, *, year: int, linked: bool = True) -> Gauge:
    """A pool as its gauge; with the address of who is in it (`linked`) for who may open lists."""
    kind = pool_kind(pool)
    link = reverse("figures_list", kwargs={"year": year})
    return Gauge(
        name=str(pool.label) or str(pool.title),
        used=pool.outstanding,
        ceiling=pool.ceiling,
        size=pool.rated,
        href=f"{link}?subject_type={kind}&tier=all&pool={pool.entries[0]}"
        if linked and pool.entries
        else "",
        how=f"{pool.counted} ({pool.citation})",
    )


def pool_kind(pool: Pool) -> str:
    """The subject type a pool is about: the rules of a type begin with its name."""
    return next(
        (kind for kind in SubjectType.values() if pool.quota.startswith(kind)),
        SubjectType.MEMBER.value,
    )
