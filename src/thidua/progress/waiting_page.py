"""Results that a committee's units noted and nobody above has answered: the latest of each task."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse

from thidua.acceptance.readers import answers_at, read_by
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.frame import campaign_or_404
from thidua.organisations.models import Organisation
from thidua.organisations.names import place_name
from thidua.progress.models import Check, CheckKind, Note, NoteMilestone, NoteValue
from thidua.progress.note_lines import NoteLine, line_of_note, with_all
from thidua.progress.presenters import address_of_task
from thidua.progress.queries import tasks_visible_to
from thidua.progress.wordings import values_of
from thidua.registrations.content import heading_of
from thidua.web.components import Crumb, Page
from thidua.web.paging import page_of

A_PAGE = 50


@dataclass(frozen=True)
class Waiting:
    """A result that waits. `answered`: the unit answered what was asked about it."""

    line: NoteLine
    unit: str
    heading: str
    values: str
    answered: bool
    href: str
    confirm: str


class WaitingPage:
    """Raises Http404 for whoever does not answer for this very committee."""

    def __init__(self, request: SignedIn, year: int, code: str) -> None:
        self.request = request
        self.campaign = campaign_or_404(request, year)
        committee = Organisation.objects.filter(code=code).first()
        if committee is None or not answers_at(scope_of_request(request), committee):
            raise Http404
        self.committee: Organisation = committee

    @cached_property
    def _paged(self) -> tuple[list[Waiting], Page]:
        paged, page = page_of(Paginator(with_all(self._notes()), A_PAGE), self.request)
        return [self._row(line_of_note(note)) for note in paged.object_list], page

    @property
    def rows(self) -> Sequence[Waiting]:
        return self._paged[0]

    @property
    def page(self) -> Page:
        return self._paged[1]

    @property
    def crumbs(self) -> list[Crumb]:
        address = reverse("progress_unit", args=(self.campaign.year, self.committee.code))
        return [Crumb(self.committee.name, address)]

    def _notes(self) -> "QuerySet[Note]":
        units = Organisation.objects.filter(read_by([self.committee.pk]))
        tasks = tasks_visible_to(self.request.user, self.campaign).filter(
            registration__organisation__in=units
        )
        standing = Note.objects.filter(corrected_by=None).filter(_results())
        later = Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk"))
        confirmed = Check.objects.filter(note=OuterRef("pk"), kind=CheckKind.CONFIRMED)
        asked = Check.objects.filter(note=OuterRef("pk"), kind=CheckKind.QUESTIONED, answer="")
        return (
            standing.filter(task__in=tasks.values("pk"))
            .filter(~Exists(standing.filter(later, task=OuterRef("task"))))
            .filter(~Exists(confirmed), ~Exists(asked))
            .select_related("task__registration__organisation")
            .prefetch_related("task__measures")
            .order_by("on", "pk")
        )

    def _row(self, line: NoteLine) -> Waiting:
        note = line.note
        year, code = self.campaign.year, note.task.registration.organisation.code
        return Waiting(
            line=line,
            unit=place_name(note.task.registration.organisation),
            heading=heading_of(note.task.title, note.task.work),
            values=values_of(
                line.values, ((one.pk, one.name, one.unit) for one in note.task.measures.all())
            ),
            answered=any(one.is_question for one in line.checks),
            href=address_of_task(year, code, note.task_id),
            confirm=reverse("progress_confirm", args=(year, code, note.task_id, note.pk)),
        )


def _results() -> Q:
    """Notes that say a number, that something is done, or a milestone."""
    of_note = {"note": OuterRef("pk")}
    return Q(Exists(NoteValue.objects.filter(**of_note))) | Q(
        Exists(NoteMilestone.objects.filter(**of_note))
    )
