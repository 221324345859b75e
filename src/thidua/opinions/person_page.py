"""One subject before one giver: the grades to give, who gave what, what the year knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.language import Text
from thidua.opinions.drawing import Status, status_of
from thidua.opinions.forms import GradesForm
from thidua.opinions.giving import give_grades
from thidua.opinions.grid import Grid, Row
from thidua.opinions.permissions import Giver
from thidua.opinions.reading import Said
from thidua.roster.identity import key_of
from thidua.roster.models import RosterEntry
from thidua.rulebook import Framework
from thidua.vocabulary import Grade, OpinionKind


@dataclass(frozen=True)
class Shown:
    """One criterion: the fields of the form, and what others gave it."""

    criterion: str
    title: Text
    field: Any
    reason: Any
    was: str
    others: Sequence[tuple[str, Grade, str, Any]]

    @property
    def was_words(self) -> str:
        return str(Grade(self.was).title) if self.was else ""


@dataclass
class PersonPage:
    """`reasons`: whether another grade than somebody else's asks why; of oneself nobody asks.
    `typing`: the subject's own grades are typed from a signed paper.
    """

    campaign: Campaign
    entry: RosterEntry
    giver: Giver
    framework: Framework
    row: Row
    may: bool
    reasons: bool = True
    data: Any = None
    error: str = ""
    before: RosterEntry | None = None
    after: RosterEntry | None = None
    place: int = 0
    of: int = 0
    typing: bool = False

    @property
    def own(self) -> Said | None:
        return next((one for one in self.row.said if one.giver == self.giver), None)

    @property
    def others(self) -> Sequence[Said]:
        return [one for one in self.row.said if one.giver != self.giver]

    @property
    def criteria(self) -> Mapping[str, Text]:
        return {name: spec.title for name, spec in self.framework.terms.criteria.items()}

    @property
    def status(self) -> Status:
        return status_of(self.row)

    @property
    def form(self) -> GradesForm:
        return GradesForm(self.criteria, self.own, self.data, reasons=self.reasons)

    def groups(self) -> list[tuple[Text, list[Shown]]]:
        """The criteria under the headings of the framework."""
        shown = {name: self._shown(name, grade, why) for name, grade, why in self.form.parts()}
        return [
            (group.title, [shown[name] for name in group.criteria])
            for group in self.framework.criteria.values()
        ]

    def _shown(self, name: str, grade: Any, reason: Any) -> Shown:
        own = self.own.grade(name) if self.own else None
        others = [
            (str(one.giver.title), given, one.grades[name].reason, one.grades[name].at)
            for one in self.others
            if (given := one.grade(name)) is not None
        ]
        was = self.data.get(f"was-{name}", "") if self.data else (own.value if own else "")
        return Shown(name, self.criteria[name], grade, reason, was, others)

    @property
    def words(self) -> Sequence[Said]:
        """Opinions that say something beside grades."""
        return [
            one
            for one in self.row.said
            if one.opinion.comment or one.opinion.level or one.opinion.civil_servant_level
        ]

    def table(self) -> list[tuple[Text, list[tuple[Grade | None, str]]]]:
        """Each criterion with everybody's grade and reason, in the order of the opinions."""
        return [
            (
                title,
                [
                    (one.grade(name), one.grades[name].reason if name in one.grades else "")
                    for one in self.row.said
                ],
            )
            for name, title in self.criteria.items()
        ]

    def save(self, actor: Actor) -> None:
        """Raises RefusedError with what is wrong; what was typed stays in the form."""
        form = self.form
        if not form.is_valid():
            raise RefusedError(Text("không đọc được phiếu đã gửi", "the form cannot be read"))
        give_grades(
            campaign=self.campaign,
            key=key_of(self.entry),
            giver=self.giver,
            grades=form.given(),
            actor=actor,
        )


def typed_for(page: PersonPage) -> PersonPage:
    """The same page for the subject's own grades, by whoever may type them."""
    own = Giver(OpinionKind.SELF)
    return replace(page, giver=own, may=page.entry.rated, reasons=False, typing=True)


def page_of(grid: Grid, entry: int) -> PersonPage | None:
    """The page of one subject of a grid, with those before and after it."""
    at = next((n for n, row in enumerate(grid.rows) if row.entry.pk == entry), None)
    if at is None:
        return None
    rows = grid.rows
    return PersonPage(
        campaign=grid.campaign,
        entry=rows[at].entry,
        giver=grid.group.giver,
        framework=grid.framework,
        row=rows[at],
        may=grid.may and rows[at].entry.rated,
        before=rows[at - 1].entry if at else None,
        after=rows[at + 1].entry if at + 1 < len(rows) else None,
        place=at + 1,
        of=len(rows),
    )
