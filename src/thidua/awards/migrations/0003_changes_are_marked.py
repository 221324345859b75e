"""Awards are told on the page of figures: what happens to them leaves a mark."""

from django.db import migrations

from thidua.db.marking import marks_part, unmark

ON_PAGES = -2


class Migration(migrations.Migration):

    dependencies = [("awards", "0002_initial"), ("db", "0002_marks")]

    operations = [migrations.RunSQL(marks_part("awards_award", ON_PAGES), unmark(["awards_award"]))]
