"""Opinions as they stand, for any reader who may see them: `queries` says who that is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.opinions.models import Ask, Grade, Opinion
from thidua.opinions.permissions import Giver
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import Grade as GradeWord
from thidua.vocabulary import OpinionKind


@dataclass(frozen=True)
class Said:
    """One opinion with its grades by the criterion's id."""

    opinion: Opinion
    giver: Giver
    grades: Mapping[str, Grade] = field(default_factory=dict)

    @property
    def kind(self) -> OpinionKind:
        return self.giver.kind

    def grade(self, criterion: str) -> GradeWord | None:
        found = self.grades.get(criterion)
        return None if found is None else GradeWord(found.grade)


def giver_of(opinion: Opinion) -> Giver:
    """Who spoke, of an opinion that was read with its unit and body."""
    return Giver(OpinionKind(opinion.kind), opinion.unit, opinion.body, opinion.name)


def giver_of_ask(ask: Ask) -> Giver:
    """Who is asked, of an ask that was read with its unit and body."""
    return Giver(OpinionKind(ask.kind), ask.unit, ask.body, ask.name)


def about(keys: Collection[SubjectKey]) -> Q:
    """Of a row about a subject in a query: it may be about one of these (by its columns; who needs
    the very keys looks at `key`).
    """
    people = {key.person_id for key in keys if key.person_id is not None}
    units = {key.organisation_id for key in keys if key.organisation_id is not None}
    kinds = {key.subject_type.value for key in keys}
    whom = Q(person__in=people) | Q(person=None, organisation__in=units)
    return whom & Q(subject_type__in=kinds)


def said_of(campaign: Campaign, keys: Collection[SubjectKey]) -> dict[SubjectKey, list[Said]]:
    """Every opinion of these subjects in the order of their kinds, the earlier first. Two
    questions, however many subjects.
    """
    if not keys:
        return {}
    found = _told(Opinion.objects.filter(about(keys), campaign=campaign))
    wanted = set(keys)
    return {key: said for key, said in found.items() if key in wanted}


def all_said(campaign: Campaign) -> dict[SubjectKey, list[Said]]:
    """The same of everybody of a year."""
    return _told(Opinion.objects.filter(campaign=campaign))


def _told(opinions: "QuerySet[Opinion]") -> dict[SubjectKey, list[Said]]:
    rows = opinions.select_related("unit", "body", "typed_by").prefetch_related("grades")
    said = [Said(row, giver_of(row), {g.criterion: g for g in row.grades.all()}) for row in rows]
    said.sort(key=lambda one: (one.kind.code, one.opinion.given_at, one.opinion.pk))
    return by_key(said)


def by_key(said: Iterable[Said]) -> dict[SubjectKey, list[Said]]:
    found: dict[SubjectKey, list[Said]] = {}
    for one in said:
        found.setdefault(one.opinion.key, []).append(one)
    return found


def columns_of(key: SubjectKey) -> dict[str, object]:
    """The columns that say of whom a row speaks (`AboutSubject`)."""
    return {
        "subject_type": key.subject_type.value,
        "person_id": key.person_id,
        "organisation_id": key.organisation_id,
    }


def differing(others: Iterable[Said], criterion: str, grade: GradeWord) -> list[Said]:
    """Whose grade of the same criterion is another one."""
    return [one for one in others if one.grade(criterion) not in {None, grade}]


def names(said: Iterable[Said]) -> Text:
    """“Tự chấm, Hội Phụ nữ xã”."""
    titles = [one.giver.title for one in said]
    return Text(", ".join(t.vi for t in titles), ", ".join(t.en for t in titles))
