"""People and organisations that a task can be given to: of the unit's own part alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from thidua.organisations.finding import having_syllables
from thidua.organisations.models import MembershipSpell, Organisation, Person, Position
from thidua.organisations.queries import placed_on
from thidua.registrations.editing import token
from thidua.registrations.rows import posts_of
from thidua.web.clock import today

MOST, OFFERED = 8, 4
"""So many of a kind are found, and so many offered before anything is typed."""


@dataclass(frozen=True)
class Candidate:
    """Somebody or an organisation to be chosen: how a page carries it, the name, what they are."""

    token: str
    name: str
    words: str
    lead: bool = False

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()[-2:]).upper()


def candidates(unit: Organisation, text: str, *, people_only: bool = False) -> list[Candidate]:
    """Those of the unit's part whose name has what was typed; blank text: the unit's own posts and
    the organisations right below it.
    """
    people = [*_people(unit, text)]
    units = [] if people_only else [*_units(unit, text)]
    most = MOST if text.strip() else OFFERED
    return [*people[:most], *units[:most]]


def _people(unit: Organisation, text: str) -> Iterator[Candidate]:
    part = {"organisation__path__startswith": unit.path}
    posted = Position.objects.filter(placed_on(today()), **part)
    if not text.strip():
        posted = posted.filter(organisation=unit)
        found = Person.objects.filter(pk__in=posted.values("person"))
    else:
        member = MembershipSpell.objects.filter(placed_on(today()), **part)
        inside = Q(pk__in=posted.values("person")) | Q(pk__in=member.values("person"))
        found = having_syllables(Person.objects.filter(inside), text)
    rows = list(found.order_by("sort_key", "code")[:MOST])
    posts = posts_of([row.pk for row in rows], unit, today())
    for row in rows:
        yield Candidate(token(row.pk, None), row.full_name, posts.get(row.pk, row.code))


def _units(unit: Organisation, text: str) -> Iterator[Candidate]:
    inside = Organisation.objects.filter(path__startswith=unit.path).exclude(pk=unit.pk)
    if text.strip():
        found = having_syllables(inside, text)
    else:
        found = inside.filter(placements__in=unit.child_placements.filter(placed_on(today())))
    for row in found.order_by("sort_key", "code")[:MOST]:
        yield Candidate(token(None, row.pk), row.name, str(row.get_tier_display()))
