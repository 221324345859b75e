"""What somebody says of a subject's year, criterion by criterion; who is asked to; comment slips.

A subject is known by its key (`roster.identity`), not by its row of the year's list: freezing the
list anew loses nothing that was said.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.bodies.models import AdvisoryBody
from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation, Person
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import Grade as GradeWord
from thidua.vocabulary import Level, OpinionKind, SubjectType

LONGEST_NAME, LONGEST_REASON, LONGEST_COMMENT, LONGEST_CONTACT = 255, 500, 4_000, 300
_PEOPLE = ["member", "leader"]
_LEVELS = [level.code for level in Level]
_GIVER = ["campaign", "subject_type", "person", "organisation", "kind", "unit", "body", "name"]


class AboutSubject(models.Model):
    """Of whom a row speaks in a year: the columns of a `SubjectKey`."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    subject_type = models.CharField(_("Đối tượng"), max_length=20, choices=SubjectType.choices)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        abstract = True

    @property
    def key(self) -> SubjectKey:
        return SubjectKey(SubjectType(self.subject_type), self.person_id, self.organisation_id)


def _says_whom(name: str) -> models.CheckConstraint:
    """A member by the person, a body by the organisation, a leader by both."""
    return models.CheckConstraint(
        name=name,
        condition=Q(subject_type="member", person__isnull=False, organisation=None)
        | Q(subject_type="leader", person__isnull=False, organisation__isnull=False)
        | (~Q(subject_type__in=_PEOPLE) & Q(person=None, organisation__isnull=False)),
    )


@tracked()
class Opinion(AboutSubject):
    """What one giver says of one subject. The giver: nobody else than the subject (`self`), the
    `unit` whose committee or meeting speaks, the `body`, or a `name` that has no account.

    `level`: 1 to 4, proposed; the level that counts is computed and stands elsewhere.
    `civil_servant_level`: of the head of the employing unit. `revision` counts what was saved.
    `typed_by`: the officer who typed what somebody without an account gave on paper.
    """

    kind = models.CharField(_("Ý kiến của"), max_length=20, choices=OpinionKind.choices)
    unit = models.ForeignKey(
        Organisation,
        verbose_name=_("Đơn vị cho ý kiến"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    body = models.ForeignKey(
        AdvisoryBody,
        verbose_name=_("Cơ quan cho ý kiến"),
        on_delete=models.PROTECT,
        related_name="opinions",
        null=True,
        blank=True,
    )
    name = models.CharField(_("Nơi cho ý kiến"), max_length=LONGEST_NAME, blank=True, default="")
    level = models.PositiveSmallIntegerField(_("Mức đề nghị"), null=True, blank=True)
    civil_servant_level = models.PositiveSmallIntegerField(
        _("Mức xếp loại cán bộ, công chức, viên chức"), null=True, blank=True
    )
    comment = models.TextField(_("Nhận xét"), max_length=LONGEST_COMMENT, blank=True, default="")
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_by_name = models.CharField(
        _("Người cho ý kiến"), max_length=LONGEST_NAME, blank=True, default=""
    )
    given_at = models.DateTimeField(_("Lúc"))
    revision = models.PositiveIntegerField(_("Lần lưu"), default=0)

    class Meta:
        verbose_name = _("ý kiến đánh giá")
        verbose_name_plural = _("các ý kiến đánh giá")
        ordering = ["pk"]
        constraints: ClassVar = [
            _says_whom("opinion_says_whom"),
            models.UniqueConstraint(
                name="opinion_once_a_giver", fields=_GIVER, nulls_distinct=False
            ),
            models.CheckConstraint(
                name="opinion_is_of_somebody",
                condition=Q(kind="self", unit=None, body=None, name="")
                | (~Q(kind="self") & (Q(unit__isnull=False) | Q(body__isnull=False) | ~Q(name=""))),
            ),
            models.CheckConstraint(
                name="opinion_levels_are_levels",
                condition=(Q(level=None) | Q(level__in=_LEVELS))
                & (Q(civil_servant_level=None) | Q(civil_servant_level__in=_LEVELS)),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["campaign", "person"], name="opinion_of_person"),
            models.Index(fields=["campaign", "organisation"], name="opinion_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.kind}"


@tracked()
class Grade(models.Model):
    """The grade that one giver gives one criterion (the framework's id). `reason`: why it is
    another than somebody else gave ("": nobody did).
    """

    opinion = models.ForeignKey(Opinion, on_delete=models.CASCADE, related_name="grades")
    criterion = models.CharField(_("Tiêu chí"), max_length=60)
    grade = models.CharField(_("Mức chấm"), max_length=10, choices=GradeWord.choices)
    reason = models.CharField(_("Lý do"), max_length=LONGEST_REASON, blank=True, default="")
    by_name = models.CharField(_("Người chấm"), max_length=LONGEST_NAME)
    at = models.DateTimeField(_("Lúc"))

    class Meta:
        verbose_name = _("mức chấm tiêu chí")
        verbose_name_plural = _("các mức chấm tiêu chí")
        ordering = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="opinion_grade_once", fields=["opinion", "criterion"]),
            models.CheckConstraint(
                name="opinion_grade_is_one",
                condition=Q(grade__in=["poor", "average", "good", "excellent"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opinion_id}: {self.criterion}"


@tracked()
class Ask(AboutSubject):
    """Whose opinion of a subject is wanted, by when; asked anew with `reminded_at`."""

    kind = models.CharField(_("Ý kiến của"), max_length=20, choices=OpinionKind.choices)
    unit = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    body = models.ForeignKey(
        AdvisoryBody, on_delete=models.PROTECT, related_name="asks", null=True, blank=True
    )
    name = models.CharField(
        _("Nơi được xin ý kiến"), max_length=LONGEST_NAME, blank=True, default=""
    )
    contact = models.CharField(_("Liên hệ"), max_length=LONGEST_CONTACT, blank=True, default="")
    asked_for = models.ForeignKey(
        Organisation,
        verbose_name=_("Đơn vị xin ý kiến"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    due_on = models.DateField(_("Hạn trả lời"), null=True, blank=True)
    asked_by_name = models.CharField(_("Người xin ý kiến"), max_length=LONGEST_NAME)
    asked_at = models.DateTimeField(_("Xin lúc"))
    reminded_at = models.DateTimeField(_("Nhắc lúc"), null=True, blank=True)
    reminded = models.PositiveSmallIntegerField(_("Số lần nhắc"), default=0)

    class Meta:
        verbose_name = _("lời xin ý kiến")
        verbose_name_plural = _("các lời xin ý kiến")
        ordering = ["pk"]
        constraints: ClassVar = [
            _says_whom("opinion_ask_says_whom"),
            models.UniqueConstraint(
                name="opinion_ask_once_a_giver", fields=_GIVER, nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.kind}"


@tracked(without=["digest"])
class CommentSlip(models.Model):
    """A link that opens once, for who is asked and has no account: a comment, no grades. Only the
    hash of its secret is kept. Dead once used, revoked or past its last day.
    """

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="slips")
    digest = models.CharField(max_length=64, unique=True)
    made_by_name = models.CharField(_("Người lập"), max_length=LONGEST_NAME)
    made_at = models.DateTimeField(_("Lập lúc"))
    expires_on = models.DateField(_("Dùng đến hết ngày"))
    opened_at = models.DateTimeField(_("Mở lần đầu"), null=True, blank=True)
    opened = models.PositiveSmallIntegerField(_("Số lần mở"), default=0)
    used_at = models.DateTimeField(_("Gửi lúc"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("Thu hồi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("phiếu nhận xét")
        verbose_name_plural = _("các phiếu nhận xét")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ask_id}: {self.expires_on}"
