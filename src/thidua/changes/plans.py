"""What somebody means to do: a change before it is made, and the files that it is about."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from thidua.changes.models import Change, Kind
from thidua.changes.permissions import OF_THE_TREE
from thidua.organisations.models import MembershipSpell, Organisation, Person, Placement, Position
from thidua.web.clock import today

Details = Mapping[str, Any]
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Plan:
    """A change as it would be stored (`models.Change`)."""

    kind: Kind
    organisation: Organisation
    on: dt.date
    subject: str
    person: Person | None = None
    to: Organisation | None = None
    details: Details = field(default_factory=dict)
    paper_number: str = ""
    paper_on: dt.date | None = None
    note: str = ""

    @classmethod
    def of(cls, change: Change) -> "Plan":
        """The plan behind a change that waits or is scheduled."""
        return cls(
            Kind(change.kind),
            change.organisation,
            change.on,
            change.subject,
            change.person,
            change.to,
            change.details,
            change.paper_number,
            change.paper_on,
            change.note,
        )

    @property
    def changes_from(self) -> dt.date:
        """The first day that is otherwise: of an end, the day after the last one."""
        return self.on + DAY if self.kind == Kind.END else self.on

    @property
    def is_scheduled(self) -> bool:
        """Whether it is made on a day to come, and not now: the tree changes on its day."""
        return self.kind in OF_THE_TREE and self.on > today()

    @property
    def codes(self) -> list[str]:
        """Whose files the sheet's checks are asked about."""
        return [self.person.code] if self.person else []


def fingerprint(plan: Plan) -> str:
    """What a change is about, as it is stored now: two pages open on one file notice each other."""
    rows: list[object] = []
    if plan.person is not None:
        dated = ("pk", "organisation_id", "starts_on", "ends_on")
        rows += (
            MembershipSpell.objects.filter(person=plan.person)
            .order_by("pk")
            .values_list(*dated, "status", "host_id", "end_reason")
        )
        rows += (
            Position.objects.filter(person=plan.person)
            .order_by("pk")
            .values_list(*dated, "role", "title")
        )
    else:
        about = Q(organisation=plan.organisation) | Q(parent=plan.organisation)
        rows += (
            Placement.objects.filter(about)
            .order_by("pk")
            .values_list("pk", "organisation__name", "starts_on", "ends_on")
        )
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]
