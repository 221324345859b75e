"""Triggers leave a mark of every transaction that changes what pages and figures tell."""

from django.db import migrations

FUNCTIONS = """
-- The database in which transaction numbers mean what they say: another one after a restore elsewhere.
CREATE FUNCTION db_home() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT system_identifier::text || ':' || current_database() FROM pg_control_system()
$$;

CREATE FUNCTION db_mark(parts bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO db_change (transaction, part)
    SELECT pg_current_xact_id()::text::bigint, part FROM unnest(parts) AS part
    ON CONFLICT DO NOTHING
$$;

-- Whether a change of these parts (null: of any) is visible now that the snapshot `seen` did not see.
CREATE FUNCTION db_unseen(seen text, parts bigint[]) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM db_change c
        WHERE (parts IS NULL OR c.part = ANY(parts))
          AND c.transaction >= pg_snapshot_xmin(seen::pg_snapshot)::text::bigint
          AND NOT pg_visible_in_snapshot(c.transaction::text::xid8, seen::pg_snapshot)
    );
END $$;

-- The part is named by the trigger.
CREATE FUNCTION db_part_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM changed) THEN
        PERFORM db_mark(ARRAY[TG_ARGV[0]::bigint]);
    END IF;
    RETURN NULL;
END $$;
"""
UNDO = """
DROP FUNCTION db_part_changed(); DROP FUNCTION db_unseen(text, bigint[]); DROP FUNCTION db_mark(bigint[]);
DROP FUNCTION db_home();
"""


class Migration(migrations.Migration):

    dependencies = [("db", "0001_initial")]

    operations = [migrations.RunSQL(FUNCTIONS, UNDO)]
