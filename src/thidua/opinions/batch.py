"""One giver's cells of several subjects, looked at together and written together: what `giving`
does its acts with.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.history.tracking import named_actor
from thidua.language import Text
from thidua.opinions.errors import ChangedMeanwhileError, OpinionError, ReasonMissingError
from thidua.opinions.models import Grade, Opinion
from thidua.opinions.permissions import Giver, authorise_giving
from thidua.opinions.reading import Said, columns_of, differing, said_of
from thidua.opinions.rules import gives_grades
from thidua.roster.identity import SubjectKey, entries_of
from thidua.roster.levels import DECIDED
from thidua.roster.models import RosterEntry
from thidua.rulebook import Framework
from thidua.vocabulary import Grade as GradeWord
from thidua.vocabulary import OpinionKind, SubjectType

_SAVED = ("given_at", "given_by_name", "typed_by", "revision")
AS_READ = object()
"""Of a cell: it is not said what stood there when it was read."""


@dataclass(frozen=True)
class Given:
    """One cell: the grade (None: taken away) and why it is another than somebody else's. `was`:
    what the page showed before; another grade there since then is somebody else's work.
    """

    grade: GradeWord | None
    reason: str = ""
    was: object = AS_READ


Cells = Mapping[str, Given]
"""Of one subject, by the criterion's id."""


@dataclass(frozen=True)
class Before:
    """What stood in the cells that an act changed: what takes it back."""

    cells: Mapping[SubjectKey, Cells]


class Batch:
    """One giver's cells of several subjects, with everything that has to be looked at."""

    def __init__(
        self,
        campaign: Campaign,
        giver: Giver,
        cells: Mapping[SubjectKey, Cells],
        actor: Actor,
    ) -> None:
        Campaign.objects.select_for_update().get(pk=campaign.pk)  # decisions wait their turn
        self.campaign, self.giver, self.cells, self.actor = campaign, giver, cells, actor
        self.moment = timezone.now()
        self.entries = _entries(campaign, list(cells))
        found = [authorise_giving(actor, entry, giver) for entry in self.entries.values()]
        self.authority = next((one for one in found if one.oneself), found[0])
        _refuse_decided(self.entries.values())
        self.said = said_of(campaign, list(cells))
        frameworks: Mapping[SubjectType, Framework] = bound_frameworks(campaign)
        self.criteria = {
            kind: {name: spec.title for name, spec in text.terms.criteria.items()}
            for kind, text in frameworks.items()
        }

    def own(self, key: SubjectKey) -> Said | None:
        return next((one for one in self.said.get(key, []) if one.giver == self.giver), None)

    def others(self, key: SubjectKey) -> list[Said]:
        return [one for one in self.said.get(key, []) if one.giver != self.giver]

    def checked(self) -> dict[SubjectKey, dict[str, Given]]:
        """The cells that change something; with what is wrong raised."""
        fresh: dict[SubjectKey, dict[str, Given]] = {}
        unsaid: list[tuple[str, str, Text, Text]] = []
        for key, cells in self.cells.items():
            for criterion, given in cells.items():
                self._refuse(key, criterion, given)
                if self._same(key, criterion, given):
                    continue
                fresh.setdefault(key, {})[criterion] = given
                unsaid += self._unsaid(key, criterion, given)
        if unsaid:
            raise ReasonMissingError(unsaid)
        return fresh

    def _refuse(self, key: SubjectKey, criterion: str, given: Given) -> None:
        titles = self.criteria[key.subject_type]
        if criterion not in titles:
            raise OpinionError.no_such_criterion(criterion)
        if not gives_grades(self.giver.kind):
            raise OpinionError.no_grades(self.giver.kind.title)
        body = self.giver.body
        fielded = self.giver.kind is OpinionKind.SUPERIOR_BODY and body and body.criteria
        if body and fielded and criterion not in body.criteria:
            raise OpinionError.not_its_field(body.name, titles[criterion])
        own = self.own(key)
        now = own.grade(criterion) if own else None
        if given.was is not AS_READ and now not in {given.was, given.grade}:
            shown = now.title if now else None
            raise ChangedMeanwhileError(self.entries[key].name, titles[criterion], shown)

    def _same(self, key: SubjectKey, criterion: str, given: Given) -> bool:
        own = self.own(key)
        row = own.grades.get(criterion) if own else None
        if row is None or given.grade is None:
            return row is None and given.grade is None
        return row.grade == given.grade and given.reason.strip() in {"", row.reason}

    def _unsaid(
        self, key: SubjectKey, criterion: str, given: Given
    ) -> list[tuple[str, str, Text, Text]]:
        if given.grade is None or given.reason.strip() or self.giver.kind is OpinionKind.SELF:
            return []
        return [
            (self.entries[key].name, criterion, one.giver.title, GradeWord(grade).title)
            for one in differing(self.others(key), criterion, given.grade)[:1]
            if (grade := one.grade(criterion)) is not None
        ]

    def write(self, fresh: Mapping[SubjectKey, Cells]) -> Before:
        """In a few statements, however many cells."""
        before: dict[SubjectKey, dict[str, Given]] = {}
        opinions = {key: self.opinion(key) for key in fresh}
        Opinion.objects.bulk_create(one for one in opinions.values() if one._state.adding)
        Opinion.objects.bulk_update(
            [one for key, one in opinions.items() if self.own(key) is not None], _SAVED
        )
        gone: list[int] = []
        rows: list[Grade] = []
        for key, cells in fresh.items():
            own = self.own(key)
            for criterion, given in cells.items():
                row = own.grades.get(criterion) if own else None
                was = GradeWord(row.grade) if row else None
                before.setdefault(key, {})[criterion] = Given(was, row.reason if row else "")
                if given.grade is not None:
                    rows.append(self._row(opinions[key], criterion, given))
                elif row is not None:
                    gone.append(row.pk)
        Grade.objects.filter(pk__in=gone).delete()
        Grade.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["opinion", "criterion"],
            update_fields=["grade", "reason", "by_name", "at"],
        )
        return Before(before)

    def _row(self, opinion: Opinion, criterion: str, given: Given) -> Grade:
        return Grade(
            opinion=opinion,
            criterion=criterion,
            grade=given.grade or "",
            reason=self._why(opinion.key, criterion, given),
            by_name=opinion.given_by_name,
            at=self.moment,
        )

    def _why(self, key: SubjectKey, criterion: str, given: Given) -> str:
        """Why it is another than somebody else's; "" where nobody gave another."""
        differs = given.grade and differing(self.others(key), criterion, given.grade)
        return given.reason.strip() if differs else ""

    def opinion(self, key: SubjectKey) -> Opinion:
        """The giver's opinion of a subject, dated now; not saved yet."""
        own = self.own(key)
        opinion = own.opinion if own else _new(self.campaign, key, self.giver)
        opinion.given_at = self.moment
        opinion.given_by_name = named_actor(self.authority)
        opinion.typed_by = self._typed_by(key)
        opinion.revision += 1
        return opinion

    def _typed_by(self, key: SubjectKey) -> User | None:
        """The officer, where somebody else's words are typed from paper."""
        if not isinstance(self.actor, User):
            return None
        grant, giver = self.authority.grant, self.giver
        if giver.kind is OpinionKind.SELF:
            own = self.actor.person_id is not None and self.actor.person_id == key.person_id
        elif giver.body is not None:
            own = grant is not None and grant.body_id == giver.body.pk
        else:
            own = giver.unit is not None and grant is not None
        return None if own else self.actor

    def told(self, fresh: Mapping[SubjectKey, Cells]) -> dict[SubjectKey, list[Said]]:
        """Whose grades of these cells are others, by the subject."""
        found: dict[SubjectKey, list[Said]] = {}
        for key, cells in fresh.items():
            for criterion, given in cells.items():
                if given.grade is not None:
                    found.setdefault(key, []).extend(
                        differing(self.others(key), criterion, given.grade)
                    )
        return {key: list({id(one): one for one in said}.values()) for key, said in found.items()}


def _entries(campaign: Campaign, keys: list[SubjectKey]) -> dict[SubjectKey, RosterEntry]:
    entries = dict(entries_of(campaign, keys))
    if len(entries) < len(set(keys)) or not keys:
        if not RosterEntry.objects.filter(campaign=campaign).exists():
            raise OpinionError.no_list(campaign.year)
        raise OpinionError.not_on_the_list()
    for entry in entries.values():
        if not entry.rated:
            raise OpinionError.not_rated(entry.name)
    return entries


def _refuse_decided(entries: Iterable[RosterEntry]) -> None:
    decided = RosterEntry.objects.filter(DECIDED, pk__in=[entry.pk for entry in entries]).first()
    if decided is not None:
        raise OpinionError.decided(decided.name)


def _new(campaign: Campaign, key: SubjectKey, giver: Giver) -> Opinion:
    return Opinion(
        campaign=campaign,
        **columns_of(key),
        kind=giver.kind.value,
        unit=giver.unit,
        body=giver.body,
        name=giver.name,
    )
