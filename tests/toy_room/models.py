"""What the toy room stores."""

from django.db import models

from thidua.organisations.models import Organisation
from thidua.submissions.models import Submission


class Book(models.Model):
    """A book of a cell's reading corner."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=80)

    class Meta:
        app_label = "toy_room"

    def __str__(self) -> str:
        return self.title


class Wish(Submission):
    """A wish for a new book: sent by a cell, accepted above it."""

    title = models.CharField(max_length=80)

    class Meta(Submission.Meta):
        app_label = "toy_room"

    def __str__(self) -> str:
        return self.title
