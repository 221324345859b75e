"""What decisions say has a part of its own: levels of earlier years change with it alone, not with every choice."""

from django.db import migrations

from thidua.ledger.marking import marks_part, unmark

DECIDED = -3
TABLES = ("reviews_decision", "reviews_decisionitem")


class Migration(migrations.Migration):

    dependencies = [("reviews", "0007_quick_choices")]

    operations = [
        migrations.RunSQL(
            "\n".join(marks_part(table, DECIDED, name="decides") for table in TABLES), unmark(TABLES, name="decides")
        )
    ]
