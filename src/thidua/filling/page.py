"""The page of one unit: its rows in groups, who else holds something, how much is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from thidua.accounts.permissions import ACTS, may
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.due_dates import step_due
from thidua.campaigns.models import Campaign, Step
from thidua.filling.gathering import gathered
from thidua.filling.holders import Holder, holders_of
from thidua.filling.queries import requests_of
from thidua.filling.rows import Key, Known, Row, rows_of, subjects_of, with_entries
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.vocabulary import SubjectType, Tier


@dataclass(frozen=True)
class Group:
    """Rows of one kind of subjects, and how many of them are not full."""

    kind: SubjectType
    rows: Sequence[Row]

    @property
    def left(self) -> int:
        return sum(not row.done for row in self.rows)


@dataclass(frozen=True)
class FillPage:
    """What the template shows. `left`, `entered`: fields; `current`: the row at which a phone
    stands.
    """

    known: Known
    rows: Sequence[Row]
    holders: Sequence[Holder]
    current: Row | None

    @property
    def groups(self) -> list[Group]:
        kinds = groupby(self.rows, key=lambda row: SubjectType(row.entry.subject_type))
        return [Group(kind, list(rows)) for kind, rows in kinds]

    @property
    def left(self) -> int:
        return sum(row.left for row in self.rows if not row.oneself)

    @property
    def entered(self) -> int:
        return len(self.known.entered)

    @property
    def whose(self) -> str:
        """Of whom something is left."""
        reader = self.known.reader
        return subjects_of(
            [cell for cell in self.known.found.own if cell.person is None or cell.person != reader]
        )

    @property
    def others(self) -> int:
        return sum(holder.number for holder in self.holders)

    @property
    def to_remind(self) -> list[Holder]:
        return [holder for holder in self.holders if holder.may_be]

    @property
    def following(self) -> list[Row]:
        """Whoever comes after the current row and is not full, then those before it."""
        rows, at = list(self.rows), self.place
        return [row for row in (*rows[at:], *rows[:at]) if not row.done and row != self.current]

    @property
    def place(self) -> int:
        """The number of the current row among all."""
        return 0 if self.current is None else list(self.rows).index(self.current) + 1


def page_of(
    request: SignedIn,
    campaign: Campaign,
    unit: Organisation,
    *,
    at: int | None = None,
    errors: Mapping[Key, str] | None = None,
) -> FillPage:
    """Everything that the page of this unit says to this reader."""
    known = Known(
        campaign,
        unit,
        scope_of_request(request).person_id,
        list(requests_of(campaign, [unit]).select_related("unit", "from_unit")),
        gathered(campaign, [unit])[unit.pk],
        errors or {},
    )
    known = with_entries(known, also=[at] if at else [])
    rows = rows_of(known)
    current = next((row for row in rows if row.entry.pk == at), None) or next(
        (row for row in rows if row.left and not row.oneself), rows[0] if rows else None
    )
    rows = [replace(row, current=row is current) for row in rows]
    current = next((row for row in rows if row.current), None)
    return FillPage(known, rows, holders_of(known), current)


def frame_of_page(request: SignedIn, campaign: Campaign, unit: Organisation) -> dict[str, object]:
    """What stands around the rows: whose page, by which day, where it leads."""
    due = step_due(campaign, Step.RATE, unit)
    return {
        "campaign": campaign,
        "unit": unit,
        "whose": unit.name if unit.tier == Tier.CELL else committee_name(unit),
        "due_on": due,
        "board": _board(campaign, unit),
        "board_words": _("Sang bảng đề nghị của chi bộ")
        if unit.tier == Tier.CELL
        else _("Sang bảng xếp loại"),
        "sheet": _template(request, unit),
        "above": _above(unit),
    }


def _board(campaign: Campaign, unit: Organisation) -> str:
    return reverse("board", kwargs={"year": campaign.year, "code": unit.code})


def _above(unit: Organisation) -> str:
    """To whom nothing was sent yet."""
    return _("cấp uỷ cấp trên") if unit.tier != Tier.PROVINCE else ""


_FOR_UNIT = "exchange.import_for_unit"


def _template(request: SignedIn, unit: Organisation) -> str:
    """The prepared workbook, for who may load it; "" for others."""
    if _FOR_UNIT not in ACTS or not may(request.user, _FOR_UNIT, path=unit.path):
        return ""
    try:
        return f"{reverse('import_template', kwargs={'kind': 'facts'})}?unit={unit.code}"
    except NoReverseMatch:
        return ""
