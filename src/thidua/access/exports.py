"""Reading the log of exports: the province all of it, a person what they were in."""

from collections.abc import Iterator

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear

from thidua.access.models import Export
from thidua.organisations.models import MembershipSpell, Person, Position
from thidua.vocabulary import SubjectType

_OF_PEOPLE = ["", SubjectType.MEMBER.value, SubjectType.LEADER.value]
_FAR = 9999


def all_exports(*, words: str = "", year: int | None = None) -> "QuerySet[Export]":
    """Every export, the newest first: of whoever has these words in their name or user name, or of
    the person with this code that they were about; of data of one year.
    """
    found = Export.objects.select_related("exported_by")
    if year:
        found = found.filter(year=year)
    if words:
        by_whom = Q(by__icontains=words) | Q(exported_by__username__iexact=words)
        person = Person.objects.filter(code__iexact=words).first()
        of_whom = _with_them_in(person.pk) if person else Q(pk__in=[])
        found = _with_moment(found).filter(by_whom | of_whom)
    return found


def exports_with(person: int) -> "QuerySet[Export]":
    """The exports that a person was in, the newest first: named in it, or of a part of the tree in
    which they were a member or held a post that year. For that person's own eyes.
    """
    return _with_moment(Export.objects.all()).filter(_with_them_in(person))


def _with_moment(found: "QuerySet[Export]") -> "QuerySet[Export]":
    """With the year that each was about; of what belongs to no year, the one in which it left."""
    return found.annotate(moment=Coalesce(F("year"), ExtractYear("exported_at")))


def _with_them_in(person: int) -> Q:
    whole = Q(pk__in=[])
    for path, first, last in _places(person):
        whole |= Q(paths__overlap=_above(path), moment__gte=first, moment__lte=last)
    return Q(listed__contains=[person]) | (
        whole & Q(listed__isnull=True, people__gt=0, subjects__in=_OF_PEOPLE)
    )


def _places(person: int) -> Iterator[tuple[str, int, int]]:
    """Where somebody was a member or held a post: the path, the first and the last year."""
    for model in (MembershipSpell, Position):
        spells = model.objects.filter(person=person).values_list(
            "organisation__path", "starts_on", "ends_on"
        )
        for path, begun, ended in spells:
            yield path, begun.year, ended.year if ended else _FAR


def _above(path: str) -> list[str]:
    """A path of the tree and those over it: “/1/5/” gives “/1/” and “/1/5/”."""
    parts = path.strip("/").split("/")
    return ["/" + "/".join(parts[:length]) + "/" for length in range(1, len(parts) + 1)]
