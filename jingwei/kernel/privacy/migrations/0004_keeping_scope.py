"""Keep holds to the scope; let the worker, and nobody at a page, forget former images of a person."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope

# Images of the person's own rows, and of rows that name the person.
FORGET = """
CREATE FUNCTION forget_former(whose bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    DELETE FROM former_row WHERE ("table" = 'person' AND "row" = whose)
        OR (image ->> 'person_id') = whose::text;
$$;
REVOKE ALL ON FUNCTION forget_former(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_former(bigint) TO jw_worker;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0003_keeping"), ("orgs", "0002_scope"), ("known", "0001_initial"),
    ]  # fmt: skip

    operations = [
        EnableScope("hold"),
        migrations.RunSQL(FORGET, "DROP FUNCTION forget_former(bigint)"),
    ]
