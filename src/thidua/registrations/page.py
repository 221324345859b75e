"""The page of one registration: whose it is, its tasks, what is missing, what to do next."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign, RegistrationLimits
from thidua.language import Text
from thidua.numbers import format_number
from thidua.organisations.models import Organisation, Person
from thidua.organisations.names import committee_name
from thidua.organisations.queries import posts_in
from thidua.registrations.acts import sent_words
from thidua.registrations.content import from_json
from thidua.registrations.days import answer_within, due_on_of, is_open, limits_of, receiver_of
from thidua.registrations.errors import RegistrationError
from thidua.registrations.forms import HolderQuery
from thidua.registrations.models import Holder, Kind, Registration, TaskStatus
from thidua.registrations.permissions import writes_for
from thidua.registrations.presenters import TaskRow, task_row
from thidua.registrations.queries import registration_of, sent_tasks, tasks_of
from thidua.registrations.rows import content_of
from thidua.submissions.models import SUBMISSION, SubmissionStatus
from thidua.targets.queries import targets_set
from thidua.vocabulary import Body, Tier
from thidua.web.clock import today
from thidua.web.components import Crumb

COLLECTIVE = "tap-the"


@dataclass(frozen=True)
class Whose:
    """Whose registration of a year a page is about; `registration`: None while there is none that
    the reader may see.
    """

    campaign: Campaign
    organisation: Organisation
    holder: str
    person: Person | None
    registration: Registration | None
    may_write: bool

    def unreadable(self, fault: str) -> RegistrationError:
        return RegistrationError(Text(fault, fault))

    def sent_words(self, sent: Registration) -> str:
        return sent_words(committee_name(sent.receiver) if sent.receiver else None)

    @property
    def name(self) -> str:
        if self.person is not None:
            post = self.registration.post_title if self.registration else ""
            return f"{self.person.full_name}{f', {post}' if post else ''}"
        return self.organisation.name


def whose_or_404(request: SignedIn, campaign: Campaign, code: str) -> Whose:
    """For whoever writes it, or stands above. Raises Http404 for everybody else."""
    organisation = Organisation.objects.filter(code=code).first()
    if organisation is None:
        raise Http404
    asked = HolderQuery.read(request.GET)["cua"]
    person = None
    holder = Holder.COLLECTIVE if asked == COLLECTIVE else Holder.ORGANISATION
    if asked.isdecimal() and len(asked) < 18:
        holder, person = Holder.POST, Person.objects.filter(pk=int(asked)).first()
        if person is None:
            raise Http404
    scope = scope_of_request(request)
    own = person is not None and person.pk == scope.person_id
    if not (own or scope.covers(organisation.path)):
        raise Http404
    found = registration_of(
        campaign, organisation, actor=request.user, holder=holder, person=person
    )
    if person is not None and found is None and not _holds_a_post(request, organisation, person):
        raise Http404
    writes = own or writes_for(request.user, organisation)
    return Whose(campaign, organisation, holder, person, found, writes)


def _holds_a_post(request: SignedIn, organisation: Organisation, person: Person) -> bool:
    return person.positions.filter(organisation=organisation, ends_on=None).exists()


class RegistrationPage:
    """What the page shows; filled when its template asks."""

    def __init__(self, request: SignedIn, whose: Whose) -> None:
        self.request, self.whose = request, whose
        self.campaign, self.organisation = whose.campaign, whose.organisation
        self.registration, self.may_write = whose.registration, whose.may_write

    @cached_property
    def rows(self) -> list[TaskRow]:
        """The tasks: as they stand for whoever writes them, as they were sent for others."""
        if self.registration is None:
            return []
        tasks = (
            tasks_of(self.registration, actor=self.request.user)
            if self.may_write
            else sent_tasks(self.registration)
        )
        found = []
        for task in tasks:
            task.registration = self.registration
            content = (
                content_of(task)
                if self.may_write
                else from_json(list(task.versions.all())[-1].content)
            )
            open_now = self.is_open_to_changes and task.status in {"draft", "returned"}
            found.append(task_row(task, content, may_change=open_now))
        return found

    @property
    def is_open_to_changes(self) -> bool:
        return self.may_write and (
            self.registration is None or SUBMISSION.may("change", self.registration.status)
        )

    @property
    def may_add(self) -> bool:
        """Whether a task can be added: while it is written, and once it was accepted."""
        registration = self.registration
        again = registration is not None and SUBMISSION.may("reopen", registration.status)
        return self.is_open_to_changes or (self.may_write and again)

    @property
    def is_sent(self) -> bool:
        return self.registration is not None and self.registration.status == SubmissionStatus.SENT

    @cached_property
    def is_launched(self) -> bool:
        return is_open(self.campaign, self.organisation)

    @cached_property
    def receiver(self) -> Organisation | None:
        if self.registration is not None and self.registration.receiver is not None:
            return self.registration.receiver
        return receiver_of(self.organisation, year=self.campaign.year)

    @property
    def receiver_name(self) -> str:
        return committee_name(self.receiver) if self.receiver is not None else ""

    @cached_property
    def due_on(self) -> dt.date | None:
        return due_on_of(self.campaign, self.organisation)

    @property
    def due_words(self) -> str:
        """“gửi Huyện uỷ Gia Lộc chậm nhất ngày 31/03/2022, còn 5 ngày”."""
        if self.due_on is None or self.registration_is_settled:
            return ""
        days = (self.due_on - today()).days
        left = (
            _("còn {days} ngày").format(days=format_number(days))
            if days >= 0
            else _("quá hạn {days} ngày").format(days=format_number(-days))
        )
        return _("chậm nhất ngày {day}, {left}").format(day=f"{self.due_on:%d/%m/%Y}", left=left)

    @property
    def registration_is_settled(self) -> bool:
        return self.registration is not None and self.registration.status in {
            SubmissionStatus.ACCEPTED,
            SubmissionStatus.SENT,
        }

    @property
    def is_late(self) -> bool:
        """Whether sending now needs a reason."""
        first = self.registration is None or self.registration.status == SubmissionStatus.DRAFT
        return first and self.due_on is not None and today() > self.due_on

    @property
    def problems(self) -> int:
        """How many tasks lack something."""
        return sum(bool(row.problems) for row in self.rows if row.may_change)

    @property
    def to_send(self) -> int:
        return sum(row.may_change for row in self.rows)

    @cached_property
    def limits(self) -> RegistrationLimits | None:
        if self.registration is None:
            return RegistrationLimits.objects.filter(campaign=self.campaign).first()
        return limits_of(self.registration)

    @property
    def answer_within(self) -> int:
        return answer_within(self.limits)

    @property
    def beyond_limits(self) -> list[str]:
        """Where the number of tasks lies outside what the province set: a warning, never more."""
        if not self.is_open_to_changes or not self.rows or self.limits is None:
            return []
        limits = self.limits
        alive = [row.task for row in self.rows if row.task.status != TaskStatus.WITHDRAWN]
        key_tasks = sum(task.kind == Kind.KEY_TASK for task in alive)
        breakthroughs = len(alive) - key_tasks
        checks = [
            (key_tasks, limits.least_key_tasks, limits.most_key_tasks, _("nhiệm vụ trọng tâm")),
            (
                breakthroughs,
                limits.least_breakthroughs,
                limits.most_breakthroughs,
                _("khâu đột phá"),
            ),
        ]
        return [words for check in checks for words in _beyond(*check)]

    @property
    def reading(self) -> str:
        """Where this reader answers what was sent; "" for whoever does not stand right above."""
        registration, receiver = self.registration, self.receiver
        if registration is None or receiver is None or not self.is_sent:
            return ""
        if self.may_write or not writes_for(self.request.user, receiver):
            return ""
        codes = (self.campaign.year, receiver.code, self.organisation.code)
        return reverse("acceptance_unit", args=codes)

    @property
    def reads_below(self) -> str:
        """Where the unit reads what the units below it registered; "" where none is below."""
        has_units = self.organisation.tier != Tier.CELL and self.organisation.body != Body.CELL
        if not (has_units and writes_for(self.request.user, self.organisation)):
            return ""
        return reverse("acceptance", args=(self.campaign.year, self.organisation.code))

    @cached_property
    def targets(self) -> tuple[int, int] | None:
        """How many of the unit's indicators have its target, of how many; for who writes for it."""
        own = self.may_write and self.whose.holder == Holder.ORGANISATION
        if not own or self.organisation.tier == Tier.PROVINCE:
            return None
        done, every = targets_set(self.campaign, self.organisation)
        return (done, every) if every else None

    @property
    def commitments(self) -> str:
        """Where a cell reads what its members promise; "" for others."""
        if self.organisation.body != Body.CELL or not self.may_write:
            return ""
        return reverse("commitment_cell", args=(self.campaign.year, self.organisation.code))

    @property
    def crumbs(self) -> list[Crumb]:
        return [Crumb(self.organisation.name)]

    @cached_property
    def post_holders(self) -> list[Person]:
        """Who may register beside the organisation: those who hold a post there."""
        if not writes_for(self.request.user, self.organisation):
            return []
        posts = posts_in(self.request.user, self.organisation, on=today())[:12]
        return [post.person for post in posts]


def _beyond(number: int, least: int | None, most: int | None, noun: str) -> list[str]:
    if least is not None and number < least:
        words = _("Mới có {number} {noun}; ít nhất {limit} (quy định của tỉnh, chưa xác nhận).")
        return [words.format(number=number, noun=noun, limit=least)]
    if most is not None and number > most:
        words = _("Đã có {number} {noun}; nhiều nhất {limit} (quy định của tỉnh, chưa xác nhận).")
        return [words.format(number=number, noun=noun, limit=most)]
    return []


def registration_page(request: SignedIn, whose: Whose) -> RegistrationPage:
    """The page; whoever may not write a registration that is a draft sees that there is none to
    read yet.
    """
    return RegistrationPage(request, whose)
