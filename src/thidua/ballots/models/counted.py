"""What was counted, and what it is counted from where there is no urn."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.ballots.models.called import LONGEST_NAME, Ballot, Candidate, Voter
from thidua.ballots.models.urn import SECRET
from thidua.history.tracking import tracked, untracked
from thidua.organisations.models import Person


@untracked(because=SECRET)
class Vote(models.Model):
    """One counted slip of one candidate (its number), under a random name. The database takes none
    once the ballot is sealed, and changes none.
    """

    pk = models.CompositePrimaryKey("ballot_id", "candidate", "slip")
    ballot = models.ForeignKey(
        Ballot, on_delete=models.PROTECT, related_name="votes", db_index=False
    )
    candidate = models.PositiveSmallIntegerField()
    slip = models.BinaryField()
    choice = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("phiếu đã đếm")
        verbose_name_plural = _("các phiếu đã đếm")
        triggers = [
            pgtrigger.Protect(name="votes_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="votes_come_by_counting",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="IF (SELECT state FROM ballots_ballot WHERE id = NEW.ballot_id) <> 'closed' "
                "THEN RAISE EXCEPTION 'votes are written while a closed ballot is counted'; "
                "END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ballot_id}: {self.candidate}"


@untracked(because=SECRET)
class Receipt(models.Model):
    """That an envelope with this code was counted; beside no vote."""

    pk = models.CompositePrimaryKey("ballot_id", "code")
    ballot = models.ForeignKey(
        Ballot, on_delete=models.PROTECT, related_name="receipts", db_index=False
    )
    code = models.CharField(max_length=8)

    class Meta:
        verbose_name = _("biên nhận đã đếm")
        verbose_name_plural = _("các biên nhận đã đếm")
        triggers = [
            pgtrigger.Protect(name="receipts_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.code


@untracked(because="goes once two agree; neither of them may see the other's before")
class PaperEntry(models.Model):
    """What one person read off the sheets: {"sheets": n, "lines": {number: {mark: n}}}."""

    pk = models.CompositePrimaryKey("ballot_id", "person_id")
    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="entries")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    counts = models.JSONField()

    class Meta:
        verbose_name = _("bản ghi số phiếu giấy")
        verbose_name_plural = _("các bản ghi số phiếu giấy")

    def __str__(self) -> str:
        return f"{self.ballot_id}: {self.person_id}"


@tracked()
class OpenVote(models.Model):
    """A vote of an open ballot, by name; it may be changed until the ballot is closed."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="open_votes")
    voter = models.ForeignKey(Voter, on_delete=models.CASCADE, related_name="open_votes")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="open_votes")
    choice = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("phiếu công khai")
        verbose_name_plural = _("các phiếu công khai")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="open_vote_once", fields=["ballot", "voter", "candidate"])
        ]

    def __str__(self) -> str:
        return f"{self.voter_id}: {self.candidate_id}"


@untracked(because="a log itself: only ever added to")
class Recount(models.Model):
    """That somebody had a sealed ballot counted again, and what did not agree ("": all did).
    `by_name` names who did so by a role; "" for somebody of the ballot itself, so that nobody
    learns which voter doubted it.
    """

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="recounts")
    by_name = models.CharField(_("Người đếm lại"), max_length=LONGEST_NAME, blank=True)
    at = models.DateTimeField(_("Đếm lại lúc"))
    faults = models.TextField(_("Điều không khớp"), blank=True)

    class Meta:
        verbose_name = _("lần đếm lại")
        verbose_name_plural = _("các lần đếm lại")
        ordering = ["-at", "-pk"]
        triggers = [
            pgtrigger.Protect(name="recounts_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.ballot_id}: {self.at}"
