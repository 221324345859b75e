"""Every write that a figure is counted from leaves a mark in `reports_change`, whoever writes and however.

One row a transaction and part, written by statement triggers, so COPY counts as one; two transactions never wait for
each other. A statement about more than a thousand subjects marks everything.
"""

from django.db import migrations

FUNCTIONS = """
-- The database in which transaction numbers mean what they say: another one after a restore elsewhere.
CREATE FUNCTION reports_home() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT system_identifier::text || ':' || current_database() FROM pg_control_system()
$$;

CREATE FUNCTION reports_mark(parts bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO reports_change (transaction, part)
    SELECT pg_current_xact_id()::text::bigint, part FROM unnest(parts) AS part
    ON CONFLICT DO NOTHING
$$;

-- The upper-level body of an entry: as the roster has it, and as the tree has it now.
CREATE FUNCTION reports_mark_entries(entries bigint[]) RETURNS void LANGUAGE sql AS $$
    SELECT reports_mark(CASE
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

CREATE FUNCTION reports_entries_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM reports_mark_entries(ARRAY(SELECT roster_entry_id FROM changed LIMIT 1001));
    RETURN NULL;
END $$;

CREATE FUNCTION reports_roster_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM reports_mark_entries(ARRAY(SELECT id FROM changed LIMIT 1001));
    RETURN NULL;
END $$;

CREATE FUNCTION reports_decisions_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM reports_mark_entries(ARRAY(
        SELECT i.roster_entry_id FROM changed c JOIN reviews_decisionitem i ON i.decision_id = c.id LIMIT 1001
    ));
    RETURN NULL;
END $$;

-- The part is named by the trigger.
CREATE FUNCTION reports_part_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM changed) THEN
        PERFORM reports_mark(ARRAY[TG_ARGV[0]::bigint]);
    END IF;
    RETURN NULL;
END $$;
"""

BY_ENTRY = ("reviews_rating", "reviews_proposal", "reviews_decisionitem")
BY_PART = {
    "organisations_organisation": 0,
    "organisations_succession": 0,
    "campaigns_frameworkbinding": 0,
    "reviews_earlierlevel": -1,
    # Told on the page, counted nowhere: no summary is made of them but the page itself.
    "campaigns_campaign": -2,
    "campaigns_indicator": -2,
    "awards_award": -2,
}
EVENTS = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}


def _trigger(table: str, event: str, function: str, argument: str = "") -> str:
    return (
        f"CREATE TRIGGER reports_{event.lower()} AFTER {event} ON {table} "
        f"REFERENCING {EVENTS[event]} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION {function}({argument});"
    )


def _triggers() -> list[str]:
    made = [_trigger(table, event, "reports_entries_changed") for table in BY_ENTRY for event in EVENTS]
    made += [_trigger(table, event, "reports_part_changed", f"'{n}'") for table, n in BY_PART.items() for event in EVENTS]
    made.append(_trigger("reviews_decision", "UPDATE", "reports_decisions_changed"))
    # Entries that go or move take their place with them: everything is counted again.
    made.append(_trigger("campaigns_rosterentry", "INSERT", "reports_roster_changed"))
    made += [_trigger("campaigns_rosterentry", event, "reports_part_changed", "'0'") for event in ("UPDATE", "DELETE")]
    return made


TABLES = (*BY_ENTRY, *BY_PART, "reviews_decision", "campaigns_rosterentry")
UNDO = "\n".join(
    [f"DROP TRIGGER IF EXISTS reports_{event.lower()} ON {table};" for table in TABLES for event in EVENTS]
    + [f"DROP FUNCTION {name}();" for name in (
        "reports_entries_changed", "reports_roster_changed", "reports_decisions_changed", "reports_part_changed")]
    + ["DROP FUNCTION reports_home();", "DROP FUNCTION reports_mark_entries(bigint[]);", "DROP FUNCTION reports_mark(bigint[]);"]
)


class Migration(migrations.Migration):

    dependencies = [
        ("reports", "0001_summaries"),
        ("campaigns", "0003_limit_in_english"),
        ("reviews", "0003_proposal_returned"),
        ("organisations", "0006_fewer_indexes"),
        ("awards", "0002_initial"),
    ]

    operations = [migrations.RunSQL(FUNCTIONS + "\n".join(_triggers()), UNDO)]
