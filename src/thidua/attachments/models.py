"""What people sent: each content once, and each use of it by a note, a question or a report."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.attachments.kinds import KIND_ID
from thidua.attachments.media_types import CSV, PICTURES, SHOWN_BY_BROWSERS, MediaType
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation

LONGEST_CAPTION = 500
LONGEST_REASON = 500


@tracked()
class StoredFile(models.Model):
    """One content, wherever its bytes lie: the store knows it by its hash. Never changed.

    `width` and `height` (pixels) say that it was opened as a picture; other files have none.
    `preview` is a small picture of it, a content like any other; small pictures need none.
    """

    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("Cỡ"))
    media_type = models.CharField(_("Loại"), max_length=80, choices=MediaType.choices)
    width = models.PositiveIntegerField(_("Rộng"), null=True, blank=True)
    height = models.PositiveIntegerField(_("Cao"), null=True, blank=True)
    preview = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="previewed"
    )
    created_at = models.DateTimeField(_("Nhận lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("nội dung tệp")
        verbose_name_plural = _("các nội dung tệp")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="stored_file_once", fields=["sha256"]),
            models.CheckConstraint(
                name="stored_file_hash", condition=Q(sha256__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(name="stored_file_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="stored_file_type_taken", condition=Q(media_type__in=MediaType.values)
            ),
            models.CheckConstraint(
                name="stored_file_picture_opened",
                # A comparison with nothing refuses nothing: being there is asked for besides.
                condition=Q(
                    media_type__in=sorted(PICTURES),
                    width__isnull=False,
                    height__isnull=False,
                    width__gt=0,
                    height__gt=0,
                )
                | (~Q(media_type__in=sorted(PICTURES)) & Q(width=None, height=None)),
            ),
            models.CheckConstraint(
                name="stored_file_preview_of_picture",
                condition=Q(preview=None) | (Q(width__isnull=False) & ~Q(preview=F("id"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.media_type})"

    @property
    def is_displayable(self) -> bool:
        """Whether browsers may show it in a page: a picture that was opened as one, of a type that
        they know.
        """
        return self.media_type in SHOWN_BY_BROWSERS and self.width is not None

    @property
    def has_preview(self) -> bool:
        """Whether there is a small picture to show of it: of its own, or it is small itself."""
        return self.preview_id is not None or self.is_displayable


@tracked()
class Attachment(models.Model):
    """One use of a content: sent by somebody with something of a registered owner kind.

    `kind` and `owner_id` say whose it is (`kinds`). What was removed keeps its row, as a trace,
    and lets go of the content. Somebody without an account (the command line) has a name alone.
    `charged_to`, `charged_year`: the unit and year whose allowance it takes from, if any does
    (`allowance`); as it was when the file was sent.
    """

    kind = models.CharField(max_length=60)
    owner_id = models.BigIntegerField()
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    name = models.CharField(_("Tên tệp"), max_length=200)
    caption = models.CharField(_("Chú thích"), max_length=LONGEST_CAPTION, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_by_name = models.CharField(_("Người gửi"), max_length=400)
    sent_at = models.DateTimeField(_("Gửi lúc"), auto_now_add=True)
    charged_to = models.ForeignKey(
        Organisation,
        verbose_name=_("Tính cho"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    charged_year = models.PositiveSmallIntegerField(_("Tính cho năm"), null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_by_name = models.CharField(_("Người gỡ"), max_length=400, blank=True)
    removed_at = models.DateTimeField(_("Gỡ lúc"), null=True, blank=True)
    removed_why = models.CharField(_("Lý do gỡ"), max_length=LONGEST_REASON, blank=True)

    class Meta:
        verbose_name = _("tệp đính kèm")
        verbose_name_plural = _("các tệp đính kèm")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="attachment_once_an_owner", fields=["kind", "owner_id", "file"]
            ),
            models.CheckConstraint(name="attachment_kind_named", condition=Q(kind__regex=KIND_ID)),
            models.CheckConstraint(
                name="attachment_name_safe",
                condition=~Q(name="") & ~Q(name__regex=r"[/\\\x01-\x1f\x7f]"),
            ),
            models.CheckConstraint(
                name="attachment_charged_whole",
                condition=Q(charged_to=None, charged_year=None)
                | Q(charged_to__isnull=False, charged_year__isnull=False),
            ),
            models.CheckConstraint(
                name="attachment_removed_whole",
                condition=Q(
                    removed_at=None,
                    removed_by=None,
                    removed_by_name="",
                    removed_why="",
                    file__isnull=False,
                )
                | (
                    Q(removed_at__isnull=False, file=None)
                    & ~Q(removed_why="")
                    & ~Q(removed_by_name="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def content_type(self) -> str:
        """The media type that a browser is given; nothing for what was removed."""
        if self.file is None:
            return ""
        if self.file.media_type != MediaType.TEXT:
            return self.file.media_type
        return (
            "text/csv; charset=utf-8"
            if self.name.lower().endswith(CSV)
            else "text/plain; charset=utf-8"
        )
