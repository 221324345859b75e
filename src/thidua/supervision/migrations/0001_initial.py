"""The history is read from its newest act on: an index for that, on a table of the library."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar = [("pghistory", "0007_auto_20250421_0444")]

    operations: ClassVar = [
        migrations.RunSQL(
            "CREATE INDEX IF NOT EXISTS history_newest_first"
            " ON pghistory_context (created_at DESC, id DESC)",
            "DROP INDEX IF EXISTS history_newest_first",
        )
    ]
