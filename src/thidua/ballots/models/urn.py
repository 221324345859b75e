"""The urn: its locks, who has voted, the sealed envelopes.

No time, no sequence, no mark of the history: nothing here may tell who put what into the urn."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.ballots.models.called import Ballot, Voter
from thidua.history.tracking import untracked
from thidua.organisations.models import Person

LEFT_OUT_OF_BACKUPS = ("ballots_urn", "ballots_keybox", "ballots_keyholder")
"""Tables whose rows no backup has: with them and two codes it could tell who voted what."""
SECRET = "what is in it must lead to nobody: no time, no act, no earlier row"  # noqa: S105


@untracked(because=SECRET)
class KeyHolder(models.Model):
    """The public key that belongs to a holder's code; the code itself is stored nowhere."""

    pk = models.CompositePrimaryKey("ballot_id", "person_id")
    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="keys")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    public_key = models.BinaryField()
    mac = models.BinaryField()

    class Meta:
        verbose_name = _("khoá của người giữ mã")
        verbose_name_plural = _("khoá của những người giữ mã")

    def __str__(self) -> str:
        return f"{self.ballot_id}: {self.person_id}"


@untracked(because=SECRET)
class KeyBox(models.Model):
    """The urn's private key, locked by two holders one inside the other."""

    pk = models.CompositePrimaryKey("ballot_id", "first_id", "second_id")
    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="boxes")
    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    box = models.BinaryField()

    class Meta:
        verbose_name = _("hộp khoá của hòm phiếu")
        verbose_name_plural = _("các hộp khoá của hòm phiếu")

    def __str__(self) -> str:
        return f"{self.ballot_id}: {self.first_id}, {self.second_id}"


@untracked(because=SECRET)
class Turnout(models.Model):
    """That a voter has voted: the row is there, and says nothing else."""

    voter = models.OneToOneField(
        Voter, on_delete=models.CASCADE, primary_key=True, related_name="turnout"
    )

    class Meta:
        verbose_name = _("dấu đã bỏ phiếu")
        verbose_name_plural = _("các dấu đã bỏ phiếu")

    def __str__(self) -> str:
        return str(self.voter_id)


@untracked(because=SECRET)
class UrnEnvelope(models.Model):
    """One sealed envelope in the urn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="urn")
    envelope = models.BinaryField()

    class Meta:
        db_table = "ballots_urn"
        verbose_name = _("phiếu trong hòm")
        verbose_name_plural = _("các phiếu trong hòm")

    def __str__(self) -> str:
        return str(self.pk)


@untracked(because="counts codes tried in vain; gone once the right ones came")
class CodeTries(models.Model):
    """How often wrong closing codes were given, and until when nobody may try again."""

    ballot = models.OneToOneField(
        Ballot, on_delete=models.CASCADE, primary_key=True, related_name="tries"
    )
    wrong = models.PositiveSmallIntegerField(default=0)
    wait_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("số lần nhập sai mã")
        verbose_name_plural = _("số lần nhập sai mã")

    def __str__(self) -> str:
        return f"{self.ballot_id}: {self.wrong}"
