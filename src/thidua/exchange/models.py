"""Workbooks that somebody sent: the files as they came, what they would change, and what became of
them.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.history.tracking import tracked, untracked
from thidua.language import Language, Text
from thidua.organisations.models import Organisation
from thidua.submissions.flow import Flow, act


class UploadState(models.TextChoices):
    """Where an upload stands; the ones in `UNDER_WAY` wait for the worker or are being worked on by
    it.
    """

    CHECKING = "checking", _("Đang kiểm tra")
    ASKING = "asking", _("Chờ đối chiếu")
    FAULTY = "faulty", _("Có lỗi phải sửa")
    READY = "ready", _("Chờ xác nhận")
    APPLYING = "applying", _("Đang nạp")
    APPLIED = "applied", _("Đã nạp")
    UNDOING = "undoing", _("Đang hoàn tác")
    UNDONE = "undone", _("Đã hoàn tác")
    FAILED = "failed", _("Chưa kiểm tra được")
    DISCARDED = "discarded", _("Đã bỏ")


UNDER_WAY = frozenset({UploadState.CHECKING, UploadState.APPLYING, UploadState.UNDOING})
WAITS_FOR_SOMEBODY = frozenset(
    {UploadState.ASKING, UploadState.FAULTY, UploadState.READY, UploadState.FAILED}
)
FLOW = Flow(
    act("check_again", WAITS_FOR_SOMEBODY, UploadState.CHECKING),
    act("save_answers", {UploadState.ASKING}),
    act("answer_questions", {UploadState.ASKING}, UploadState.CHECKING),
    act("map_again", {UploadState.FAULTY, UploadState.READY}, UploadState.CHECKING),
    act("confirm", {UploadState.READY}, UploadState.APPLYING),
    act("discard", WAITS_FOR_SOMEBODY, UploadState.DISCARDED),
    act("request_undo", {UploadState.APPLIED}, UploadState.UNDOING, with_reason=True),
)
"""What people do to an upload; in between the worker checks, loads and takes back."""


@tracked()
class Upload(models.Model):
    """Files that somebody sent together, to be loaded as one.

    `unit`: the organisation for which they were sent, which they may bring facts of and nothing
    else; without one they are the province's and may bring everything. `outcome` is the fingerprint
    of what the preview shows; `summary` counts it. `note` says, in both languages, why the last
    step did not go as asked. `act` is the load in the history: what undoing takes back."""

    year = models.PositiveSmallIntegerField(
        _("Năm của thông tin và quyết định"), null=True, blank=True
    )
    unit = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Đơn vị"),
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_by_name = models.CharField(_("Người tải lên"), max_length=160)
    uploaded_at = models.DateTimeField(_("Tải lên lúc"), auto_now_add=True)
    language = models.CharField(max_length=2, default="vi")
    state = models.CharField(
        _("Trạng thái"), max_length=12, choices=UploadState.choices, default=UploadState.CHECKING
    )
    note = models.JSONField(default=dict, blank=True)
    outcome = models.CharField(max_length=64, blank=True)
    summary = models.JSONField(default=dict, blank=True)
    act = models.CharField(max_length=36, blank=True)
    applied_by = models.CharField(_("Người nạp"), max_length=160, blank=True)
    applied_at = models.DateTimeField(_("Nạp lúc"), null=True, blank=True)
    undone_by = models.CharField(_("Người hoàn tác"), max_length=160, blank=True)
    undone_at = models.DateTimeField(_("Hoàn tác lúc"), null=True, blank=True)
    undo_reason = models.CharField(_("Lý do hoàn tác"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("lần nạp dữ liệu")
        verbose_name_plural = _("các lần nạp dữ liệu")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="upload_applied_has_an_act",
                condition=~Q(state__in=["applied", "undoing", "undone"])
                | (~Q(act="") & Q(applied_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="upload_undone_says_why",
                condition=~Q(state__in=["undoing", "undone"]) | ~Q(undo_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.state}"

    @property
    def under_way(self) -> bool:
        """Whether the worker has it, or will."""
        return self.state in UNDER_WAY

    @property
    def brings_something(self) -> bool:
        """Whether its preview shows anything that loading it would write."""
        return any(self.summary.get(name) for name in ("new", "changed", "removed", "frozen"))

    @property
    def must_read(self) -> int:
        """How many warnings of its preview must be read before it may be confirmed."""
        return int(self.summary.get("must_read", 0))

    @property
    def state_word(self) -> str:
        """The state as pages say it: a preview without anything new waits for nobody."""
        idle = self.state == UploadState.READY and not self.brings_something
        return str(_("Đã kiểm tra")) if idle else self.get_state_display()

    @property
    def note_text(self) -> Text | None:
        """The note as a text in both languages."""
        return Text(self.note["vi"], self.note["en"]) if self.note else None

    @property
    def spoken(self) -> Language:
        """The language of whoever sent it: marked files speak it."""
        return "en" if self.language == "en" else "vi"


@untracked(because="bytes as they came; the upload is tracked")
class UploadedFile(models.Model):
    """One file as it came. Not tracked: it never changes; name, size and SHA-256 say which bytes
    they were.

    Discarding an upload empties `body`. `marked`: the same workbook with its faulty cells marked.
    """

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("Tên tệp"), max_length=200)
    size = models.PositiveIntegerField(_("Cỡ"))
    sha256 = models.CharField(max_length=64)
    body = models.BinaryField()
    book = models.CharField(_("Loại tệp"), max_length=20, blank=True)
    marked = models.BinaryField(null=True)

    class Meta:
        verbose_name = _("tệp tải lên")
        verbose_name_plural = _("các tệp tải lên")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="uploaded_file_place_once", fields=["upload", "position"]),
            models.UniqueConstraint(name="uploaded_file_name_once", fields=["upload", "name"]),
        ]

    def __str__(self) -> str:
        return self.name


@untracked(because="where a job has got to")
class UploadProgress(models.Model):
    """What the worker is doing with an upload, written beside its transaction so that a page can
    follow.
    """

    upload = models.OneToOneField(
        Upload, on_delete=models.CASCADE, primary_key=True, related_name="progress"
    )
    doing_vi = models.CharField(max_length=200, blank=True)
    doing_en = models.CharField(max_length=200, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("tiến độ của lần nạp")
        verbose_name_plural = _("tiến độ của các lần nạp")

    def __str__(self) -> str:
        return f"{self.upload_id}: {self.done}/{self.total}"


@untracked(because="worked out from the files of an upload, again at each check")
class PreviewSheet(models.Model):
    """One sheet of an upload: what it would change, and its rows with faults as the file shows
    them.

    Not tracked: it follows from the files and the data, and is made anew by every check. `columns`:
    letter and header of each column shown; `rows`: {row, cells, faults by column}; `others`: faults
    of the sheet as a whole; `changes`: the first ones of each kind."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="sheets")
    position = models.PositiveSmallIntegerField()
    file = models.CharField(max_length=200)
    title_vi = models.CharField(max_length=100)
    title_en = models.CharField(max_length=100)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    in_error = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    others = models.JSONField(default=list)
    changes = models.JSONField(default=list)

    class Meta:
        verbose_name = _("trang xem trước")
        verbose_name_plural = _("các trang xem trước")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="preview_sheet_place_once", fields=["upload", "position"])
        ]

    def __str__(self) -> str:
        return f"{self.file} · {self.title}"

    @property
    def title(self) -> Text:
        return Text(self.title_vi, self.title_en)

    @property
    def has_content(self) -> bool:
        """Whether it had any rows, or anything is wrong with it."""
        return bool(self.writes or self.unchanged or self.in_error or self.errors or self.warnings)

    @property
    def writes(self) -> int:
        """How many rows would come, change or go."""
        return self.new + self.changed + self.removed


@untracked(because="holds cells of people; emptied when the upload is loaded, undone or let go")
class SheetReading(models.Model):
    """How one sheet of an uploaded file is read, and what somebody has to say before it can be.

    Not tracked: it shows rows of people, and none of it stays once the upload is loaded, taken back
    or discarded. There is one for every sheet that is no sheet of ours as it was given out, or of
    which something is asked. `mapping` and `this_file`: how it is read now (`TableMapping`,
    `ThisFile`); `answered_by_name`: who decided so, empty while it follows from the headings and
    from what is remembered. `understood`: what the page shows (`exchange.readings`); `answers`:
    what was chosen and not sent yet, by question and part; `fingerprint`: of the questions.
    `asks`: whether somebody has to answer or agree first; `ask_all`: everything is to be shown."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="readings")
    position = models.PositiveSmallIntegerField()
    file = models.CharField(_("Tên tệp"), max_length=200)
    sheet = models.CharField(_("Trang tính"), max_length=200)
    target = models.CharField(max_length=80, blank=True)
    shape = models.CharField(max_length=64, blank=True)
    understood = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    this_file = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)
    asks = models.BooleanField(default=False)
    ask_all = models.BooleanField(default=False)
    answered_by_name = models.CharField(max_length=160, blank=True)
    saved_at = models.DateTimeField(null=True)
    remember = models.BooleanField(default=False)
    name = models.CharField(_("Tên cách đọc"), max_length=120, blank=True)
    memory = models.ForeignKey("TableShape", on_delete=models.SET_NULL, null=True, related_name="+")
    memory_name = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("cách đọc một trang tính")
        verbose_name_plural = _("cách đọc các trang tính")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="sheet_reading_place_once", fields=["upload", "position"])
        ]

    def __str__(self) -> str:
        return f"{self.file} · {self.sheet}"


@tracked()
class TableShape(models.Model):
    """How a shape of table is read, remembered for a unit: its next file asks nothing.

    `unit`: None for the province. `shape`: `matching.shapes.shape_of`. A change is a new version;
    the newest one is read by, unless it is retired. `mapping`: a `TableMapping`, which names
    columns, words and organisations, never people."""

    unit = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Đơn vị"),
    )
    shape = models.CharField(max_length=64)
    version = models.PositiveSmallIntegerField(_("Bản"))
    name = models.CharField(_("Tên cách đọc"), max_length=120)
    sheet = models.CharField(max_length=80)
    mapping = models.JSONField()
    made_by_name = models.CharField(_("Người ghi nhớ"), max_length=160)
    made_at = models.DateTimeField(_("Ghi nhớ lúc"), auto_now_add=True)
    retired_at = models.DateTimeField(_("Ngừng dùng lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("cách đọc được ghi nhớ")
        verbose_name_plural = _("các cách đọc được ghi nhớ")
        ordering = ["name", "shape", "-version"]
        constraints = [
            models.UniqueConstraint(
                name="table_shape_version_once",
                fields=["unit", "shape", "version"],
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
