"""What an officer's choice asks of the database in fewer and shorter statements.

The marks: one statement whose plan PostgreSQL keeps, none for no row. The subjects: held, then read, in one round.
"""

from django.db import migrations

FUNCTIONS = """
CREATE OR REPLACE FUNCTION reviews_mark_entries(entries bigint[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF cardinality(entries) > 1000 THEN
        PERFORM ledger_mark(ARRAY[0::bigint]);
    ELSIF cardinality(entries) > 0 THEN
        INSERT INTO ledger_change (transaction, part)
        SELECT DISTINCT pg_current_xact_id()::text::bigint, found.part
        FROM unnest(entries) AS asked(id)
        JOIN campaigns_rosterentry e ON e.id = asked.id
        JOIN organisations_organisation o ON o.id = e.organisation_id
        CROSS JOIN LATERAL (VALUES
            (coalesce(e.upper_level_id, 0)), (coalesce(nullif(split_part(o.path, '/', 3), '')::bigint, 0))
        ) AS found(part)
        ON CONFLICT DO NOTHING;
    END IF;
END $$;

-- The subjects of a choice as they are once nobody else can change them: whoever is choosing for them has ended, and a
-- decision being issued too. Each statement sees what was committed before it began, so the last reads under the locks.
CREATE FUNCTION reviews_hold(campaign bigint, subjects bigint[]) RETURNS TABLE (
    id bigint, low smallint, high smallint, self_claimed text, proposed text, chosen text, reason text, returned text,
    number text, version integer
) LANGUAGE plpgsql VOLATILE ROWS 1
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    PERFORM FROM campaigns_rosterentry e JOIN campaigns_campaign c ON c.id = e.campaign_id
    WHERE e.id = ANY(subjects) AND c.id = campaign
    ORDER BY e.id FOR NO KEY UPDATE OF e FOR KEY SHARE OF c;
    RETURN QUERY
    SELECT e.id, r.low, r.high, p.self_claimed::text, p.proposed::text, p.chosen::text, p.reason, p.returned,
           d.number::text, (SELECT max(v.pgh_id) FROM reviews_proposalevent v WHERE v.roster_entry_id = e.id)
    FROM campaigns_rosterentry e
    LEFT JOIN reviews_rating r ON r.roster_entry_id = e.id
    LEFT JOIN reviews_proposal p ON p.roster_entry_id = e.id
    LEFT JOIN reviews_decisionitem i ON i.roster_entry_id = e.id
    LEFT JOIN reviews_decision d ON d.id = i.decision_id AND d.status = 'issued'
    WHERE e.id = ANY(subjects) AND e.campaign_id = campaign;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [("reviews", "0006_changes_are_marked"), ("campaigns", "0005_roster_in_order")]

    operations = [migrations.RunSQL(FUNCTIONS, "DROP FUNCTION reviews_hold(bigint, bigint[]);")]
