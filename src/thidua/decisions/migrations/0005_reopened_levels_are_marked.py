from django.db import migrations

from thidua.db.marking import marks_by, unmark

TABLE = "decisions_reopenedlevel"


class Migration(migrations.Migration):
    """What stands says which levels were decided again: a count that is kept has to be made anew
    when one is reopened."""

    dependencies = [("decisions", "0004_signed_scans")]
    operations = [
        migrations.RunSQL(marks_by(TABLE, "decisions_entries_changed"), unmark([TABLE])),
    ]
