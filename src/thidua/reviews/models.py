"""Reviews: whose, in which state, what stands under each heading and what it cites; drafts that
were erased; what a committee above asks to be reviewed.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.attachments.triggers import FilesGoFirst
from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked, untracked
from thidua.organisations.models import Organisation, Person
from thidua.reviews.kept_models import (  # noqa: F401 - tables in a file of their own
    KeptPractice,
    ShortNotice,
)
from thidua.roster.identity import SubjectKey
from thidua.submissions.models import Submission
from thidua.vocabulary import SubjectType

OF_REVIEW = "reviews.review"
"""The kind of owner of a signed paper that was scanned."""
LONGEST_SECTION, LONGEST_WORDS, LONGEST_PROMPT = 20_000, 600, 2_000
"""Characters under one heading, of one citation, and of one prompt."""


class OfSubject(models.Model):
    """Of whom a row speaks, by what stays the same when the year's list is made anew
    (`roster.identity`).
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="%(class)ss")
    subject_type = models.CharField(_("Loại"), max_length=20, choices=SubjectType.choices)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True

    @property
    def key(self) -> SubjectKey:
        return SubjectKey(SubjectType(self.subject_type), self.person_id, self.organisation_id)

    @property
    def name(self) -> str:
        """Who it is, for a list; the row is read with its person and organisation."""
        whose = self.person.full_name if self.person is not None else ""
        return whose or (self.organisation.name if self.organisation is not None else "")


@tracked()
class Review(OfSubject, Submission):
    """The review of one person (form 02) or one collective (form 01) of one year.

    `cell`: the cell to which a person's was sent or that accepted it; a draft: where the person was
    a member when it was last saved; of a collective its own organisation. `revision` counts the
    savings: two tabs. `typed_by`: the officer who typed it for somebody without an account.
    `late_reason`: why it was sent after its day ("": it was not).
    """

    form = models.CharField(_("Mẫu"), max_length=40)
    cell = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(_("Lần lưu"), default=0)
    saved_at = models.DateTimeField(_("Lưu lúc"), null=True, blank=True)
    late_reason = models.TextField(_("Lý do gửi muộn"), blank=True, default="")
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    stands_in: Organisation | None = None
    """The person's cell of today where a page has asked for it; no field."""

    class Meta(Submission.Meta):
        verbose_name = _("bản kiểm điểm")
        verbose_name_plural = _("các bản kiểm điểm")
        ordering = ["pk"]
        constraints = [
            *Submission.Meta.constraints,
            models.UniqueConstraint(
                name="review_once_a_year",
                fields=["campaign", "subject_type", "person", "organisation"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="review_of_a_person_or_a_collective",
                condition=Q(subject_type="member", person__isnull=False, organisation=None)
                | Q(subject_type="collective", person=None, organisation__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["campaign", "cell", "status"], name="review_of_cell")]
        triggers = [FilesGoFirst(OF_REVIEW)]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.person_id or self.organisation_id}"


@tracked(without=["text"])
class Section(models.Model):
    """What stands under one heading of the form; `heading` is the form's id of it. `revision`: the
    saving of the review (`Review.revision`) that changed it last. The history keeps no words of a
    draft: what was sent stands in `SentVersion`.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="sections")
    heading = models.CharField(_("Mục"), max_length=40)
    text = models.TextField(_("Nội dung"), blank=True)
    revision = models.PositiveIntegerField(_("Lần lưu"), default=0)

    class Meta:
        verbose_name = _("mục của bản kiểm điểm")
        verbose_name_plural = _("các mục của bản kiểm điểm")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="section_once_a_review", fields=["review", "heading"])
        ]

    def __str__(self) -> str:
        return self.heading


@tracked()
class Citation(models.Model):
    """Something that the year knows, brought into a review; `[label]` stands for it in the text.

    `kind` and `target_id` name it for the source of that kind (`material`); `words`: what it said
    when it was brought in, and again when the review was sent. `against`: it speaks against its
    subject. A mark that is deleted from the text leaves the row.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="citations")
    heading = models.CharField(_("Mục"), max_length=40)
    label = models.CharField(_("Ký hiệu"), max_length=20)
    kind = models.CharField(_("Loại"), max_length=40)
    target_id = models.CharField(_("Khoá"), max_length=60)
    words = models.CharField(_("Lời"), max_length=LONGEST_WORDS)
    against = models.BooleanField(_("Nói về hạn chế"), default=False)

    class Meta:
        verbose_name = _("dẫn chiếu")
        verbose_name_plural = _("các dẫn chiếu")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="citation_label_once", fields=["review", "label"]),
            models.UniqueConstraint(
                name="citation_once_a_review", fields=["review", "kind", "target_id"]
            ),
            models.CheckConstraint(name="citation_says_what", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"[{self.label}]"


@untracked(because="a log itself: only ever added to")
class SentVersion(models.Model):
    """What a review said when it was sent, each time: what others read while its writer changes it.
    `sections` and `citations` as of `Erased`.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("Lần gửi"))
    sections = models.JSONField(_("Các mục"), default=dict)
    citations = models.JSONField(_("Các dẫn chiếu"), default=list)
    sent_at = models.DateTimeField(_("Gửi lúc"))

    class Meta:
        verbose_name = _("lần gửi của bản kiểm điểm")
        verbose_name_plural = _("các lần gửi của bản kiểm điểm")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="sent_version_once", fields=["review", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.number}"


@untracked(because="what was erased shall go: no history keeps it")
class Erased(models.Model):
    """A draft that its writer erased: what stood in it, kept some days and then gone.
    `sections`: text by heading; `citations`: the rows as values.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="erased")
    sections = models.JSONField(_("Các mục"), default=dict)
    citations = models.JSONField(_("Các dẫn chiếu"), default=list)
    erased_at = models.DateTimeField(_("Xoá lúc"))
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("bản nháp đã xoá")
        verbose_name_plural = _("các bản nháp đã xoá")
        ordering = ["-erased_at", "-pk"]
        indexes = [models.Index(fields=["erased_at"], name="erased_by_age")]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.erased_at}"


@tracked()
class Prompt(OfSubject):
    """What a committee above asks somebody, or a collective, to review (gợi ý kiểm điểm).

    `heading`: under which heading it is answered ("": where the form answers prompts). It is
    answered once that heading says something.
    """

    by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    heading = models.CharField(_("Mục"), max_length=40, blank=True, default="")
    text = models.CharField(_("Nội dung gợi ý"), max_length=LONGEST_PROMPT)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_by_name = models.CharField(_("Người gợi ý"), max_length=150, blank=True)
    made_at = models.DateTimeField(_("Gợi ý lúc"))

    class Meta:
        verbose_name = _("gợi ý kiểm điểm")
        verbose_name_plural = _("các gợi ý kiểm điểm")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="prompt_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="prompt_to_a_person_or_a_collective",
                condition=Q(subject_type="member", person__isnull=False, organisation=None)
                | Q(subject_type="collective", person=None, organisation__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["campaign", "person", "organisation"], name="prompt_of")]

    def __str__(self) -> str:
        return self.text
