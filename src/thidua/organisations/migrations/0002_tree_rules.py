"""What the tree itself must keep: no cycle at any date; each organisation's path."""

from django.db import migrations

NO_CYCLE = """
-- All new placements of a statement are looked at together: 5,600 rows cost one query.
CREATE FUNCTION organisations_placement_no_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found bigint;
BEGIN
    -- Climb from each new parent through every placement that shares a day with the ones below it.
    WITH RECURSIVE climb (start_id, organisation_id, period) AS (
        SELECT organisation_id, parent_id, daterange(starts_on, ends_on, '[]') FROM fresh WHERE parent_id IS NOT NULL
      UNION
        SELECT climb.start_id, above.parent_id, climb.period * daterange(above.starts_on, above.ends_on, '[]')
        FROM climb JOIN organisations_placement above ON above.organisation_id = climb.organisation_id
        WHERE above.parent_id IS NOT NULL
          AND climb.organisation_id <> climb.start_id
          AND NOT isempty(climb.period * daterange(above.starts_on, above.ends_on, '[]'))
    )
    SELECT start_id INTO found FROM climb WHERE organisation_id = start_id LIMIT 1;
    IF found IS NOT NULL THEN
        RAISE EXCEPTION 'placement_no_cycle: organisation % would stand under itself', found
            USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_no_cycle';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER placement_no_cycle_insert AFTER INSERT ON organisations_placement
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION organisations_placement_no_cycle();
CREATE TRIGGER placement_no_cycle_update AFTER UPDATE ON organisations_placement
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION organisations_placement_no_cycle();
"""

GONE = """
DROP TRIGGER placement_no_cycle_insert ON organisations_placement;
DROP TRIGGER placement_no_cycle_update ON organisations_placement;
DROP FUNCTION organisations_placement_no_cycle();
"""

REFRESH_PATHS = """
CREATE FUNCTION organisations_refresh_paths() RETURNS bigint LANGUAGE sql AS $$
    WITH RECURSIVE latest AS (
        SELECT DISTINCT ON (organisation_id) organisation_id, parent_id
        FROM organisations_placement ORDER BY organisation_id, starts_on DESC
    ), paths (id, path) AS (
        SELECT organisation_id, '/' || organisation_id || '/' FROM latest WHERE parent_id IS NULL
      UNION ALL
        SELECT latest.organisation_id, paths.path || latest.organisation_id || '/'
        FROM paths JOIN latest ON latest.parent_id = paths.id
    ), changed AS (
        UPDATE organisations_organisation o SET path = paths.path
        FROM paths WHERE o.id = paths.id AND o.path <> paths.path RETURNING 1
    )
    SELECT count(*) FROM changed;
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [
        migrations.RunSQL(NO_CYCLE, GONE),
        migrations.RunSQL(REFRESH_PATHS, "DROP FUNCTION organisations_refresh_paths();"),
    ]
