"""Every write that a board, a page or a figure is made from leaves a mark, whoever writes and however.

One row a transaction and part, written by statement triggers, so COPY counts as one; two transactions never wait for
each other. A statement about more than a thousand subjects marks everything.
"""

from django.db import migrations

from thidua.db.marking import marks_by, marks_part, unmark

FUNCTIONS = """
-- The upper-level body of an entry: as the roster has it, and as the tree has it now.
-- One statement whose plan PostgreSQL keeps, none for no row.
CREATE FUNCTION decisions_mark_entries(entries bigint[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF cardinality(entries) > 1000 THEN
        PERFORM db_mark(ARRAY[0::bigint]);
    ELSIF cardinality(entries) > 0 THEN
        INSERT INTO db_change (transaction, part)
        SELECT DISTINCT pg_current_xact_id()::text::bigint, found.part
        FROM unnest(entries) AS asked(id)
        JOIN roster_rosterentry e ON e.id = asked.id
        JOIN organisations_organisation o ON o.id = e.organisation_id
        CROSS JOIN LATERAL (VALUES
            (coalesce(e.upper_level_id, 0)), (coalesce(nullif(split_part(o.path, '/', 3), '')::bigint, 0))
        ) AS found(part)
        ON CONFLICT DO NOTHING;
    END IF;
END $$;

CREATE FUNCTION decisions_entries_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM decisions_mark_entries(ARRAY(SELECT roster_entry_id FROM changed LIMIT 1001));
    RETURN NULL;
END $$;

CREATE FUNCTION decisions_roster_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM decisions_mark_entries(ARRAY(SELECT id FROM changed LIMIT 1001));
    RETURN NULL;
END $$;

CREATE FUNCTION decisions_decisions_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM decisions_mark_entries(ARRAY(
        SELECT i.roster_entry_id FROM changed c JOIN decisions_decisionitem i ON i.decision_id = c.id LIMIT 1001
    ));
    RETURN NULL;
END $$;
"""
BY_ENTRY = ("ratings_rating", "boards_proposal", "facts_factsheet", "decisions_decisionitem", "roster_putoff")
EVERYTHING, EARLIER, ON_PAGES = 0, -1, -2
BY_PART = {
    "organisations_organisation": EVERYTHING,
    "organisations_succession": EVERYTHING,
    "frameworks_frameworkbinding": EVERYTHING,
    "ratings_earlierlevel": EARLIER,
    # Told on pages, counted nowhere: no figure is counted again for them.
    "campaigns_campaign": ON_PAGES,
    "campaigns_deadline": ON_PAGES,
    "campaigns_indicator": ON_PAGES,
    "campaigns_reviewday": ON_PAGES,
}


def _triggers() -> list[str]:
    made = [marks_by(table, "decisions_entries_changed") for table in BY_ENTRY]
    made += [marks_part(table, part) for table, part in BY_PART.items()]
    made.append(marks_by("decisions_decision", "decisions_decisions_changed", events=["UPDATE"]))
    # Entries that go or move take their place with them: everything is counted again.
    made.append(marks_by("roster_rosterentry", "decisions_roster_changed", events=["INSERT"]))
    made.append(marks_by("roster_rosterentry", "db_part_changed", f"'{EVERYTHING}'", events=["UPDATE", "DELETE"]))
    return made


UNDO = unmark((*BY_ENTRY, *BY_PART, "decisions_decision", "roster_rosterentry")) + """
DROP FUNCTION decisions_entries_changed(); DROP FUNCTION decisions_roster_changed(); DROP FUNCTION decisions_decisions_changed();
DROP FUNCTION decisions_mark_entries(bigint[]);
"""


class Migration(migrations.Migration):

    dependencies = [
        ("boards", "0001_initial"),
        ("campaigns", "0001_initial"),
        ("db", "0002_marks"),
        ("decisions", "0002_initial"),
        ("facts", "0001_initial"),
        ("frameworks", "0001_initial"),
        ("organisations", "0002_tree_rules"),
        ("ratings", "0001_initial"),
        ("roster", "0001_initial"),
    ]

    operations = [migrations.RunSQL(FUNCTIONS + "\n".join(_triggers()), UNDO)]
