"""The chain, and how it was found when somebody looked."""

import datetime as dt

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.history.tracking import untracked

FIRST_PREVIOUS = "0" * 64
"""What the first link names as the hash before it."""
SHORT = 4
"""Signs of a hash that stand at either end where a page shows it short."""

_FOLLOWS = """
    IF NEW.position <> coalesce((SELECT max(position) FROM seals_link), 0) + 1
       OR NEW.previous <> coalesce(
           (SELECT hash FROM seals_link ORDER BY position DESC LIMIT 1), repeat('0', 64))
    THEN
        RAISE EXCEPTION 'seals: link % does not follow the last one', NEW.position;
    END IF;
    RETURN NEW;
"""
"""A link follows the last one: no gap, no second beginning."""


@untracked(because="only ever added to, each row bound to the one before: it is its own history")
class Link(models.Model):
    """One thing that was finished, by the digest of its content. The database refuses changes,
    deletions, and a link that does not follow the last one.

    `digest`, `previous`, `hash`: 64 hexadecimal signs each. Content and salt are with the room that
    hands in the kind (`sources`)."""

    position = models.BigIntegerField(_("Số thứ tự"), primary_key=True)
    kind = models.CharField(_("Loại"), max_length=40)
    key = models.CharField(_("Khoá"), max_length=200)
    digest = models.CharField(_("Mã băm nội dung"), max_length=64)
    previous = models.CharField(_("Mã băm trước"), max_length=64)
    hash = models.CharField(_("Mã băm"), max_length=64)
    sealed_at = models.DateTimeField(_("Lúc"))

    class Meta:
        verbose_name = _("mắt xích niêm phong")
        verbose_name_plural = _("các mắt xích niêm phong")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="sealed_once", fields=["kind", "key"]),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="follows_the_last",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_FOLLOWS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.kind} {self.key}"

    @property
    def short(self) -> str:
        """The hash as pages show it: “9f3c…a17e”."""
        return f"{self.hash[:SHORT]}…{self.hash[-SHORT:]}"

    @property
    def printed(self) -> str:
        """Position and whole hash, in groups of eight, as papers print them."""
        groups = (self.hash[at : at + 8] for at in range(0, len(self.hash), 8))
        return f"{self.position} · {' '.join(groups)}"

    @property
    def when(self) -> str:
        """The time as the hash has it: UTC, with microseconds."""
        return f"{self.sealed_at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


@untracked(because="a log itself: only ever added to")
class ChainCheck(models.Model):
    """The chain was walked from its first link: how far, and what was found.

    `found`: what `verifying.Verification.noted` says, one sentence each in both languages."""

    checked_at = models.DateTimeField(_("Lúc"))
    by = models.CharField(_("Người kiểm tra"), max_length=160)
    links = models.BigIntegerField(_("Số mắt xích"))
    head = models.CharField(_("Mã băm cuối"), max_length=64, blank=True)
    whole = models.BooleanField(_("Nguyên vẹn"))
    erased = models.PositiveIntegerField(_("Đã xoá theo quy định"), default=0)
    found = models.JSONField(_("Thấy gì"), default=list)

    class Meta:
        verbose_name = _("lần kiểm tra niêm phong")
        verbose_name_plural = _("các lần kiểm tra niêm phong")
        ordering = ["-checked_at", "-pk"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.checked_at:%d/%m/%Y %H:%M} {self.links}"
