"""Whether each award asked for may be given: what is known of the subject, put to the rulebook's
award rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from thidua.awards.models import Award
from thidua.awards.past import Known, level_now, years_asked
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import awards_book
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.ratings.earlier_levels import Levels, Whose, levels_before
from thidua.roster.models import RosterEntry
from thidua.rulebook import AwardBook, AwardCheck, check_award, consecutive_years
from thidua.vocabulary import Level, Outcome, PositionRole, SubjectType, Tier

NOT_ABOVE = Text(
    vi="{authority} không phải tổ chức cấp trên của {subject} nên không có thẩm quyền khen",
    en="{authority} is not above {subject} and may not give it an award",
)
NOT_ON_ROSTER = Text(
    vi="{subject} không có trong danh sách xếp loại năm {year}",
    en="{subject} is not on the roster of {year}",
)


@dataclass(frozen=True)
class Checked:
    """One award with the rulebook's answer, and what the place in the tree says against it."""

    award: Award
    check: AwardCheck
    against: tuple[Text, ...] = ()

    @property
    def given(self) -> bool:
        """Given only when every condition is met; what cannot be told is not given."""
        return self.check.outcome is Outcome.MET and not self.against

    def reasons(self) -> list[dict[str, Any]]:
        """Why it is not given, as it is kept: rule, vi, en, citation."""
        failing = [
            {
                "rule": reason.rule,
                "vi": f"{reason.title.vi}: {reason.lack.vi}",
                "en": f"{reason.title.en}: {reason.lack.en}",
                "citation": reason.citation,
            }
            for reason in self.check.failing
        ]
        return failing + [
            {"rule": "", "vi": text.vi, "en": text.en, "citation": ""} for text in self.against
        ]


def check_all(campaign: Campaign, awards: Sequence[Award]) -> list[Checked]:
    """Check each award against the subject's level this year, its years running, and who gives
    it.
    """
    book = awards_book()
    entries = entries_by_award(campaign, awards)
    whose = [Whose.of(entry) for entry in entries.values()]
    past = levels_before(campaign.year, whose, years=years_asked(book))
    checked = []
    known = Known.of(campaign, entries.values(), book)
    for award in awards:
        entry = entries.get(award.pk)
        before = past.get(Whose.of(entry), {}) if entry else {}
        facts = _facts(award, entry, before, book)
        now = level_now(entry) if entry is not None else None
        earlier = known.past_of(award, entry, {**before, campaign.year: now})
        authority = award.authority.tier if award.authority is not None else award.state_authority
        checked.append(
            Checked(
                award,
                check_award(book[award.form], facts, authority, earlier),
                _against(award, entry),
            )
        )
    return checked


def entries_by_award(campaign: Campaign, awards: Sequence[Award]) -> dict[int, RosterEntry]:
    """Per award the roster entry of its subject; whoever leads several organisations counts as the
    head first.
    """
    found = {}
    entries = _with_decisions(RosterEntry.objects.filter(campaign=campaign))
    by_person = _grouped(
        entries.filter(person__in={award.person_id for award in awards if award.person_id})
    )
    organisations = {award.organisation_id for award in awards if award.organisation_id}
    by_organisation = _grouped(entries.filter(person=None, organisation__in=organisations))
    for award in awards:
        key = award.person_id or award.organisation_id
        of_subject = (by_person if award.person_id else by_organisation).get(
            (award.subject_type, key), []
        )
        led = [
            entry for entry in of_subject if award.organisation_id in {None, entry.organisation_id}
        ]
        if award.subject_type == SubjectType.MEMBER:
            led = of_subject
        if led:
            found[award.pk] = led[0]
    return found


def _grouped(entries: "QuerySet[RosterEntry]") -> dict[tuple[str, int | None], list[RosterEntry]]:
    head_first = Case(
        When(role=PositionRole.HEAD, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    grouped: dict[tuple[str, int | None], list[RosterEntry]] = {}
    for entry in entries.order_by(head_first, "pk"):
        grouped.setdefault(
            (entry.subject_type, entry.person_id or entry.organisation_id), []
        ).append(entry)
    return grouped


def _with_decisions(entries: "QuerySet[RosterEntry]") -> "QuerySet[RosterEntry]":
    return entries.select_related(
        "organisation", "grassroots", "upper_level", "rating", "decided__decision"
    )


def _facts(
    award: Award, entry: RosterEntry | None, past: Levels, book: AwardBook
) -> Mapping[str, object]:
    tier = (
        entry.tier
        if entry is not None
        else award.organisation.tier
        if award.organisation is not None
        else None
    )
    now = level_now(entry) if entry is not None else None
    years = consecutive_years(
        {**past, award.campaign.year: now},
        award.campaign.year,
        labels=book.labels_like(Level.OUTSTANDING),
    )
    facts = {
        "subject_type": award.subject_type,
        "tier": tier,
        "level_this_year": now.value if now is not None else None,
        "consecutive_outstanding_years": years,
    }
    return {name: value for name, value in facts.items() if name in book.facts}


def _against(award: Award, entry: RosterEntry | None) -> tuple[Text, ...]:
    """What the tree says: the subject is on the roster, and whoever gives stands above it."""
    subject = award.person.full_name if award.person is not None else str(award.organisation)
    if entry is None:
        return (NOT_ON_ROSTER.format(subject=subject, year=award.campaign.year),)
    if award.authority is None or _is_above(award.authority, entry):
        return ()
    return (NOT_ABOVE.format(authority=award.authority.name, subject=subject),)


def _is_above(authority: Organisation, entry: RosterEntry) -> bool:
    """Whether the organisation is in the subject's line: a member's own cell is, no organisation is
    above itself.
    """
    line = {entry.parent_id, entry.grassroots_id, entry.upper_level_id}
    if entry.subject_type == SubjectType.MEMBER:
        line.add(entry.organisation_id)
    else:
        line.discard(entry.organisation_id)
    return authority.tier == Tier.PROVINCE or authority.pk in line
