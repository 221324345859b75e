"""What the bottom of a task's page says of the whole registration: how much goes, to whom, when."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from thidua.campaigns.launched import is_launched
from thidua.organisations.names import committee_name
from thidua.registrations.clear import problems_of
from thidua.registrations.days import answer_within, due_on_of, limits_of, receiver_of
from thidua.registrations.models import TASK, Holder, Registration, Task
from thidua.registrations.rows import content_of
from thidua.submissions.models import SUBMISSION, SubmissionStatus
from thidua.web.clock import today


@dataclass
class SendBar:
    """Of one registration. `tasks`: those that stand, with all that `content_of` reads."""

    registration: Registration
    tasks: Sequence[Task]

    @property
    def is_open(self) -> bool:
        """Whether it can be sent now."""
        registration = self.registration
        return is_launched(registration.campaign) and SUBMISSION.may("send", registration.status)

    @cached_property
    def going(self) -> list[Task]:
        """The tasks that go when it is sent."""
        return [
            task
            for task in self.tasks
            if TASK.may("send", task.status) and task.withdrawal_asked_at is None
        ]

    @property
    def number(self) -> int:
        return len(self.going)

    @property
    def problems(self) -> int:
        """How many of them lack something."""
        year = self.registration.campaign.year
        return sum(bool(problems_of(content_of(task), year)) for task in self.going)

    @cached_property
    def receiver_name(self) -> str:
        """The committee that reads it; "": the province's own."""
        registration = self.registration
        receiver = registration.receiver or receiver_of(
            registration.organisation, year=registration.campaign.year
        )
        return committee_name(receiver) if receiver is not None else ""

    @property
    def days(self) -> int:
        """In how many working days the answer comes."""
        return answer_within(limits_of(self.registration))

    @cached_property
    def due_on(self) -> dt.date | None:
        return due_on_of(self.registration.campaign, self.registration.organisation)

    @property
    def is_late(self) -> bool:
        """Whether sending now needs a reason, which the page of the registration asks for."""
        first = self.registration.status == SubmissionStatus.DRAFT
        return first and self.due_on is not None and today() > self.due_on

    @property
    def paper(self) -> str:
        """The registration as it is printed; "" where it has no paper of its own."""
        registration = self.registration
        if registration.holder != Holder.ORGANISATION:
            return ""
        named = (registration.campaign.year, registration.organisation.code, "pdf")
        return reverse("registration_file", args=named)
