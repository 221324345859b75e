"""What was issued, as it was issued: kept for ever, whatever becomes of the decision afterwards.

A content is kept as the text that was sealed; what rows are looked for by stands beside it.
`sealing` writes them, `sealed_contents` reads them for the chain.
"""

import json
from functools import cached_property
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.history.tracking import untracked
from thidua.vocabulary import Level, SubjectType

WRITTEN_ONCE = "written once when a decision is issued; the chain of seals is its history"
_ERASING = """
    IF OLD.erased_on IS NOT NULL OR NEW.erased_on IS NULL OR NEW.content <> '' OR NEW.salt <> ''
       OR (NEW.id, NEW.issue_id, NEW.digest, NEW.subject_type)
          IS DISTINCT FROM (OLD.id, OLD.issue_id, OLD.digest, OLD.subject_type)
    THEN
        RAISE EXCEPTION 'a sealed level is changed by nobody; erased by a rule it keeps its digest';
    END IF;
    RETURN NEW;
"""


def _stays() -> pgtrigger.Protect:
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


@untracked(because=WRITTEN_ONCE)
class SealedText(models.Model):
    """The whole text of a framework that somebody was rated by, by the SHA-256 of its bytes."""

    sha256 = models.CharField(_("Mã băm"), max_length=64, primary_key=True)
    text = models.TextField(_("Nội dung"))

    class Meta:
        verbose_name = _("văn bản đã niêm phong")
        verbose_name_plural = _("các văn bản đã niêm phong")
        triggers = [_stays()]

    def __str__(self) -> str:
        return self.sha256


@untracked(because=WRITTEN_ONCE)
class IssuedDecision(models.Model):
    """One issuing of a decision: `issue` 1 is the first; reopened and issued again it has another.

    `content`: canonical JSON of what the paper says of the decision itself, naming nobody. What is
    sealed is this with `leaves`, the sorted digests of its levels (`sealed_contents`), and the
    SHA-256 of salt and `bases`, whose lines may name somebody."""

    decision = models.ForeignKey(
        "decisions.Decision", on_delete=models.PROTECT, related_name="issues"
    )
    issue = models.PositiveSmallIntegerField(_("Lần ban hành"))
    issued_at = models.DateTimeField(_("Lúc"))
    content = models.TextField(_("Nội dung"))
    bases = models.TextField(_("Căn cứ"), blank=True)
    salt = models.BinaryField(_("Muối"))
    position = models.BigIntegerField(_("Số thứ tự mắt xích"), unique=True)

    class Meta:
        verbose_name = _("lần ban hành quyết định")
        verbose_name_plural = _("các lần ban hành quyết định")
        ordering = ["decision", "issue"]
        constraints = [
            models.UniqueConstraint(name="issued_once_a_number", fields=["decision", "issue"])
        ]
        triggers = [_stays()]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """Its key in the chain: the decision and which issue of it."""
        return f"{self.decision_id}.{self.issue}"

    @cached_property
    def said(self) -> dict[str, Any]:
        """`content`, read; nothing of one that somebody spoilt."""
        try:
            said = json.loads(self.content)
        except ValueError:
            return {}
        return said if isinstance(said, dict) else {}


@untracked(because=WRITTEN_ONCE)
class SealedLevel(models.Model):
    """One subject's level as one issue of a decision set it, with everything that it rested on.

    `content`: canonical JSON (`leaves.leaf`); `digest`: SHA-256 of salt and content. Whose it is:
    person and organisation as in `roster.identity.SubjectKey`, by their keys alone, since it
    outlives the rows. Nothing of it changes; erased by a rule it keeps its digest."""

    issue = models.ForeignKey(
        IssuedDecision,
        on_delete=models.PROTECT,
        related_name="levels",
        db_index=False,  # the first column of `sealed_level_once_an_issue`
    )
    subject_type = models.CharField(_("Đối tượng"), max_length=20, choices=SubjectType.choices)
    person_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    level = models.CharField(_("Mức được quyết định"), max_length=20, choices=Level.choices)
    content = models.TextField(_("Nội dung"))
    salt = models.BinaryField(_("Muối"))
    digest = models.CharField(_("Mã băm"), max_length=64)
    erased_on = models.DateField(_("Xoá ngày"), null=True)
    erased_rule = models.CharField(_("Xoá theo"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("mức đã niêm phong")
        verbose_name_plural = _("các mức đã niêm phong")
        constraints = [
            models.UniqueConstraint(
                name="sealed_level_once_an_issue",
                fields=["issue", "subject_type", "person_id", "organisation_id"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="sealed_level_erased_says_why",
                condition=Q(erased_on=None, erased_rule="")
                | Q(erased_on__isnull=False) & ~Q(erased_rule=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["person_id"],
                name="sealed_level_of_person",
                condition=Q(person_id__isnull=False),
            ),
            models.Index(
                fields=["organisation_id"],
                name="sealed_level_of_place",
                condition=Q(organisation_id__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="erased_by_rule_alone",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=_ERASING,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.subject_type} {self.level}"

    @cached_property
    def said(self) -> dict[str, Any]:
        """`content`, read; nothing once it is erased."""
        said: dict[str, Any] = json.loads(self.content) if self.content else {}
        return said
