"""What a province has made public: one sealed set of figures a year, and the files made from it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked, untracked


@tracked()
class Publication(models.Model):
    """A year made public. `figures` are what readers see: a later correction shows when it is
    published again.

    `figures` holds a `PublicFigures` as JSON: suppressed already, nothing here is more than the
    public may know. Withdrawing deletes the row; the history keeps it."""

    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, related_name="publication")
    first_published_at = models.DateTimeField(_("Công bố lần đầu"))
    published_at = models.DateTimeField(_("Công bố lúc"))
    published_by = models.CharField(_("Người công bố"), max_length=160)
    figures = models.JSONField(_("Số liệu công bố"))
    fingerprint = models.CharField(max_length=64)
    note = models.CharField(_("Ghi chú cho người đọc"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("lần công bố")
        verbose_name_plural = _("các lần công bố")
        ordering = ["-campaign__year"]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.published_at:%Y-%m-%d}"

    @property
    def corrected(self) -> bool:
        """Whether readers have been shown other figures before."""
        return self.published_at != self.first_published_at


@tracked()
class CountedPeople(models.Model):
    """The counts that the lines of people in a year's latest edition were printed from, by the code
    of the body.

    Nobody is shown them: the next edition has to know what it may not change (decision 025). They
    outlast a withdrawal, because printed copies do."""

    campaign = models.OneToOneField(
        Campaign, on_delete=models.CASCADE, related_name="counted_people"
    )
    counts = models.JSONField(_("Số đếm"), default=dict)

    class Meta:
        verbose_name = _("số đếm của lần công bố")
        verbose_name_plural = _("số đếm của các lần công bố")

    def __str__(self) -> str:
        return f"{self.campaign_id}"


@untracked(because="made from the sealed figures, which are tracked")
class PublishedFile(models.Model):
    """A file that readers may fetch, made when the year was published. Not tracked: it follows from
    the figures.
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=60)
    content_type = models.CharField(max_length=100)
    body = models.BinaryField()
    fingerprint = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("tệp công bố")
        verbose_name_plural = _("các tệp công bố")
        constraints = [
            models.UniqueConstraint(name="published_file_once", fields=["publication", "name"])
        ]

    def __str__(self) -> str:
        return self.name
