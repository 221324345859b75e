"""The subjects of a choice: held, then read, in one round."""

from django.db import migrations

FUNCTIONS = """
-- The subjects of a choice as they are once nobody else can change them: whoever is choosing for them has ended, and a
-- decision being issued too. Each statement sees what was committed before it began, so the last reads under the locks.
CREATE FUNCTION boards_hold(campaign bigint, subjects bigint[]) RETURNS TABLE (
    id bigint, low smallint, high smallint, self_claimed text, proposed text, chosen text, reason text, returned text,
    number text, version integer
) LANGUAGE plpgsql VOLATILE ROWS 1
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    PERFORM FROM roster_rosterentry e JOIN campaigns_campaign c ON c.id = e.campaign_id
    WHERE e.id = ANY(subjects) AND c.id = campaign
    ORDER BY e.id FOR NO KEY UPDATE OF e FOR KEY SHARE OF c;
    RETURN QUERY
    SELECT e.id, r.low, r.high, p.self_claimed::text, p.proposed::text, p.chosen::text, p.reason, p.returned,
           d.number::text, (SELECT max(v.pgh_id) FROM boards_proposalevent v WHERE v.roster_entry_id = e.id)
    FROM roster_rosterentry e
    LEFT JOIN ratings_rating r ON r.roster_entry_id = e.id
    LEFT JOIN boards_proposal p ON p.roster_entry_id = e.id
    LEFT JOIN decisions_decisionitem i ON i.roster_entry_id = e.id
    LEFT JOIN decisions_decision d ON d.id = i.decision_id AND d.status = 'issued'
    WHERE e.id = ANY(subjects) AND e.campaign_id = campaign;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [("boards", "0001_initial"), ("decisions", "0002_initial"), ("ratings", "0001_initial")]

    operations = [migrations.RunSQL(FUNCTIONS, "DROP FUNCTION boards_hold(bigint, bigint[]);")]
