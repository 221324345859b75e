"""What an officer's choice asks of the database in fewer and shorter statements.

The marks: one statement whose plan PostgreSQL keeps, none for no row. Pools and subjects: held, then read, in one round.
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

-- The subjects of a choice as they are once nobody else can change them: whoever is choosing in these pools or of these
-- subjects has ended, and a decision being issued too. The pools come in the same order for everybody. Each statement
-- sees what was committed before it began, so what is read last is read under all the locks.
CREATE FUNCTION reviews_hold(pools text[], subjects bigint[]) RETURNS TABLE (
    id bigint, low smallint, high smallint, self_claimed text, proposed text, chosen text, reason text, returned text,
    number text, version integer
) LANGUAGE plpgsql VOLATILE
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7302, hashtext(name)) FROM unnest(pools) AS name;
    PERFORM FROM campaigns_rosterentry e JOIN campaigns_campaign c ON c.id = e.campaign_id
    WHERE e.id = ANY(subjects) ORDER BY e.id FOR NO KEY UPDATE OF e FOR KEY SHARE OF c;
    RETURN QUERY
    SELECT asked.id, r.low, r.high, p.self_claimed::text, p.proposed::text, p.chosen::text, p.reason, p.returned,
           d.number::text, (SELECT max(v.pgh_id) FROM reviews_proposalevent v WHERE v.roster_entry_id = asked.id)
    FROM unnest(subjects) AS asked(id)
    LEFT JOIN reviews_rating r ON r.roster_entry_id = asked.id
    LEFT JOIN reviews_proposal p ON p.roster_entry_id = asked.id
    LEFT JOIN reviews_decisionitem i ON i.roster_entry_id = asked.id
    LEFT JOIN reviews_decision d ON d.id = i.decision_id AND d.status = 'issued';
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [("reviews", "0006_changes_are_marked"), ("campaigns", "0005_roster_in_order")]

    operations = [migrations.RunSQL(FUNCTIONS, "DROP FUNCTION reviews_hold(text[], bigint[]);")]
