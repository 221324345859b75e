"""Every write that a board, a page or a figure is made from leaves a mark, whoever writes and however.

One row a transaction and part, written by statement triggers, so COPY counts as one; two transactions never wait for
each other. A statement about more than a thousand subjects marks everything.
"""

from django.db import migrations

from thidua.ledger.marking import marks_by, marks_part, unmark

FUNCTIONS = """
-- The upper-level body of an entry: as the roster has it, and as the tree has it now.
CREATE FUNCTION reviews_mark_entries(entries bigint[]) RETURNS void LANGUAGE sql AS $$
    SELECT ledger_mark(CASE
        WHEN cardinality(entries) > 1000 THEN ARRAY[0::bigint]
        ELSE (
            SELECT array_agg(DISTINCT part) FROM (
                SELECT coalesce(e.upper_level_id, 0) AS part
                FROM campaigns_rosterentry e WHERE e.id = ANY(entries)
                UNION ALL
                SELECT coalesce(nullif(split_part(o.path, '/', 3), '')::bigint, 0)
                FROM campaigns_rosterentry e JOIN organisations_organisation o ON o.id = e.organisation_id
                WHERE e.id = ANY(entries)
            ) AS found
        )
    END)
$$;

CREATE FUNCTION reviews_entries_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM reviews_mark_entries(ARRAY(SELECT roster_entry_id FROM changed LIMIT 1001));
    RETURN NULL;
END $$;

CREATE FUNCTION reviews_roster_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM reviews_mark_entries(ARRAY(SELECT id FROM changed LIMIT 1001));
    RETURN NULL;
END $$;

CREATE FUNCTION reviews_decisions_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM reviews_mark_entries(ARRAY(
        SELECT i.roster_entry_id FROM changed c JOIN reviews_decisionitem i ON i.decision_id = c.id LIMIT 1001
    ));
    RETURN NULL;
END $$;
"""
BY_ENTRY = ("reviews_rating", "reviews_proposal", "reviews_factsheet", "reviews_decisionitem")
EVERYTHING, EARLIER, TOLD = 0, -1, -2
BY_PART = {
    "organisations_organisation": EVERYTHING,
    "organisations_succession": EVERYTHING,
    "campaigns_frameworkbinding": EVERYTHING,
    "reviews_earlierlevel": EARLIER,
    # Told on pages, counted nowhere: no figure is counted again for them.
    "campaigns_campaign": TOLD,
    "campaigns_deadline": TOLD,
    "campaigns_indicator": TOLD,
}


def _triggers() -> list[str]:
    made = [marks_by(table, "reviews_entries_changed") for table in BY_ENTRY]
    made += [marks_part(table, part) for table, part in BY_PART.items()]
    made.append(marks_by("reviews_decision", "reviews_decisions_changed", events=["UPDATE"]))
    # Entries that go or move take their place with them: everything is counted again.
    made.append(marks_by("campaigns_rosterentry", "reviews_roster_changed", events=["INSERT"]))
    made.append(marks_by("campaigns_rosterentry", "ledger_part_changed", f"'{EVERYTHING}'", events=["UPDATE", "DELETE"]))
    return made


UNDO = unmark((*BY_ENTRY, *BY_PART, "reviews_decision", "campaigns_rosterentry")) + """
DROP FUNCTION reviews_entries_changed(); DROP FUNCTION reviews_roster_changed(); DROP FUNCTION reviews_decisions_changed();
DROP FUNCTION reviews_mark_entries(bigint[]);
"""


class Migration(migrations.Migration):

    dependencies = [
        ("reviews", "0005_layer_previews"),
        ("ledger", "0002_changes"),
        ("campaigns", "0005_roster_in_order"),
        ("organisations", "0006_fewer_indexes"),
    ]

    operations = [migrations.RunSQL(FUNCTIONS + "\n".join(_triggers()), UNDO)]
