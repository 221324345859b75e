"""The page of one remedy: what it says, what was done, and what the reader can do about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.attachments.models import Attachment
from thidua.campaigns.frame import campaign_or_404
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.registrations.advice import Advice, advice_of
from thidua.registrations.advice_checks import Around
from thidua.registrations.choosing import Choosing, Section
from thidua.registrations.content import Content
from thidua.registrations.editing import Edited, Editing
from thidua.registrations.presenters import Mark, marks_of, summed_up
from thidua.registrations.sentence import Part, doubted, sentence_of
from thidua.remedies.clearness import content_of, problems
from thidua.remedies.closing import NOTHING, unseen
from thidua.remedies.forms import CarryForm, LimitForm, StepForm, WordsForm
from thidua.remedies.links import board, page_of, writing_of
from thidua.remedies.models import OF_STEP, REMEDY, Remedy, RemedyStep, State, StepKind
from thidua.remedies.presenters import (
    heading_of,
    is_overdue,
    repeats_words,
    state_words,
    where_named,
    who_does,
    who_verifies,
)
from thidua.remedies.queries import visible_to
from thidua.remedies.reminding import authority_to_remind
from thidua.remedies.rights import (
    allowed,
    authority_to_change,
    authority_to_verify,
    authority_to_work,
)
from thidua.web.clock import today
from thidua.web.components import Crumb


@dataclass(frozen=True)
class StepLine:
    """A line of the record with its files, each with whether the reader, who verifies, has still to
    open it. `unseen`: they have not seen all of the line.
    """

    step: RemedyStep
    files: Sequence[tuple[Attachment, bool]]
    words: str
    unseen: bool


class RemedyPage(Choosing):
    """Raises Http404 for what the reader may not see."""

    def __init__(self, request: SignedIn, year: int, pk: int) -> None:
        self.request = request
        self.campaign = campaign_or_404(request, year)
        found = visible_to(request.user).filter(campaign=self.campaign, pk=pk).first()
        if found is None:
            raise Http404
        self.remedy: Remedy = found
        self.organisation: Organisation = found.organisation
        self.error = ""
        self.conflict: Remedy | None = None
        self.editing = Editing(Edited(self.as_written, found.revision))
        self.limit_form = LimitForm(initial={"limit": found.limit, "cause": found.cause})
        self.step_form = StepForm()
        self.words_form = WordsForm()
        self.carry_form = CarryForm()
        self.sought: Mapping[str, str] = {}

    @property
    def looks_for(self) -> Mapping[str, str]:
        return self.sought

    @property
    def as_written(self) -> Content:
        return content_of(self.remedy)

    @property
    def find_address(self) -> str:
        return reverse("remedy_find", args=(self.campaign.year, self.remedy.pk))

    @property
    def address(self) -> str:
        return page_of(self.remedy)

    @property
    def writing(self) -> str:
        return writing_of(self.remedy)

    @property
    def heading(self) -> str:
        return heading_of(self.remedy)

    @property
    def where(self) -> str:
        return where_named(self.remedy)

    @property
    def again(self) -> str:
        return repeats_words(self.remedy, today().year)

    @property
    def who(self) -> str:
        return who_does(self.remedy)

    @property
    def verifier(self) -> str:
        return who_verifies(self.remedy)

    @property
    def state(self) -> str:
        return state_words(self.remedy)

    @property
    def is_late(self) -> bool:
        return is_overdue(self.remedy)

    @property
    def days_left(self) -> str:
        """“còn 102 ngày”; "" where that says nothing."""
        due = self.remedy.due_on
        if due is None or self.remedy.state == State.CLOSED or due < today():
            return ""
        return _("còn {days} ngày").format(days=format_number((due - today()).days))

    @property
    def next_review(self) -> int:
        return self.campaign.year + 1

    @cached_property
    def is_mine(self) -> bool:
        person = scope_of_request(self.request).person_id
        return person is not None and person == self.remedy.person_id

    @cached_property
    def works(self) -> bool:
        return self._may("write_step") and allowed(
            authority_to_work, self.request.user, self.remedy
        )

    @property
    def asks(self) -> bool:
        return self.works and self._may("ask_to_close")

    @cached_property
    def verifies(self) -> bool:
        return allowed(authority_to_verify, self.request.user, self.remedy)

    @property
    def closes(self) -> bool:
        return self.verifies and self._may("close")

    @property
    def carries(self) -> bool:
        return self.verifies and self._may("carry_over")

    @cached_property
    def changes(self) -> bool:
        return self._may("change") and allowed(authority_to_change, self.request.user, self.remedy)

    @property
    def reminds(self) -> bool:
        return (
            self.remedy.state == State.OPEN
            and not self.works
            and allowed(authority_to_remind, self.request.user, self.remedy)
        )

    @property
    def raises_again(self) -> str:
        """Where the same limit is named in this year's review."""
        earlier = self.campaign.year < today().year and self.verifies
        if not earlier:
            return ""
        address = reverse("remedy_raise", args=(today().year, self.organisation.code))
        return f"{address}?lap_lai={self.remedy.pk}"

    def _may(self, act: str) -> bool:
        return REMEDY.may(act, self.remedy.state)

    @cached_property
    def lines(self) -> list[StepLine]:
        steps = list(self.remedy.steps.order_by("-on", "-pk"))
        files: dict[int, list[Attachment]] = {}
        for one in Attachment.objects.filter(
            kind=OF_STEP, owner_id__in=[step.pk for step in steps], removed_at=None
        ).order_by("pk"):
            files.setdefault(one.owner_id, []).append(one)
        left = unseen(self.remedy, self.request.user) if self.closes else NOTHING
        return [
            StepLine(
                step,
                [(file, file.pk in left.files) for file in files.get(step.pk, [])],
                _said(step),
                step.pk in left,
            )
            for step in steps
        ]

    @property
    def left_unseen(self) -> int:
        return sum(line.unseen for line in self.lines)

    @cached_property
    def advice(self) -> list[Advice]:
        around = Around(year=self.campaign.year, outside=(), review_on=None, above_ends_on=None)
        found = advice_of(self.as_written, around) if self.changes else []
        return [each for each in found if each.key not in self.remedy.dismissed]

    @cached_property
    def marks(self) -> list[Mark]:
        missing = problems(self.remedy)
        return marks_of(self.as_written, self.campaign.year, missing, self.advice)

    @property
    def summed_up(self) -> str:
        return summed_up(self.marks)

    @property
    def is_clear(self) -> bool:
        return not problems(self.remedy)

    @property
    def sections(self) -> list[Section]:
        return [
            Section(
                mark, [one for one in self.advice if one.clarity == mark.clarity], may_change=True
            )
            for mark in self.marks
        ]

    @property
    def parts(self) -> list[Part]:
        spans = [(each.field, each.span) for each in self.advice if each.span]
        return list(doubted(sentence_of(self.as_written, self.who), spans))

    @property
    def bases(self) -> str:
        return str(self.editing.form.initial["bases"])

    @property
    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Việc khắc phục"), board(self.campaign)),
            Crumb(self.organisation.name),
        ]


def _said(step: RemedyStep) -> str:
    """What the line says: the words of what was done; of the others what it is, then the words."""
    if step.kind == StepKind.WORK:
        return step.text or _("gửi minh chứng")
    said = str(StepKind(step.kind).label)
    if step.carried_to is not None:
        said = _("{what} đến {day}").format(what=said, day=f"{step.carried_to:%d/%m/%Y}")
    return f"{said}: {step.text}" if step.text else said
