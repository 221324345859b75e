"""What ballots came to for one subject, read with it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, F, OuterRef, Value, When
from django.db.models.functions import Cast, Concat, JSONObject

from thidua.ballots.models import Candidate, State
from thidua.level_ballots.matters import PURPOSE, LevelMatter
from thidua.level_ballots.outcomes import Counted, Outcome, joined
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

NAME = "counted_ballots"
_PEOPLE = [SubjectType.MEMBER.value, SubjectType.LEADER.value]


def counted_ballots() -> ArraySubquery:
    """The sealed ballots on a roster entry, the oldest first."""
    of_kind = Candidate.objects.annotate(kind=Cast(OuterRef("subject_type"), CharField()))
    found = of_kind.filter(
        ref=_ref(),
        ballot__campaign=OuterRef("campaign"),
        ballot__purpose=PURPOSE,
        ballot__state=State.SEALED,
    ).order_by("ballot__sealed_at", "ballot")
    told = JSONObject(
        no="no", ballot="ballot", matter="ballot__purpose_ref", result="ballot__result"
    )
    return ArraySubquery(found.values(json=told))


def outcome_along(entry: RosterEntry) -> Outcome | None:
    """Of an entry that was read by `ratings.queries.subject`; None: none was counted."""
    return joined(_counted(one) for one in getattr(entry, NAME, None) or ())


def _counted(one: Mapping[str, Any]) -> Counted:
    told = next(row for row in one["result"]["candidates"] if row["no"] == one["no"])
    number = LevelMatter.of(one["matter"]).round
    counts, value = told["counts"], told["value"]
    return Counted(UUID(one["ballot"]), number, value, counts, told["need"], told["base"])


def _ref() -> Concat:
    """`matters.ref_of` in the database."""
    person = Case(
        When(kind__in=_PEOPLE, then=Cast(OuterRef("person_id"), CharField())), default=Value("")
    )
    unit = Case(
        When(kind=SubjectType.MEMBER.value, then=Value("")),
        default=Cast(OuterRef("organisation_id"), CharField()),
    )
    return Concat(F("kind"), Value(":"), person, Value(":"), unit)
