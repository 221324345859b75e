"""The facts that frameworks ask for and the year's work tells: one pass over the whole year.

Which ids a framework declares decides what is filled: of an id that it does not have, nothing is
kept (`facts.sources`). No framework is named here, and no year.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q

from thidua.campaigns.models import Campaign
from thidua.facts.sources import FactSource, Known
from thidua.language import Text
from thidua.progress.counting import Counted
from thidua.progress.year_work import Whose, YearWork, year_work
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

Told = dict[str, object]


@dataclass(frozen=True)
class Telling:
    """Facts that are told of one kind of work: `ids`, and their values from the sums."""

    whose: Whose
    ids: tuple[str, ...]
    values: Callable[[Counted], Mapping[str, object]]

    def told(self, counted: Counted) -> Told:
        """What the work says, None where nobody can tell. Of a subject of whose targets nobody
        noted a single result the work says nothing: whoever does not note keeps the sheet.
        """
        return dict(self.values(counted)) if counted.noted else {}


def _of_a_body(counted: Counted) -> Told:
    """Without a main target the work does not speak of main targets."""
    main = {"main_targets_done": counted.main_all_done} if counted.main else {}
    return {"targets_done": counted.share_done, **main}


def _of_the_unit_led(counted: Counted) -> Told:
    """All of them, known or not: the rulebook divides one by another, and the parts of a whole that
    the work tells are not to come from a workbook that counted otherwise.
    """
    return {
        "unit_targets": counted.total,
        "unit_targets_done": counted.done_known,
        "unit_targets_exceeded": counted.exceeded_known,
        "unit_targets_on_time": counted.on_time_known,
    }


def _of_a_leader(counted: Counted) -> Told:
    return {"own_tasks_below_standard": counted.share_below_standard}


def _of_a_member(counted: Counted) -> Told:
    return {"targets_done": counted.share_done}


_BODY = ("targets_done", "main_targets_done")
_UNIT = ("unit_targets", "unit_targets_done", "unit_targets_exceeded", "unit_targets_on_time")
TELLINGS: Mapping[SubjectType, tuple[Telling, ...]] = {
    SubjectType.ORGANISATION: (Telling(Whose.BODY, _BODY, _of_a_body),),
    SubjectType.COLLECTIVE: (Telling(Whose.COLLECTIVE, _BODY, _of_a_body),),
    SubjectType.LEADER: (
        Telling(Whose.BODY, _UNIT, _of_the_unit_led),
        Telling(Whose.PERSON, ("own_tasks_below_standard",), _of_a_leader),
    ),
    SubjectType.MEMBER: (Telling(Whose.PERSON, ("targets_done",), _of_a_member),),
}
"""The one place that says which fact speaks of whose work."""


def telling_of(subject_type: str, fact: str) -> Telling | None:
    """Whose work tells this fact of a subject of this type; None: no work does."""
    tellings = TELLINGS[SubjectType(subject_type)]
    return next((one for one in tellings if fact in one.ids), None)


def facts_from_work(campaign: Campaign) -> Known:
    """What the year's work tells today of every rated subject; None: it is the work's to tell, and
    nobody can.
    """
    work = year_work(campaign)
    counted = _Sums(work)
    found = {}
    for entry, subject_type, organisation, person in _subjects(campaign, work):
        told: Told = {}
        for telling in TELLINGS[SubjectType(subject_type)]:
            key = person if telling.whose is Whose.PERSON else organisation
            told |= telling.told(counted(telling.whose, key))
        if told:
            found[entry] = told
    return found


class _Sums:
    """The sums of each body and person, each worked out once."""

    def __init__(self, work: YearWork) -> None:
        self.work = work
        self.found: dict[tuple[Whose, int | None], Counted] = {}

    def __call__(self, whose: Whose, key: int | None) -> Counted:
        if (whose, key) not in self.found:
            self.found[whose, key] = self.work.counted(whose, key)
        return self.found[whose, key]


def _subjects(campaign: Campaign, work: YearWork) -> Iterator[tuple[int, str, int, int | None]]:
    """Rated entries that work may speak of: key, type, organisation, person."""
    member = Q(subject_type=SubjectType.MEMBER)
    bodies = Q(organisation__in=work.bodies) & ~member
    people = Q(person__in=work.people)
    entries = RosterEntry.objects.filter(bodies | people, campaign=campaign, rated=True)
    columns = ("pk", "subject_type", "organisation_id", "person_id")
    return entries.order_by().values_list(*columns).iterator()


WORK_TELLS = FactSource(
    Text("Kết quả thực hiện nhiệm vụ", "The year's work"),
    facts_from_work,
)
