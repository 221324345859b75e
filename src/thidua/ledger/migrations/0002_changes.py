"""Where triggers leave a mark of every transaction that changes what pages and figures tell."""

import django.db.models.functions.datetime
from django.db import migrations, models

FUNCTIONS = """
-- The database in which transaction numbers mean what they say: another one after a restore elsewhere.
CREATE FUNCTION ledger_home() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT system_identifier::text || ':' || current_database() FROM pg_control_system()
$$;

CREATE FUNCTION ledger_mark(parts bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO ledger_change (transaction, part)
    SELECT pg_current_xact_id()::text::bigint, part FROM unnest(parts) AS part
    ON CONFLICT DO NOTHING
$$;

-- Whether a change of these parts (null: of any) is visible now that the snapshot `seen` did not see.
CREATE FUNCTION ledger_unseen(seen text, parts bigint[]) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM ledger_change c
        WHERE (parts IS NULL OR c.part = ANY(parts))
          AND c.transaction >= pg_snapshot_xmin(seen::pg_snapshot)::text::bigint
          AND NOT pg_visible_in_snapshot(c.transaction::text::xid8, seen::pg_snapshot)
    );
END $$;

-- The part is named by the trigger.
CREATE FUNCTION ledger_part_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM changed) THEN
        PERFORM ledger_mark(ARRAY[TG_ARGV[0]::bigint]);
    END IF;
    RETURN NULL;
END $$;
"""
UNDO = """
DROP FUNCTION ledger_part_changed(); DROP FUNCTION ledger_unseen(text, bigint[]); DROP FUNCTION ledger_mark(bigint[]);
DROP FUNCTION ledger_home();
"""


class Migration(migrations.Migration):

    dependencies = [("ledger", "0001_access_log")]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('transaction', models.BigIntegerField()),
                ('part', models.BigIntegerField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'verbose_name': 'thay đổi làm cũ đi những gì đã tính',
                'verbose_name_plural': 'các thay đổi làm cũ đi những gì đã tính',
                'indexes': [models.Index(fields=['transaction'], name='change_by_transaction_number')],
                'constraints': [models.UniqueConstraint(fields=('part', 'transaction'), name='change_marked_once')],
            },
        ),
        migrations.RunSQL(FUNCTIONS, UNDO),
    ]
