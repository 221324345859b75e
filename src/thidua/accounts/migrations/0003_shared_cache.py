"""The table of Django's database cache: failed sign-ins are counted once for all processes."""

from django.db import migrations

CREATE = """
CREATE TABLE shared_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX shared_cache_expires ON shared_cache (expires);
"""


class Migration(migrations.Migration):

    dependencies = [("accounts", "0002_initial")]

    operations = [migrations.RunSQL(CREATE, "DROP TABLE shared_cache;")]
