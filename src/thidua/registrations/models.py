"""What a unit registers for the year: key tasks and breakthroughs, each by the five clarities.

A registration belongs to an organisation (as itself or as its collective) or to somebody in a
post there, never to an entry of the roster. A task's own rows are what its unit works on; what was
sent stands in its versions, which never change, and nobody above reads anything else."""

import datetime as dt

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign, Direction
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation, Person
from thidua.registrations.content import heading_of
from thidua.submissions.flow import Flow, act
from thidua.submissions.models import Submission

MAX_DIGITS, DECIMAL_PLACES = 20, 4
"""Of every number that is measured or aimed at, as of the year's indicators."""


class Holder(models.TextChoices):
    """Whose a registration is."""

    ORGANISATION = "organisation", _("Tổ chức")
    COLLECTIVE = "collective", _("Tập thể lãnh đạo, quản lý")
    POST = "post", _("Người giữ chức vụ")


class Kind(models.TextChoices):
    KEY_TASK = "key_task", _("Nhiệm vụ trọng tâm")
    BREAKTHROUGH = "breakthrough", _("Khâu đột phá")


class TaskStatus(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    SENT = "sent", _("Đã gửi")
    RETURNED = "returned", _("Trả lại để hoàn thiện")
    ACCEPTED = "accepted", _("Đã nhận")
    WITHDRAWN = "withdrawn", _("Đã rút")


TASK = Flow(
    act("change", {TaskStatus.DRAFT, TaskStatus.RETURNED}),
    act("remove", {TaskStatus.DRAFT}),
    act("send", {TaskStatus.DRAFT, TaskStatus.RETURNED}, TaskStatus.SENT),
    act("take_back", {TaskStatus.SENT}, TaskStatus.DRAFT),
    act("settle", {TaskStatus.SENT}),
    act("change_accepted", {TaskStatus.ACCEPTED}, TaskStatus.SENT, with_reason=True),
    act(
        "ask_withdrawal",
        {TaskStatus.SENT, TaskStatus.RETURNED, TaskStatus.ACCEPTED},
        with_reason=True,
    ),
    act(
        "withdraw",
        {TaskStatus.SENT, TaskStatus.RETURNED, TaskStatus.ACCEPTED},
        TaskStatus.WITHDRAWN,
    ),
)


@tracked()
class Registration(Submission):
    """One holder's tasks of one year. `person`, with `post_title`: of a post-holder alone.

    The person, not the row of the post: such rows come and go when posts are loaded anew. `due_on`
    is the day that counted when it was sent last; `late_reason` says why it came after it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="registrations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="registrations"
    )
    holder = models.CharField(
        _("Của ai"), max_length=20, choices=Holder.choices, default=Holder.ORGANISATION
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="registrations", null=True, blank=True
    )
    post_title = models.CharField(_("Chức vụ"), max_length=120, blank=True)
    late_reason = models.TextField(_("Vì sao gửi muộn"), blank=True)
    receiver = models.ForeignKey(
        Organisation,
        verbose_name=_("Nơi nhận"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("bản đăng ký")
        verbose_name_plural = _("các bản đăng ký")
        ordering = ["pk"]
        constraints = [
            *Submission.Meta.constraints,
            models.UniqueConstraint(
                name="registration_once",
                fields=["campaign", "organisation", "holder", "person"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="registration_person_of_a_post_alone",
                condition=Q(holder=Holder.POST, person__isnull=False)
                | (~Q(holder=Holder.POST) & Q(person=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.holder} ({self.campaign_id})"

    @property
    def sent_late(self) -> bool:
        """Whether it came after its day, as it was sent last."""
        return bool(self.late_reason)


@tracked()
class Task(models.Model):
    """One key task or breakthrough as its unit works on it.

    `revision` counts saves, `touched` says at which of them each clarity changed last: so two
    people who change two clarities do not stand in each other's way. `locked` are the clarities
    that the level above accepted, `returned` those that it returned, with why. `dismissed` are
    pieces of advice that the unit does not want to read again (`advice.Advice.key`).

    `taken_from` is a superior's task that this one does a part of: `share` of `share_measure`.
    `offered`: units below may take it up; `shown`: an idea for others, as the level above decided.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField(_("Thứ tự"))
    kind = models.CharField(_("Loại"), max_length=20, choices=Kind.choices, default=Kind.KEY_TASK)
    status = models.CharField(
        _("Tình trạng"), max_length=10, choices=TaskStatus.choices, default=TaskStatus.DRAFT
    )
    revision = models.PositiveIntegerField(default=0)
    touched = models.JSONField(default=dict, blank=True)
    locked = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    returned = models.JSONField(default=dict, blank=True)
    dismissed = ArrayField(models.CharField(max_length=80), default=list, blank=True)

    title = models.CharField(_("Tên gọi ngắn"), max_length=160, blank=True)
    work = models.TextField(_("Làm gì"), blank=True)
    place = models.TextField(_("Ở đâu"), blank=True)
    amount = models.CharField(_("Bao nhiêu"), max_length=120, blank=True)
    with_whom = models.TextField(_("Phối hợp với"), blank=True)
    starts_on = models.DateField(_("Bắt đầu"), null=True, blank=True)
    ends_on = models.DateField(_("Hạn cuối"), null=True, blank=True)
    answers = models.ForeignKey(
        Person,
        verbose_name=_("Người chịu trách nhiệm"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    answers_title = models.CharField(_("Chức vụ chịu trách nhiệm"), max_length=120, blank=True)
    answers_to = models.CharField(_("Trước ai"), max_length=255, blank=True)
    check_how = models.TextField(_("Kiểm tra cách nào"), blank=True)
    checked_in = models.CharField(_("Kiểm tra khi nào"), max_length=120, blank=True)
    decides = models.TextField(_("Ai quyết định, đến đâu"), blank=True)

    taken_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="taken_up", null=True, blank=True
    )
    share = models.DecimalField(
        _("Phần đóng góp"),
        max_digits=MAX_DIGITS,
        decimal_places=DECIMAL_PLACES,
        null=True,
        blank=True,
    )
    share_measure = models.ForeignKey(
        "Measure", on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    offered = models.BooleanField(_("Cấp dưới nhận được"), default=False)
    shown = models.BooleanField(_("Nơi khác xem được"), default=False)
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="carried_on", null=True, blank=True
    )
    withdrawal_reason = models.TextField(_("Vì sao xin rút"), blank=True)
    withdrawal_answer = models.TextField(_("Trả lời việc xin rút"), blank=True)
    withdrawal_asked_at = models.DateTimeField(_("Xin rút lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("nhiệm vụ đăng ký")
        verbose_name_plural = _("các nhiệm vụ đăng ký")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="registered_task_not_from_itself",
                condition=(Q(taken_from=None) | ~Q(taken_from=F("pk")))
                & (Q(carried_from=None) | ~Q(carried_from=F("pk"))),
            ),
            models.CheckConstraint(
                name="registered_task_withdrawal_says_why",
                condition=Q(withdrawal_asked_at=None) | ~Q(withdrawal_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return heading_of(self.title, self.work) or str(_("Nhiệm vụ chưa có tên"))


@tracked()
class TaskPerson(models.Model):
    """Who does a task: a person or an organisation of the unit's own part."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="people")
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    lead = models.BooleanField(_("Làm chính"), default=False)

    class Meta:
        verbose_name = _("người làm nhiệm vụ")
        verbose_name_plural = _("người làm nhiệm vụ")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="task_person_either_or",
                condition=Q(person=None, organisation__isnull=False)
                | Q(person__isnull=False, organisation=None),
            ),
            models.UniqueConstraint(
                name="task_person_once",
                fields=["task", "person", "organisation"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.person_id or self.organisation_id}"


@tracked()
class Milestone(models.Model):
    """What is to be there on a day; the day may still be missing in a draft."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="milestones")
    position = models.PositiveSmallIntegerField()
    on = models.DateField(_("Ngày"), null=True, blank=True)
    text = models.CharField(_("Mốc"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("mốc của nhiệm vụ")
        verbose_name_plural = _("các mốc của nhiệm vụ")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.on}: {self.text}"


@tracked()
class Measure(models.Model):
    """By what a task is measured. `yes_no`: done or not, without numbers. 0 is a number."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("Đo bằng"), max_length=255, blank=True)
    unit = models.CharField(_("Đơn vị"), max_length=60, blank=True)
    last_year = models.DecimalField(
        _("Năm trước"),
        max_digits=MAX_DIGITS,
        decimal_places=DECIMAL_PLACES,
        null=True,
        blank=True,
    )
    target = models.DecimalField(
        _("Phấn đấu"),
        max_digits=MAX_DIGITS,
        decimal_places=DECIMAL_PLACES,
        null=True,
        blank=True,
    )
    direction = models.CharField(
        _("Hướng"), max_length=10, choices=Direction.choices, default=Direction.HIGHER
    )
    yes_no = models.BooleanField(_("Có hay không"), default=False)
    main = models.BooleanField(_("Thước đo chính"), default=False)

    class Meta:
        verbose_name = _("thước đo của nhiệm vụ")
        verbose_name_plural = _("các thước đo của nhiệm vụ")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


@tracked()
class TaskVersion(models.Model):
    """A task as it was sent once, for ever: `content` by clarity (`content.as_json`), with the
    names as they were. `change_reason`: why something accepted was changed ("": the first way).

    `accepted_at`: when the level above accepted all of it (None: never). What a unit is held to is
    the last version that was accepted, while a change of it waits too."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("Bản"))
    sent_at = models.DateTimeField(_("Gửi lúc"))
    content = models.JSONField()
    sentence = models.TextField(_("Đọc thành một câu"))
    change_reason = models.TextField(_("Vì sao thay đổi"), blank=True)
    accepted_at = models.DateTimeField(_("Được nhận lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("bản đã gửi của nhiệm vụ")
        verbose_name_plural = _("các bản đã gửi của nhiệm vụ")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="task_version_once", fields=["task", "number"])]
        triggers = [pgtrigger.ReadOnly(name="version_stays", exclude=["accepted_at"])]

    def __str__(self) -> str:
        return f"{self.task_id} v{self.number}"


READABLE_FOR = dt.timedelta(days=30)
"""So long a wording stays that somebody wrote and another was chosen over."""


@tracked()
class SetAside(models.Model):
    """What somebody wrote for one clarity while somebody else did too, and was not chosen."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="set_aside")
    clarity = models.CharField(_("Mục"), max_length=20)
    content = models.JSONField()
    written_by = models.CharField(_("Người viết"), max_length=255)
    at = models.DateTimeField(_("Lúc"))

    class Meta:
        verbose_name = _("lời chưa dùng của nhiệm vụ")
        verbose_name_plural = _("các lời chưa dùng của nhiệm vụ")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.clarity}"
