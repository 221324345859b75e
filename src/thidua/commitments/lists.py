"""The lists of commitments: the members of a cell, and the units of whatever stands above cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from thidua.accounts.models import User
from thidua.accounts.permissions import may
from thidua.campaigns.cells import day_in
from thidua.campaigns.counting import Counts, summed
from thidua.campaigns.models import Campaign
from thidua.commitments.counting import counts_below
from thidua.commitments.models import Commitment
from thidua.commitments.queries import READ_ABOVE, Line, lines_of_cell, waiting_in
from thidua.organisations.models import Organisation
from thidua.organisations.queries import children_of
from thidua.submissions.models import SubmissionStatus


@dataclass(frozen=True)
class MemberRow:
    """A member of the cell as the list shows them; `href`: their commitment, for who may read or
    type it, else "".
    """

    line: Line
    state: str
    href: str
    types: bool
    elsewhere: Organisation | None
    """The cell that accepted it, where that is another one."""


@dataclass
class CellPage:
    """The members of one cell, and what waits for the reader's answer."""

    campaign: Campaign
    cell: Organisation
    rows: Sequence[MemberRow]
    waiting: Sequence[Commitment]
    may_answer: bool

    @cached_property
    def counts(self) -> Counts:
        states = [row.line.status for row in self.rows if row.line.asked or row.line.status]
        return Counts.of(states)


def cell_page(campaign: Campaign, cell: Organisation, user: User) -> CellPage:
    """The list of one cell. Four questions to the database."""
    answers = may(user, "commitments.answer", path=cell.path)
    rows = [
        _row(line, campaign, cell, user, answers=answers) for line in lines_of_cell(campaign, cell)
    ]
    waiting = list(waiting_in(user, campaign, cell)) if answers else []
    return CellPage(campaign, cell, rows, waiting, answers)


def _row(
    line: Line, campaign: Campaign, cell: Organisation, user: User, *, answers: bool
) -> MemberRow:
    commitment = line.commitment
    own = line.person.pk == user.person_id
    types = answers and not line.has_account and line.status not in {"sent", "accepted"}
    readable = line.status in READ_ABOVE
    where = "commitments" if own else "commitment_member"
    more = {} if own else {"code": line.person.code}
    href = reverse(where, kwargs={"year": campaign.year, **more})
    elsewhere = None
    if commitment is not None and commitment.status == SubmissionStatus.ACCEPTED:
        elsewhere = commitment.cell if commitment.cell_id != cell.pk else None
    return MemberRow(
        line=line,
        state=line.status or "none",
        href=href if own or readable or types else "",
        types=types and not own,
        elsewhere=elsewhere,
    )


@dataclass(frozen=True)
class UnitRow:
    """One unit below, and how many of its members stand where."""

    unit: Organisation
    counts: Counts


@dataclass(frozen=True)
class PartPage:
    """The units directly under one, each with its counts, and all of them together."""

    campaign: Campaign
    unit: Organisation
    rows: Sequence[UnitRow]

    @property
    def counts(self) -> Counts:
        return sum((row.counts for row in self.rows), Counts())


def part_page(campaign: Campaign, unit: Organisation, user: User) -> PartPage:
    """The list of a unit above cells. Three questions to the database, whatever its size."""
    units = list(children_of(user, unit, on=day_in(campaign)))
    counted = counts_below(campaign, unit)
    rows = [UnitRow(one, summed(counted, one.path)) for one in units]
    return PartPage(campaign, unit, rows)
