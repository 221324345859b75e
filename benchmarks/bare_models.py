"""The table that a bare insert goes into: made by the benchmark, dropped by it."""

from django.db import models


class BareChoice(models.Model):
    """What somebody chose, and nothing else."""

    entry = models.BigIntegerField()
    chosen = models.TextField()

    class Meta:
        app_label = "bench"
        managed = False
        db_table = "bench_choice"

    def __str__(self) -> str:
        return f"{self.entry}: {self.chosen}"
