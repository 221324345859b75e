"""What a meeting deals with, what is said of each, and what is asked to be corrected.

Whom an item is about is said by three columns (`roster.identity.SubjectKey`), not by the year's
list: a meeting may come before the list, and nothing said is lost when the list is made anew.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.history.tracking import tracked
from thidua.meetings.models.gathering import LONGEST_NAME, LONGEST_REASON, Meeting, Participant
from thidua.organisations.models import Organisation, Person
from thidua.vocabulary import SubjectType


class Kind(models.TextChoices):
    """What an item of the agenda is."""

    PREPARATION = "preparation", _("Chuẩn bị")
    ROLL_CALL = "roll_call", _("Điểm danh")
    COLLECTIVE = "collective", _("Tập thể")
    PERSON = "person", _("Từng đảng viên")
    BALLOT = "ballot", _("Bỏ phiếu đề nghị mức")
    ADOPTION = "adoption", _("Thông qua biên bản")


ABOUT = (Kind.COLLECTIVE, Kind.PERSON)
"""Items about somebody: there people speak, and the chair concludes."""


class ItemState(models.TextChoices):
    WAITING = "waiting", _("chờ")
    UNDER_WAY = "under_way", _("đang kiểm điểm")
    DONE = "done", _("xong")
    PUT_OFF = "put_off", _("để kỳ họp sau")


@tracked()
class Item(models.Model):
    """One item of the agenda. About a subject where it is a collective or a person (the three
    columns of `SubjectKey`); `name`: of that subject as it was called. `concluded`: what the chair
    concludes. `put_off_because`: why it is left to a later meeting.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("Thứ tự"))
    kind = models.CharField(max_length=12, choices=Kind.choices)
    subject_type = models.CharField(max_length=20, blank=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField(_("Tên"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.WAITING)
    concluded = models.TextField(_("Kết luận của chủ trì"), blank=True)
    concluded_by_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    settled_at = models.DateTimeField(_("Xong lúc"), null=True, blank=True)
    put_off_because = models.CharField(
        _("Lý do để kỳ họp sau"), max_length=LONGEST_REASON, blank=True
    )
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("nội dung họp")
        verbose_name_plural = _("chương trình họp")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="item_subject_once",
                fields=["meeting", "subject_type", "person", "organisation"],
                condition=~Q(subject_type=""),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="item_kind_known",
                condition=Q(kind__in=Kind.values, state__in=ItemState.values),
            ),
            models.CheckConstraint(
                name="item_subject_whole",
                condition=Q(subject_type="", person=None, organisation=None) & ~Q(kind__in=ABOUT)
                | Q(
                    kind=Kind.PERSON,
                    subject_type=SubjectType.MEMBER.value,
                    person__isnull=False,
                    organisation=None,
                )
                | Q(
                    kind=Kind.PERSON,
                    subject_type=SubjectType.LEADER.value,
                    person__isnull=False,
                    organisation__isnull=False,
                )
                | Q(
                    kind=Kind.COLLECTIVE,
                    subject_type__in=[SubjectType.ORGANISATION.value, SubjectType.COLLECTIVE.value],
                    person=None,
                    organisation__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="item_put_off_says_why",
                condition=~Q(state=ItemState.PUT_OFF) | ~Q(put_off_because=""),
            ),
            models.UniqueConstraint(
                name="item_one_under_way",
                fields=["meeting"],
                condition=Q(state=ItemState.UNDER_WAY),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "subject_type"], name="item_of_person"),
            models.Index(fields=["organisation", "subject_type"], name="item_of_organisation"),
        ]

    def __str__(self) -> str:
        return self.name or self.kind


class SpeechKind(models.TextChoices):
    CRITICISM = "criticism", _("Phê bình")
    ACCEPTANCE = "acceptance", _("Tiếp thu")
    EXPLANATION = "explanation", _("Giải trình")
    RECOGNITION = "recognition", _("Ghi nhận")


class AsOne(models.TextChoices):
    """A body that speaks as one, where no single speaker is named."""

    COMMITTEE = "cell_committee", _("Chi uỷ, cấp uỷ")
    MEETING = "meeting", _("Hội nghị")


@tracked()
class Speech(models.Model):
    """What one said of the subject of an item. It always has its speaker: one of those called, or
    one of the two bodies that speak as one; the database holds that.

    `sent_key`: of the form that brought it, so that a bad line may send twice. `remedy_id`: the
    remedy that was raised from it (None: none). `revision` counts the savings of its words.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="speeches")
    kind = models.CharField(_("Loại ý kiến"), max_length=12, choices=SpeechKind.choices)
    speaker = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="speeches", null=True, blank=True
    )
    as_one = models.CharField(max_length=16, choices=AsOne.choices, blank=True)
    text = models.TextField(_("Ý kiến"))
    said_at = models.DateTimeField(_("Lúc"))
    written_by_name = models.CharField(_("Người ghi"), max_length=400)
    sent_key = models.CharField(max_length=40, blank=True)
    remedy_id = models.BigIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("ý kiến ở cuộc họp")
        verbose_name_plural = _("các ý kiến ở cuộc họp")
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="speech_has_its_speaker",
                condition=Q(speaker__isnull=False, as_one="")
                | Q(speaker=None, as_one__in=AsOne.values),
            ),
            models.CheckConstraint(
                name="speech_kind_known", condition=Q(kind__in=SpeechKind.values)
            ),
            models.CheckConstraint(name="speech_says_something", condition=~Q(text="")),
            models.UniqueConstraint(
                name="speech_sent_once", fields=["item", "sent_key"], condition=~Q(sent_key="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.kind}"


@tracked()
class CorrectionAsk(models.Model):
    """The person an item is about asks that what was noted be corrected: of one speech, or of the
    conclusion (`speech` None). Answered in words; `taken`: whether the minutes were changed.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="corrections")
    speech = models.ForeignKey(
        Speech, on_delete=models.PROTECT, related_name="corrections", null=True, blank=True
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("Đề nghị sửa"), max_length=LONGEST_REASON)
    asked_at = models.DateTimeField(_("Đề nghị lúc"))
    taken = models.BooleanField(_("Đã sửa theo đề nghị"), null=True, blank=True, default=None)
    answer = models.CharField(_("Trả lời"), max_length=LONGEST_REASON, blank=True)
    answered_at = models.DateTimeField(_("Trả lời lúc"), null=True, blank=True)
    answered_by_name = models.CharField(_("Người trả lời"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("đề nghị sửa biên bản")
        verbose_name_plural = _("các đề nghị sửa biên bản")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(name="correction_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="correction_answered_whole",
                condition=Q(taken=None, answered_at=None, answer="", answered_by_name="")
                | (
                    Q(taken__isnull=False, answered_at__isnull=False)
                    & ~Q(answered_by_name="")
                    & (Q(taken=True) | ~Q(answer=""))
                ),
            ),
            models.UniqueConstraint(
                name="correction_one_open",
                fields=["item", "speech"],
                condition=Q(taken=None),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
