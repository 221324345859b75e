"""What the tree itself must keep: no cycle at any date; each organisation's path."""

from django.db import migrations

NO_CYCLE = """
CREATE FUNCTION organisations_placement_no_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Climb from the new parent through every placement that shares a day with the ones below it.
    IF EXISTS (
        WITH RECURSIVE climb (organisation_id, period) AS (
            SELECT NEW.parent_id, daterange(NEW.starts_on, NEW.ends_on, '[]')
          UNION
            SELECT above.parent_id, climb.period * daterange(above.starts_on, above.ends_on, '[]')
            FROM climb JOIN organisations_placement above ON above.organisation_id = climb.organisation_id
            WHERE above.parent_id IS NOT NULL
              AND climb.organisation_id <> NEW.organisation_id
              AND NOT isempty(climb.period * daterange(above.starts_on, above.ends_on, '[]'))
        )
        SELECT 1 FROM climb WHERE organisation_id = NEW.organisation_id
    ) THEN
        RAISE EXCEPTION 'placement_no_cycle: organisation % would stand under itself', NEW.organisation_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_no_cycle';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER placement_no_cycle
    AFTER INSERT OR UPDATE ON organisations_placement
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL)
    EXECUTE FUNCTION organisations_placement_no_cycle();
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
        migrations.RunSQL(
            NO_CYCLE,
            "DROP TRIGGER placement_no_cycle ON organisations_placement; "
            "DROP FUNCTION organisations_placement_no_cycle();",
        ),
        migrations.RunSQL(REFRESH_PATHS, "DROP FUNCTION organisations_refresh_paths();"),
    ]
