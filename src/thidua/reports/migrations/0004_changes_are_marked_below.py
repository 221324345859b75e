"""Marks of changes are the ledger's now, so that boards and pages may ask them too; what was counted is counted again."""

from django.db import migrations

TABLES = (
    "reviews_rating", "reviews_proposal", "reviews_decisionitem", "organisations_organisation", "organisations_succession",
    "campaigns_frameworkbinding", "reviews_earlierlevel", "campaigns_campaign", "campaigns_indicator", "awards_award",
    "reviews_decision", "campaigns_rosterentry",
)
FUNCTIONS = (
    "reports_entries_changed()", "reports_roster_changed()", "reports_decisions_changed()", "reports_part_changed()",
    "reports_home()", "reports_mark_entries(bigint[])", "reports_mark(bigint[])",
)
CLEAR = "\n".join(
    [f"DROP TRIGGER IF EXISTS reports_{event} ON {table};" for table in TABLES for event in ("insert", "update", "delete")
     if (table, event) not in {("reviews_decision", "insert"), ("reviews_decision", "delete")}]
    + [f"DROP FUNCTION IF EXISTS {function};" for function in FUNCTIONS]
    + ["DELETE FROM reports_summary;"]
)


class Migration(migrations.Migration):

    dependencies = [
        ("reports", "0003_change_by_transaction"),
        ("reviews", "0006_changes_are_marked"),
        ("awards", "0003_changes_are_marked"),
    ]

    operations = [
        migrations.RunSQL(CLEAR, migrations.RunSQL.noop),
        migrations.DeleteModel(name="Change"),
    ]
